# 有人帮学习者改句子（消息菜单：改句子）：先填表单，改好的句子显示在原消息下面。

# 表单，只有改的人看得到。
correction-title = 帮忙改句子
correction-text = 换你会怎么说
    .note = 只改需要改的地方。改动会显示在这条消息下面，并写明是你改的
correction-why = 为什么这样改（可不填）
    .note = 说说用法或语感，比只改字更有帮助
correction-posted = ✏️ 你的改法已经放在[那条消息下面](<{ $link }>)了。只有你、原作者和管理员可以移除。
correction-given-back = 你写的内容在这里，没有丢：{ $text }

# 显示在原消息下面，频道里人人可见。$mender 和 $learner 是提及。
correction-by = ✏️ { $mender } 会这样说：
correction-accepted = 💛 { $learner } 说：谢谢！
correction-do-thank = 谢谢
correction-do-away = 移除
