# 機器人在連通的頻道裡自己說的幾句話。

# 譯文還沒出來時，寫在原文下面。
relay-pending = 翻譯中
# 寫在逐詞對照前面，絕不能叫「譯文」。
relay-word-help = 逐詞提示：{ $words }
# 訊息裡只有看不見的字元時，用這句代替。
relay-nothing-readable = （空訊息）
# 活動邀請，只有 Discord 自己的用戶端能顯示。
relay-activity = （一個活動邀請，例如一起玩遊戲）
# $link 指向原頻道裡的那則訊息。
relay-uncarried = 這則訊息沒能傳到這邊。原文：{ $link }
# 寫在放得下的最後一段後面。
relay-cut = 完整原文：{ $link }
# Discord 不接受本人名字時的稱呼。$digits 是 ID 的末幾碼。
relay-member = 成員 { $digits }
# 幾位成員的話合在一則訊息裡時，用這個名字；每行前面寫著是誰說的。
relay-several = 多位成員
# 沒能帶過來的檔案。$name 是檔名，$megabytes 是大小，$link 指向原訊息。
relay-file-too-large = 📎 { $name }（{ $megabytes } MB）超過這個頻道的大小上限：{ $link }
# 文字傳過來了，附件沒有。
relay-files-left = 📎 附件沒能傳到這邊：{ $link }
relay-voice = 🎤 語音訊息，{ $length }
relay-sticker = 貼圖：{ $name }
# 寫在轉寄的訊息上方。$link 指向那則訊息；不說是誰寫的。
relay-forwarded = ↪ 轉寄自別處
relay-forwarded-from = ↪ 轉寄自 { $link }
# 投票只能列出選項時，寫在下面；$link 指向能投票的地方。
relay-poll = 📊 這是一個投票，在這裡投：{ $link }
# 投票發出後不能改，所以只能一直是原文。
relay-poll-untranslated = 這個投票來不及翻譯
# 投票結束後，在每個頻道回覆那個投票；後面每行是一個選項的編號和票數。
relay-poll-result = 📊 投票已結束，各頻道合計 { $votes } 票
# 用頻道以外的語言寫的訊息，下方附譯文時顯示的名字。$name 是作者。
relay-note-name = 譯文 · { $name }
# 寫在這樣的譯文下方，連到那則訊息。
relay-note = ↑ [跳到原訊息]({ $link })
# 被回覆的訊息刪掉了，或是不該再顯示，就用這句代替回覆上方的引用。
relay-quote-gone = 被回覆的訊息已不再顯示。
# 討論串自己的標題不能顯示時，用這個名字。
relay-thread-untitled = 討論串
