# 新成员自我介绍（/打招呼 自我介绍），大家回应，迎新志愿者查看谁在等（/打招呼 迎新）。

# 自我介绍的表单。不问人在哪里，也不问从哪里来。
hello-title = 跟两边的人打个招呼
hello-about = 🌱 介绍一下自己
    .note = 用自己的语言写几句就好，另一边会看到译文
hello-name = 怎么称呼你？
    .note = 不填就用你在这里的名字
hello-likes = 💛 喜欢什么
    .note = 方便大家找到和你的共同点
hello-ask-me = 💬 可以找你聊什么
    .note = 你聊起来就停不下来的话题
hello-posted = 🌱 你的自我介绍发在[这里](<{ $link }>)了，用的是你的名字，另一边马上也能看到。谁都可以点下面的按钮跟你打招呼。用 `/打招呼 自我介绍` 看看有谁回应。
hello-given-back = 你写的内容在这里，没有丢：{ $text }

# 自己的介绍。$count 是回应的人数。
hello-own = { $count ->
    [0] 🌱 [你的自我介绍](<{ $link }>)大家都能看到，暂时还没有人回应。
   *[other] 🌱 有 { $count } 个人回应了[你的自我介绍](<{ $link }>)：
 }
hello-anew = 重新写一份
hello-withdraw = 收回介绍
hello-withdrawn = 你的自我介绍已经收回，另一边的也一起删掉了。

# 显示在自我介绍下面，人人可见。$across 是 $count 里和作者语言不同的人数。
hello-say = 打个招呼
hello-noticed = { $across ->
    [0] { $count } 人打了招呼
   *[other] { $count } 人打了招呼，其中 { $across } 人来自桥的另一边
 }
hello-reacted = 桥的另一边有 { $count } 人点了反应
hello-who = **打过招呼的人，最近的在前**
hello-who-none = 还没有人写回应。点过反应的人，在各自频道的那条消息下面就能看到。
hello-line = • { $member } { $at } [↗](<{ $link }>)
hello-line-elsewhere = • { $member } { $at }，在另一个服务器

# 打招呼的表单。
hello-back-title = 打个招呼
hello-back = 用自己的语言跟对方说一句
    .note = 会用你的名字作为回复发在这里，对方看到的是译文
hello-said = 💬 你的回应发在[这里](<{ $link }>)了，用的是你的名字。
hello-unsay = 收回
hello-unsaid = 你的回应已经收回，另一边的也一起删掉了。

# 迎新志愿者。
greet-about =
    {""}**迎新志愿者**让每位新成员都能等到第一声回应：做了自我介绍的，还有说了第一句话却没人理的，都会轮流分给一位志愿者。

    用自己的语言写一句就够了，Qiao 会传到另一边。不会给你发任何提醒，有空时来这里看看就好；等了十二小时的新成员会转给别的志愿者。
greet-none = **你是这里的迎新志愿者。** 现在没有人在等你，谢谢你一直在！
greet-list = **有 { $count } 位新成员在等你打招呼**（第 { $page } / { $pages } 页）。点链接过去，用自己的语言回复就好。
greet-card = 🌱 { $member } { $at }做了自我介绍
greet-first = 💭 { $member } { $at }第一次发言，还没有人回应
greet-do-start = 我想当迎新志愿者
greet-do-stop = 不再迎新
greet-previous = ◀ 上一页
greet-next = 下一页 ▶

# 通知频道里，给管理员看。
newcomers-nobody-greets = 🌱 语言桥 **{ $bridge }** 上还没有迎新志愿者，有 { $count } 位新成员在等第一声招呼。愿意迎新的，可以在它的频道里用 `/打招呼 迎新` 报名。
