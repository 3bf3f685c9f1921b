# 故障：出了問題、以及恢復正常時，在通知頻道裡告訴版主的話。
# $channel 是頻道提及，$bridge 是名稱。

fault-forbidden = ⛔ Qiao 沒辦法在 { $channel } 裡發訊息：它在那裡缺少權限。用 `/語言橋 檢查` 看看缺哪些。幫 Qiao 的身分組補上權限後，它會在五分鐘內自己恢復，最近 24 小時的訊息都會補上。
fault-webhooks-full = ⛔ Qiao 沒辦法在 { $channel } 裡發訊息：那裡的 Webhook 已經滿了，Discord 最多允許 15 個。請到「編輯頻道 → 整合」刪掉一個用不到的，Qiao 會在五分鐘內自己恢復，最近 24 小時的訊息都會補上。
fault-channel-gone = ⛔ 語言橋 **{ $bridge }** 的一個頻道已經不在了，或是 Qiao 已經不在它的伺服器裡。其他頻道照常。如果確定回不來了，請用 `/語言橋 移除頻道` 移出。
fault-thread-shut = 🧵 { $channel } 裡有個討論串已經鎖定或封存，Qiao 沒有權限打開它，要發到或更新到裡面的訊息只能先等著。頻道本身照常。請幫 Qiao 的身分組加上「管理討論串」權限，或是打開這個討論串，最近 24 小時的內容會自動補上。
fault-threads-full = 🧵 Qiao 沒辦法在 { $channel } 裡開討論串：伺服器裡活躍的討論串已達 Discord 的上限。請封存一些用不到的討論串；之後只要原本的討論串裡有人發訊息，最近 24 小時的內容就會補上。討論串以外的訊息照常傳過去。
fault-healed = ✅ Qiao 又能在 { $channel } 裡發訊息了。
fault-refused = ⚠️ Discord 拒絕了一則要發到 { $channel } 的訊息。Qiao 會換成比較簡單的形式再發，還不行就只發原訊息的連結；如果連結也被拒絕，那邊就看不到這則訊息。其他訊息照常傳過去。
fault-bug = ⚠️ Qiao 自己出了錯，有一則訊息沒能傳到 { $channel }。其他訊息照常，這一則會在 Qiao 下次啟動時重試。請告訴機器人的營運者：記錄檔裡查得到。
fault-unread = ⚠️ Qiao 讀不到離線期間 { $channel } 裡的訊息：它在那裡缺少「檢視頻道」或「讀取訊息歷史」權限，用 `/語言橋 檢查` 看看詳情。錯過的訊息會留在原頻道；之後的訊息，等 Qiao 看得到了就會照常傳過去。
fault-cut = ⚠️ Qiao 離線期間，{ $channel } 裡的訊息太多，沒辦法全部補上：只傳最近 24 小時裡最新的 500 則，更早的留在原頻道。

# 所有語言橋都要靠它們。
fault-database = ⚠️ Qiao 的資料庫現在寫不進去。訊息不會遺失：現在發的先等著，能寫入了就會傳過去。請告訴機器人的營運者：可能是磁碟滿了，或是資料庫沒有在執行。
fault-database-healed = ✅ Qiao 的資料庫恢復正常了，等著的訊息正在傳過去。
# $translator 是翻譯服務。$others 表示有沒有別的翻譯服務可用。
fault-translator = ⚠️ { $translator ->
    [google] Google 翻譯
    [libretranslate] LibreTranslate{" "}
   *[other] { $translator }{" "}
 }已經五分鐘沒有回應。{ $others ->
    [some] 先由另一個翻譯服務接手。
   *[none] 訊息先照原文顯示，等它恢復後再換成譯文。訊息不會遺失，你不用做什麼。
 }
fault-translator-healed = ✅ { $translator ->
    [google] Google 翻譯
    [libretranslate] LibreTranslate{" "}
   *[other] { $translator }{" "}
 }恢復了，先照原文顯示的訊息正在換成譯文。
