# 有人幫學習者改句子（訊息選單：改句子）：先填表單，改好的句子顯示在原訊息下面。

# 表單，只有改的人看得到。
correction-title = 幫忙改句子
correction-text = 換你會怎麼說
    .note = 只改需要改的地方。改動會顯示在這則訊息下面，並寫明是你改的
correction-why = 為什麼這樣改（可不填）
    .note = 說說用法或語感，比只改字更有幫助
correction-posted = ✏️ 你的改法已經放在[那則訊息下面](<{ $link }>)了。只有你、原作者和版主可以移除。
correction-given-back = 你寫的內容在這裡，沒有不見：{ $text }

# 顯示在原訊息下面，頻道裡大家都看得到。$mender 和 $learner 是提及。
correction-by = ✏️ { $mender } 會這樣說：
correction-accepted = 💛 { $learner } 說：謝謝！
correction-do-thank = 謝謝
correction-do-away = 移除
