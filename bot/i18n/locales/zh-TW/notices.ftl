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
moderators-original-on = { $member } 讓語言橋 **{ $bridge }** 在譯文下附上原文。
moderators-original-off = { $member } 讓語言橋 **{ $bridge }** 不再直接顯示原文。
moderators-mark-on = { $member } 讓語言橋 **{ $bridge }** 在名字後面帶上語言標記。
moderators-mark-off = { $member } 讓語言橋 **{ $bridge }** 不再在名字後面帶語言標記。
moderators-deletions-on = { $member } 為語言橋 **{ $bridge }** 設定：刪譯文時連原訊息一起刪。
moderators-deletions-off = { $member } 為語言橋 **{ $bridge }** 設定：刪譯文時只刪那一則。
moderators-pings-on = { $member } 讓語言橋 **{ $bridge }** 在回覆時通知對方。
moderators-pings-off = { $member } 讓語言橋 **{ $bridge }** 在回覆時不再通知對方。
moderators-pins-on = { $member } 讓語言橋 **{ $bridge }** 同步釘選。
moderators-pins-off = { $member } 讓語言橋 **{ $bridge }** 不再同步釘選。
moderators-bots-on = { $member } 讓語言橋 **{ $bridge }** 也傳其他機器人發的文字。
moderators-bots-off = { $member } 讓語言橋 **{ $bridge }** 不再傳其他機器人發的文字。
moderators-notes-on = { $member } 讓語言橋 **{ $bridge }** 在原頻道為其他語言的訊息附上譯文。
moderators-notes-off = { $member } 讓語言橋 **{ $bridge }** 不再在原頻道為其他語言的訊息附譯文。
moderators-newcomers-on = { $member } 讓新成員可以在語言橋 **{ $bridge }** 上做自我介紹。
moderators-newcomers-off = { $member } 關掉了語言橋 **{ $bridge }** 上的自我介紹。
moderators-agreement-on = { $member } 為自己的伺服器設定：其他伺服器的版主刪掉語言橋 **{ $bridge }** 上的譯文時，原訊息也一起刪。
moderators-agreement-off = { $member } 為自己的伺服器設定：其他伺服器的版主刪掉語言橋 **{ $bridge }** 上的譯文時，原訊息不再一起刪。
moderators-invited = { $member } 發出了語言橋 **{ $bridge }** 的邀請，可以讓一個伺服器加入，30 分鐘內有效。
moderators-accepted = { $member } 接受邀請，加入了語言橋 **{ $bridge }**。
moderators-excluded = { $member } 把另一個伺服器的頻道請出了語言橋 **{ $bridge }**。
# 告訴別的伺服器的版主是誰做的。$guild 是名稱。
moderators-elsewhere = **{ $guild }** 的版主
# 機器人被移出了伺服器 $guild。$until 是日期。
moderators-guild-gone = Qiao 已經不在 **{ $guild }**，那邊的頻道退出了語言橋 **{ $bridge }**。如果 Qiao 在 { $until } 之前沒有回去，保存的那個伺服器的資料就會全部刪除。
moderators-owner-gone = Qiao 已經不在管理語言橋 **{ $bridge }** 的 **{ $guild }**，那邊的頻道退出了。如果 Qiao 在 { $until } 之前沒有回去，這座橋就會關閉，保存的那個伺服器的資料也會全部刪除。
moderators-guild-back = Qiao 回到了 **{ $guild }**，那邊的頻道又連上了語言橋 **{ $bridge }**。
moderators-owner-purged = 語言橋 **{ $bridge }** 已經關閉：Qiao 沒有再回到管理它的伺服器。

# 另一個伺服器的頻道，這邊的成員看不到。兩個都是名稱。
channel-elsewhere = #{ $channel }（{ $guild }）
moderators-age-restricted = 🔞 { $source } 現在有年齡限制，{ $destination } 沒有，所以 { $source } 的訊息不再經由 **{ $bridge }** 傳到 { $destination }。請把兩邊都設成年齡限制頻道，或讓其中一個退出語言橋。
moderators-threads-forbidden = 🧵 **{ $bridge }** 上，{ $channel } 的討論串沒有連通：Qiao 在那裡缺少權限。請給它「建立公開討論串」、「在討論串中傳送訊息」、「管理討論串」權限。之後會補上這段時間的訊息，最多補最近 24 小時的。
moderators-raid-on = 🛡️ { $member } 在 **{ $bridge }** 上開啟了防洗版：加入未滿 { $days } 天的成員發的訊息，會在這裡等你處理。
moderators-raid-off = ✅ { $member } 關閉了 **{ $bridge }** 的防洗版。
moderators-raid-began = 🛡️ **{ $bridge }** 已自動開啟防洗版：加入未滿 { $days } 天的成員一分鐘內發了超過 { $count } 則訊息。從現在起，他們發的訊息會在這裡等你處理。用 `/語言橋 防洗版 關閉` 結束；半小時沒有動靜也會自動關閉。
moderators-raid-ended = ✅ 半小時沒有動靜，**{ $bridge }** 的防洗版已自動關閉。還在等待的訊息仍在這裡等你處理。

# 釘選在每個連通的頻道裡。$channels 是其他頻道。
notice = 🌉 這個頻道已與 { $channels } 連通：你發的訊息會交給{ $translator }，譯文以你的名字顯示在那邊。不想參加？用 `/privacy` 隨時關閉。
notice-alone = 🌉 這個頻道已與 { $channels } 連通：你發的訊息會以你的名字顯示在那邊，Qiao 自己能翻譯的會翻譯，其餘照原文顯示，不會交給任何外部服務。不想參加？用 `/privacy` 隨時關閉。
notice-by-google = **外部服務「Google 翻譯」**
notice-by-libretranslate = **翻譯服務 LibreTranslate**
