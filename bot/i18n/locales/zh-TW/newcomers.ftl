# 新成員自我介紹（/打招呼 自我介紹），大家回應，迎新志工查看誰在等（/打招呼 迎新）。

# 自我介紹的表單。不問人在哪裡，也不問從哪裡來。
hello-title = 跟兩邊的人打聲招呼
hello-about = 🌱 介紹一下自己
    .note = 用自己的語言寫幾句就好，另一邊會看到譯文
hello-name = 怎麼稱呼你？
    .note = 沒填就用你在這裡的名字
hello-likes = 💛 喜歡什麼
    .note = 讓大家找找看和你有什麼共同點
hello-ask-me = 💬 可以找你聊什麼
    .note = 一聊起來就停不下來的話題
hello-posted = 🌱 你的自我介紹發在[這裡](<{ $link }>)了，用的是你的名字，另一邊馬上也看得到。誰都可以按下面的按鈕跟你打招呼。用 `/打招呼 自我介紹` 看看有誰回應。
hello-given-back = 你寫的內容在這裡，沒有不見：{ $text }

# 自己的介紹。$count 是回應的人數。
hello-own = { $count ->
    [0] 🌱 [你的自我介紹](<{ $link }>)大家都看得到，目前還沒有人回應。
   *[other] 🌱 有 { $count } 個人回應了[你的自我介紹](<{ $link }>)：
 }
hello-anew = 重新寫一份
hello-withdraw = 收回介紹
hello-withdrawn = 你的自我介紹已經收回，另一邊的也一起刪掉了。

# 顯示在自我介紹下面，大家都看得到。$across 是 $count 裡和作者語言不同的人數。
hello-say = 打聲招呼
hello-noticed = { $across ->
    [0] { $count } 人打了招呼
   *[other] { $count } 人打了招呼，其中 { $across } 人來自橋的另一邊
 }
hello-reacted = 橋的另一邊有 { $count } 人按了反應
hello-who = **打過招呼的人，最近的在前**
hello-who-none = 還沒有人寫回應。按過反應的人，在各自頻道的那則訊息下面就看得到。
hello-line = • { $member } { $at } [↗](<{ $link }>)
hello-line-elsewhere = • { $member } { $at }，在另一個伺服器

# 打招呼的表單。
hello-back-title = 打聲招呼
hello-back = 用自己的語言跟對方說一句
    .note = 會用你的名字當成回覆發在這裡，對方看到的是譯文
hello-said = 💬 你的回應發在[這裡](<{ $link }>)了，用的是你的名字。
hello-unsay = 收回
hello-unsaid = 你的回應已經收回，另一邊的也一起刪掉了。

# 迎新志工。
greet-about =
    {""}**迎新志工**讓每位新成員都能等到第一聲回應：做了自我介紹的，還有說了第一句話卻沒人理的，都會輪流分給一位志工。

    用自己的語言寫一句就夠了，Qiao 會傳到另一邊。不會發任何通知給你，有空的時候來這裡看看就好；等了十二小時的新成員會轉給別的志工。
greet-none = **你是這裡的迎新志工。** 現在沒有人在等你，謝謝你一直都在！
greet-list = **有 { $count } 位新成員在等你打招呼**（第 { $page } / { $pages } 頁）。點連結過去，用自己的語言回覆就好。
greet-card = 🌱 { $member } { $at }做了自我介紹
greet-first = 💭 { $member } { $at }第一次發言，還沒有人回應
greet-do-start = 我想當迎新志工
greet-do-stop = 不再迎新
greet-previous = ◀ 上一頁
greet-next = 下一頁 ▶

# 通知頻道裡，給版主看。
newcomers-nobody-greets = 🌱 語言橋 **{ $bridge }** 上還沒有迎新志工，有 { $count } 位新成員在等第一聲招呼。願意迎新的人，可以在它的頻道裡用 `/打招呼 迎新` 報名。
