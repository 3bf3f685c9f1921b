# 告訴成員：你發的內容會怎樣。

privacy-title = **你發的內容和語言橋**
privacy-taking-part = ✅ 你在連通的頻道裡發的訊息，會傳到另一邊。
privacy-not-taking-part = 🚫 你發的訊息只留在原頻道：不翻譯、不傳到另一邊，也不保存。
privacy-outside = ✅ 可以把你的訊息交給翻譯服務。
privacy-no-outside = 🚫 不把你的訊息交給任何翻譯服務。Qiao 自己能翻譯的會翻譯，其餘照原文傳到另一邊。
privacy-who = 除了 Discord 和這個機器人的營運者，你發的文字還會交給：{ $translators }。不會告訴對方是誰寫的，電子郵件地址和長串號碼會先拿下來，翻好再放回去。
privacy-nobody = 除了 Discord 和這個機器人的營運者，你發的文字不會交給任何外部服務。
privacy-kept = 會保存什麼：還沒傳到另一邊的文字，最多 24 小時；哪則譯文對應誰的哪則訊息，只記編號，保留 30 天；等版主處理或因慢速模式排隊的訊息，也只記編號，保留 2 天；你用了哪些主題標籤，保留 3 天；你投稿的話題保存文字，到你刪除為止，沒採用的保留 30 天；你的貢獻（請看 `/指南`），每天的數字保留到你刪除為止，來自哪些訊息只記編號，保留 90 天。任何內容都不會拿去訓練模型。刪掉一則訊息，它的譯文也會一起刪掉。
privacy-leave = 不參加
privacy-return = 重新參加
privacy-forbid-outside = 不交給翻譯服務
privacy-allow-outside = 允許交給翻譯服務
privacy-export = 匯出資料
privacy-erase = 刪除我的資料
privacy-exported = Qiao 保存的、和你有關的資料都在這裡。頻道裡的訊息歸 Discord 管，請向 Discord 索取。

# 刪除自己的資料。
erase-question = 要刪除你的資料嗎？你最近 30 天發的訊息，各頻道裡的譯文都會刪掉，Qiao 也不再記得哪則訊息是你發的。你自己發的原訊息不會動，要刪請自己刪。連通的頻道裡，別人回覆時引用你的那一小段話也會拿掉。你投稿的話題不再保存。你在這裡做的選擇會留著（不然就沒辦法照辦），版主做過的決定也會留著。刪除後無法復原。
erase-button = 刪除
erase-progress = ⏳ 正在刪除你的資料：{ $copies } 則譯文，已刪 { $done } 則。它會自己刪完，重新啟動也不會中斷；想看進度，再用一次 `/privacy`。
erase-done = ✅ 你的資料已刪除（{ $finished }）。{ $copies ->
    [0] 沒有需要刪除的譯文。
   *[other] 共刪掉 { $copies } 則譯文。
 }
erase-done-but = ✅ 你的資料已刪除（{ $finished }）。{ $copies } 則譯文裡有 { $left } 則 Qiao 已經沒有權限刪除，還留在頻道裡；請聯絡那裡的版主。

# 寫在原文上方。$author 是成員提及。
original = { $author } 的原文：{ $link }
original-corrections = ✏️ { $author } 正在學這個語言，歡迎糾正：打開訊息的選單，選「應用程式」→「{ menu-fix }」。
# 原文有圖片時多寫一行：圖裡的字沒有人翻譯。
original-pictures = 圖片裡的文字不會翻譯。
phonetics-pinyin = 拼音
phonetics-zhuyin = 注音
