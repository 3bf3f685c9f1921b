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
error-bridge-foreign = 語言橋「{ $bridge }」由另一個伺服器管理，只有那邊的管理者能這麼做。這個伺服器的頻道隨時可以用 `/語言橋 移除頻道` 退出，也可以用 `/語言橋 停傳成員` 停傳某位成員，只對這個伺服器有效。
error-bridge-joined = 這個伺服器已經在語言橋「{ $bridge }」裡了，不需要邀請碼。想讓更多頻道加入，請用 `/語言橋 加入頻道`。
error-channel-unlisted = 這座語言橋裡沒有這個頻道，或者它不是其他伺服器的。請從輸入時出現的清單裡選。
error-invitation-own = 這個邀請碼是給別的伺服器用的：語言橋「{ $bridge }」就是你們自己的。請把邀請碼交給那邊的管理者；這個伺服器的頻道請用 `/語言橋 加入頻道`。
error-invitation-unknown = Qiao 不認得這個邀請碼，或者那座語言橋已經關閉。請確認有沒有打錯，或請對方用 `/語言橋 邀請` 再給一個。
error-invitation-expired = 這個邀請碼已經過期：邀請碼的有效時間是 30 分鐘。請對方用 `/語言橋 邀請` 再給一個。
error-invitation-used = 這個邀請碼已經用過了：一個邀請碼只能讓一個伺服器加入一次。請對方用 `/語言橋 邀請` 再給一個。
error-invitation-replaced = 這個邀請碼已經被新的取代，請跟對方要最新的那個。
error-language-unknown = Qiao 不認得語言「{ $tag }」。請從清單裡選，或填寫 en、zh-Hans、zh-Hant 這類代碼。
error-not-ready = 「{ $bridge }」剛剛出現了新問題，還不能連通。再用一次這個指令，就能看到是什麼問題。
error-no-original = 這則訊息不是 Qiao 傳過來的，或者原文已被刪除，或已超過 30 天。
error-no-notice-channel = 語言橋「{ $bridge }」沒有設定版主通知頻道，請直接聯絡版主。管理者建立語言橋時可以選一個通知頻道。
error-report-gone = 這則檢舉已超過 30 天，或者語言橋已經關閉。請直接處理那則訊息。
error-deletions-gone = 這件事已經有人決定了，或者語言橋已經關閉。還有要刪的訊息，請手動刪除。
error-moderators-only = 只有擁有「管理訊息」權限的人才能這麼做。
error-word-is-number = 「{ $word }」裡沒有文字，不能加進字詞過濾。88、520、666、1314 這樣的數字是打招呼、開玩笑用的，Qiao 從不攔截。
error-word-too-long = 要過濾的字詞最多 { $limit } 個字元。
error-words-full = 要過濾的字詞不能超過 { $limit } 個。請用 `/語言橋 字詞過濾 移除` 拿掉幾個用不到的。
error-no-such-word = 「{ $bridge }」的字詞過濾裡沒有這個字詞。用 `/語言橋 字詞過濾 清單` 看看有哪些。
error-held-gone = 這則訊息不用再處理了：已經有人處理，或是已被刪除，或是等滿了一天。
error-held-changed = 作者剛剛改過這則訊息。請再看一眼：上面顯示的是現在的內容。
error-ruled-elsewhere = 這則訊息是被另一個伺服器的規則攔下的，只能由那邊的版主處理。
error-rules-unreadable = Discord 只讓有「管理伺服器」權限的人查看 AutoMod 規則。請給 Qiao 的身分組加上這個權限再試；不想給這麼大的權限，就用 `/語言橋 字詞過濾 新增` 直接新增要過濾的字詞。
error-nobody-to-decide = 防洗版會讓訊息先等版主處理，可是「{ $bridge }」上有些訊息沒有通知頻道可以顯示。管理者建立或加入語言橋時可以選一個通知頻道。
error-zone-unknown = 「{ $zone }」不是 Qiao 認得的時區。你想填的是不是：{ $close }？填同一時區的大城市也可以。
error-time-unknown = 「{ $time }」不是一個時間。請寫成 21:00 這樣。
error-window-unknown = 開放回答的時間可以是 { $least } 到 { $most } 小時。只寫數字就好，例如 36。
error-date-unknown = 「{ $date }」不是一個日期。請寫成 2027-01-31 這樣。
error-no-schedule = 語言橋「{ $bridge }」還沒有每日話題。管理者可以用 `/每日話題 設定` 來開始。
error-not-asked-then = 那一天（{ $date }）沒有要發的話題。用 `/每日話題 預告` 查看哪幾天有。
error-topic-decided = { $date } 的話題已經發布了。用 `/每日話題 歷史` 查看在哪裡。
error-topic-skipped = 「{ $bridge }」今天的話題已設為跳過，沒有可以發布的。之後的話題照常。
error-topic-refused = 「{ $bridge }」今天的話題到處都沒辦法發出去，話題已暫停。打開 `/每日話題 設定` 按「{ daily-button-save }」，會告訴你缺什麼；排除之後用 `/每日話題 恢復`。
error-prompt-unknown = 話題庫裡沒有「{ $text }」。請輸入其中一個詞，再從出現的清單選。
error-queue-entry-gone = 這個話題已經不在佇列裡了。用 `/每日話題 佇列 查看` 看看還有哪些。
error-no-daily-topic = 這裡還沒有設定每日話題。管理者可以用 `/每日話題 設定` 來設定。
error-several-daily-topics = 這個伺服器有好幾座語言橋設定了每日話題。想投稿給哪座橋，就到它的頻道裡用這個指令。
error-not-taking-part = 你選擇了不參加，所以這裡不會保存你的內容。想改的話請用 `/隱私`。
error-not-to-be-shared-here = 你在這個頻道不能發言，所以不能在這裡分享。換到可以發言的頻道再用一次指令吧。
error-suggestions-waiting = 你已經有 { $limit } 則投稿在等版主看了。等有了結果再投新的吧，進度可以用 `/話題投稿` 查看。
error-suggestions-made = 七天內你已經投了 { $limit } 則，不能再多了。<t:{ $at }:R> 可以再投。
error-suggestion-too-short = { $language ->
    [en] 英文太短了，不像一個問題：至少要 { $least } 個字元。
   *[other] 中文太短了，不像一個問題：至少要 { $least } 個字。
 }
