# 告訴成員：你發的內容會怎樣。

privacy-title = **你發的內容和語言橋**
privacy-taking-part = ✅ 你在連通的頻道裡發的訊息，會傳到另一邊。
privacy-not-taking-part = 🚫 你發的訊息只留在原頻道：不翻譯、不傳到另一邊，也不保存。
privacy-outside = ✅ 可以把你的訊息交給翻譯服務。
privacy-no-outside = 🚫 不把你的訊息交給任何翻譯服務。Qiao 自己能翻譯的會翻譯，其餘照原文傳到另一邊。
privacy-who = 除了 Discord 和這個機器人的營運者，你發的文字還會交給：{ $translators }。不會告訴對方是誰寫的，電子郵件地址和長串號碼會先拿掉。
privacy-nobody = 除了 Discord 和這個機器人的營運者，沒有別人會看到你發的文字。
privacy-kept = 會保存什麼：還沒傳到另一邊的文字，最多 24 小時；哪則譯文對應哪則訊息，只記編號，保留 30 天；等版主處理或等時間到的訊息也只記編號，保留 2 天。任何內容都不會拿去訓練模型。刪掉一則訊息，它的譯文也會一起刪掉。
privacy-leave = 不參加
privacy-return = 重新參加
privacy-forbid-outside = 不交給翻譯服務
privacy-allow-outside = 允許交給翻譯服務

# 寫在原文上方。$author 是成員提及。
original = { $author } 的原文：{ $link }
