# 檢舉：給成員的答覆，以及版主在通知頻道裡看到的內容。提及不會通知任何人。

report-sent = 謝謝，已經告訴這座語言橋的版主了。

# 寫在引用的原文上方，$link 指向原文。
report = 🚩 { $reporter } 檢舉了 { $author } 在 { $channel } 發的訊息：{ $link }
report-of-copy = 🚩 { $reporter } 檢舉了一則譯文，原文是 { $author } 在 { $channel } 發的：{ $link }
# 寫在引用的譯文上方。
report-copy = { $channel } 裡的譯文：
report-do-delete = 兩邊都刪除
report-do-mute = 在這座橋上禁言
report-do-dismiss = 不處理

# 加在檢舉下方。$member 是成員提及。
report-deleted = ✅ { $member } 刪除了這則訊息和所有譯文。
report-copies-deleted = ⚠️ { $member } 刪除了所有譯文。Qiao 沒有「管理訊息」權限，刪不了原文，請手動刪除。
report-copies-deleted-elsewhere = ✅ { $member } 刪除了所有譯文。原文在另一個伺服器，由那邊的版主處理。
report-muted = 🔇 { $member } 在這座橋上為這個伺服器禁言了作者，用 `/語言橋 解除禁言` 可以恢復。
report-dismissed = ☑️ { $member }：不需要處理。
