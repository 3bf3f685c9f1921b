# 出了什麼問題：bot/errors.py 裡的每個鍵對應一句話，說給提出請求的人或執行機器人的人聽。

error-unknown = 出了點問題，Qiao 暫時還說不清楚是什麼問題。
error-channel-already-bridged = 頻道 { $channel_id } 已經在一座語言橋裡了；一個頻道只能加入一座語言橋。
error-unavailable = 需要用到的服務暫時沒有回應，請過一會兒再試。
error-misconfigured = 以目前的設定無法啟動 Qiao。執行 qiao check 可以看到問題出在哪裡。
error-discord-refused = Discord 不接受這個權杖（token），或是缺少需要的 intent。請到開發者後台的 Bot 頁面重設權杖，或開啟 Privileged Gateway Intents。
error-database-unusable = 資料庫 { $database } 無法開啟、讀取或升級（{ $reason }）。
error-database-url-unknown = Qiao 不認得這個資料庫位址。檔案請寫成 sqlite:///qiao.db，伺服器請寫成 postgresql://user@host/name。
error-database-driver-missing = 安裝 Qiao 時沒有帶上這種資料庫需要的元件。請安裝 qiao[{ $extra }]。
error-database-in-use = 另一個 Qiao 正在使用 { $database }。請先把它停掉，或讓這一個用另外的資料庫。
error-database-forbidden = { $database } 無法寫入。請確認所在資料夾存在，而且目前的使用者有讀寫權限。
error-database-foreign = { $database } 不是 Qiao 的資料庫。請換一個檔案；這個檔案沒有被更動。
error-database-newer = { $database } 被較新版本的 Qiao 用過（結構 { $found }，這個版本最高支援 { $known }）。請安裝較新的版本，或還原升級前的備份。
error-database-unreachable = { $database } 沒有回應，或拒絕了連線。請檢查主機、資料庫名稱、使用者和密碼，並確認資料庫伺服器正在執行。
error-send-failed = Discord 沒有執行這個要求。
