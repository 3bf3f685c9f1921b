# 檢舉：給成員的答覆，以及版主在通知頻道裡看到的內容。提及不會通知任何人。

report-sent = 謝謝，已經告訴這座語言橋的版主了。

# 寫在引用的原文上方，$link 指向原文。
report = 🚩 { $reporter } 檢舉了 { $author } 在 { $channel } 發的訊息：{ $link }
report-of-copy = 🚩 { $reporter } 檢舉了一則譯文，原文是 { $author } 在 { $channel } 發的：{ $link }
# 寫在引用的譯文上方。
report-copy = { $channel } 裡的譯文：
report-do-delete = 所有頻道都刪掉
report-do-mute = 停傳作者的訊息
report-do-dismiss = 不處理

# 加在檢舉下方。$member 是成員提及。
report-deleted = ✅ { $member } 刪除了這則訊息和所有譯文。
report-copies-deleted = ⚠️ { $member } 刪除了所有譯文。Qiao 沒有「管理訊息」權限，刪不了原文，請手動刪除。
report-copies-deleted-elsewhere = ✅ { $member } 刪除了所有譯文。原文在另一個伺服器，由那邊的版主處理。
report-muted = 🔇 { $member } 停傳了作者在這座橋上的訊息，只對這個伺服器有效。想恢復的話，用 `/語言橋 解除停傳`。
report-dismissed = ☑️ { $member }：不需要處理。

# 譯文被刪：發在通知頻道裡的話。$channel 和 $source 是頻道提及。
deletion-followed = 🗑️ 版主在 { $channel } 刪了一則譯文，{ $source } 裡的原訊息和其他譯文也一起刪了。
deletion-source-stands = ⚠️ 版主在 { $channel } 刪了一則譯文，其他譯文也一起刪了，但 Qiao 沒有權限刪除原訊息：{ $link }
    請手動刪除，或者在 { $source } 給 Qiao 的身分組開啟「管理訊息」權限。
deletion-question = ✋ 一分鐘內，語言橋 **{ $bridge }** 上有超過五則譯文被刪。從第六則起，原訊息暫時保留。要不要也刪掉？
deletion-do-follow = 原訊息也刪掉
deletion-do-leave = 保留原訊息
deletion-done = ✅ { $member } 把原訊息和所有譯文都刪了，共 { $count } 則。
deletion-partly-done = ⚠️ { $member } 把原訊息和所有譯文都刪了，共 { $count } 則。另外 { $left } 則的譯文也刪了，但 Qiao 沒有權限刪原訊息：請手動刪除，或者給 Qiao 的身分組開啟「管理訊息」權限。
deletion-left = ☑️ { $member }：原訊息保留。

# 沒能同步的釘選。$channel 是頻道提及。
pin-forbidden = 📌 有則訊息被釘選或取消釘選，但 { $channel } 裡的譯文沒能跟上：Qiao 的身分組在那裡沒有「釘選訊息」權限。
pin-refused = 📌 有則訊息被釘選，但 { $channel } 裡的譯文沒能釘選。一個頻道最多釘選 250 則，可能已經滿了。
