# 出了什麼問題：bot/errors.py 裡的每個鍵對應一句話，說給提出請求的人或執行機器人的人聽。

error-unknown = 出了點問題，Qiao 也說不清楚是怎麼回事。
error-incident = 出了點問題，是 Qiao 的錯。請把編號 { $incident } 告訴機器人的營運者。
error-channel-already-bridged = 頻道 { $channel_id } 已經在一座語言橋裡了；一個頻道只能加入一座語言橋。
error-bridge-name-taken = 這裡已經有一座叫「{ $bridge }」的語言橋了，換個名字吧。
error-bridge-full = 語言橋「{ $bridge }」已經有 { $limit } 個頻道，不能再多了。
error-same-channel = 要選兩個不同的頻道才能連通。
error-no-such-bridge = 這裡沒有你可以修改的語言橋「{ $bridge }」。用 `/語言橋 清單` 看看有哪些。
error-channel-not-bridged = { $channel_id } 不在這個伺服器的任何語言橋裡。
error-bridge-configured = 語言橋「{ $bridge }」寫在機器人營運者的設定檔裡，不能用指令修改。
error-language-unknown = Qiao 不認得語言「{ $tag }」。請從清單裡選，或填寫 en、zh-Hans、zh-Hant 這類代碼。
error-not-ready = 「{ $bridge }」剛剛出現了新問題，還不能連通。再用一次這個指令，就能看到是什麼問題。
error-no-original = 這則訊息不是 Qiao 傳過來的，或者原文已被刪除，或已超過 30 天。
error-not-allowed = 你在這裡沒有權限這麼做，需要「管理伺服器」權限。
error-command-changed = 這個指令剛更新過。請重新載入 Discord（Ctrl+R，手機上關掉再打開）後再試一次。
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
