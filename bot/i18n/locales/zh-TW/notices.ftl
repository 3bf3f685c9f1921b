# 公告：釘選在連通的頻道裡的話，以及發在版主通知頻道裡的話。

# 列舉時的分隔。
list-comma = 、

# 發在通知頻道裡。$member 是成員提及。
moderators-opened = { $member } 建立了語言橋 **{ $bridge }**。
moderators-joined = { $member } 幫語言橋 **{ $bridge }** 加了一個頻道。
moderators-left = { $member } 讓一個頻道退出了語言橋 **{ $bridge }**。
moderators-closed = { $member } 關閉了語言橋 **{ $bridge }**。
moderators-paused = { $member } 暫停了語言橋 **{ $bridge }**。
moderators-resumed = { $member } 恢復了語言橋 **{ $bridge }**。
moderators-age-restricted = 🔞 { $source } 現在有年齡限制，{ $destination } 沒有，所以在 **{ $bridge }** 上前者的訊息不再傳到後者。請把兩邊都設成年齡限制頻道，或讓其中一個退出語言橋。
moderators-raid-on = 🛡️ { $member } 在 **{ $bridge }** 上開啟了防洗版：加入不滿 { $days } 天的成員發的訊息，會在這裡等你處理。
moderators-raid-off = ✅ { $member } 關閉了 **{ $bridge }** 的防洗版。
moderators-raid-began = 🛡️ **{ $bridge }** 已自動開啟防洗版：加入不滿 { $days } 天的成員一分鐘內發了超過 { $count } 則訊息。從現在起，他們發的訊息會在這裡等你處理。用 `/語言橋 防洗版 關閉` 結束；半小時沒有動靜也會自動關閉。
moderators-raid-ended = ✅ 半小時沒有動靜，**{ $bridge }** 的防洗版已自動關閉。還在等待的訊息仍在這裡等你處理。

# 釘選在每個連通的頻道裡。$channels 是其他頻道。
notice = 🌉 這個頻道已與 { $channels } 連通：你發的訊息會交給{ $translator }，譯文以你的名字顯示在那邊。不想參加？用 `/privacy` 隨時關閉。
notice-alone = 🌉 這個頻道已與 { $channels } 連通：你發的訊息會以你的名字顯示在那邊，Qiao 自己能翻譯的會翻譯，其餘照原文顯示，不會交給任何外部服務。不想參加？用 `/privacy` 隨時關閉。
notice-by-google = **外部服務「Google 翻譯」**
notice-by-libretranslate = **翻譯服務 LibreTranslate**
