# /狀態：給版主看的運作情況。$until、$since、$at、$began 是 Discord 的時間戳記，例如「10 秒後」。

status-hearing-heard = ✅ 與 Discord 的連線正常。
status-hearing-catching-up = 🕓 已連上 Discord，還在補讀離線時錯過的訊息。
status-hearing-silent = ⛔ 目前收不到 Discord 的訊息，恢復之後會補上。

status-translators = **翻譯服務**（依這個順序嘗試）：
status-translators-none = **翻譯服務：** 一個都沒設定。常用句由 Qiao 自己翻譯，其餘照原文顯示。
status-translator-unasked = { $number }. { $name }：⚪ 啟動後還沒用到
status-translator-answering = { $number }. { $name }：✅ 正常
status-translator-failing = { $number }. { $name }：⚠️ 上一次沒成功，之後還會再用
status-translator-resting = { $number }. { $name }：💤 連續失敗，先休息一下，{ $until }再試
status-translator-trying = { $number }. { $name }：🕓 休息夠了，下一則訊息會先試一次

# $channel 是頻道提及。$waiting 包括新訊息、編輯和刪除。
status-lane = - { $channel }：{ $waiting ->
    [0] 沒有待辦
   *[other] { $waiting } 件待辦（新訊息、編輯或刪除）
 }
status-lane-shut = - { $channel }：⛔ 現在沒辦法在這裡發訊息，用 `/語言橋 檢查` 看看原因。{ $waiting ->
    [0] {""}
   *[other] 還有 { $waiting } 件待辦。
 }
status-lane-since = {"  "}- 等最久的一則訊息發於 { $since }
status-lane-untranslated = {"  "}- { $count } 則先照原文顯示，等翻譯服務恢復後再換成譯文
status-lane-failure = {"  "}- 最近一次失敗（{ $at }）：{ $what }
status-failure-not-applied = Discord 當時沒有收下，已經重試
status-failure-fate-unknown = 傳送途中斷線，先查清楚有沒有送出，再決定要不要重送
status-failure-refused = Discord 明確拒絕了
status-failure-forbidden = Qiao 在這裡缺少權限
status-failure-webhooks-full = 頻道的 Webhook 已經滿了
status-failure-thread-shut = 那裡有個討論串已鎖定或封存，Qiao 沒有權限打開
status-failure-threads-full = 伺服器裡活躍的討論串已達上限
status-failure-channel-gone = 頻道已經不在了
status-failure-unavailable = Discord 或資料庫沒有回應
status-failure-unread = 讀不到離線期間那裡的訊息
status-failure-bug = Qiao 自己出了錯，記錄檔裡查得到
status-invalid-requests = **請求額度：** 最近十分鐘，Discord 記下 { NUMBER($count, useGrouping: 1) } 次無效請求；滿 { NUMBER($most, useGrouping: 1) } 次，Qiao 會被封鎖一段時間

# $versions 例如「Qiao 1.0 · Python 3.13」。
status-process = -# { $versions } · 啟動於 { $began }