error-suggestion-too-long = { $language ->
    [en] 英文有 { $length } 個字元，最多 { $limit } 個，請改短一點。
   *[other] 中文有 { $length } 個字，最多 { $limit } 個，請改短一點。
 }
error-suggestion-language = 話題只用中文和英文發出，請用其中一種來寫。
error-suggestion-incomplete = 還缺一種語言。請按「修改」補上。
error-suggestion-gone = 這則投稿已不再保存，或者由另一個伺服器的版主處理。
error-suggestion-decided = 這則投稿已經有人處理過了。
error-no-partners-here = 這裡沒有語言橋，所以也沒有語言夥伴。
error-several-bridges = 這個伺服器有好幾座語言橋。請在想找夥伴的那座橋的頻道裡使用這個指令。
error-no-room-for-partners = 這裡配不了語言夥伴：需要兩種語言的文字頻道，而且沒有年齡限制。
error-partner-apart = 你寫的內容不會傳到另一邊，夥伴什麼也看不到。用 `/隱私` 看看是不是自己關掉的；如果是版主設的，請問問他們。
error-no-partner-yet = 你在這裡沒有可以封鎖的語言夥伴。
error-pair-over = 這一對不是你的，或者已經結束了。
error-not-introduced-here = 這裡不能做自我介紹：要在跨語言連通的頻道裡才行。請到那樣的頻道本身（不是討論串）裡用這個指令。
error-newcomers-off = 這座語言橋的管理者關掉了自我介紹。
error-shy-of-taking-part = 你選擇了不參加，所以你寫的內容不會傳到另一邊，這裡也一樣。想改的話請用 `/隱私`。
error-card-empty = 還什麼都沒寫呢，寫幾個字吧。
error-card-muted = 你現在不能在這個頻道發言。
error-card-refused = 裡面有不能傳到另一邊的內容，換個說法再試試看。
error-card-gone = 這份自我介紹已經不在了。
error-own-card = 這是你自己的介紹。用 `/打招呼 自我介紹` 看看有誰回應。
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

error-tag-unknown = 「{ $tag }」不能當主題標籤。標籤只能由文字、數字和 `_` 組成，中間沒有空格，最多 30 個字，而且一組裡的兩個要不一樣。
error-no-such-pair = 這個伺服器沒有新增過含有「{ $tag }」的對應標籤。用 `/語言橋 標籤 清單` 看看有哪些；內建的無法移除。
error-pairs-full = 每個伺服器最多新增 { $limit } 組對應標籤。請先用 `/語言橋 標籤 移除` 移除幾組。
