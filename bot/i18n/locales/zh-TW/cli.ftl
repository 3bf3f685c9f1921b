# 命令列說的話。以 help- 開頭的每句佔一行，也不填入任何內容：
# 顯示說明時不經過 Fluent 直接讀取，省下 0.1 秒。

help-usage = 用法：
help-options = 選項：
help-commands = 指令：
help-metavar-options = [選項]
help-metavar-command = 指令 [參數]...
help-help = 顯示這份說明。
help-version = 顯示版本。
help-qiao = Qiao 橋連通不同語言的 Discord 頻道，讓大家聊在一起。
help-run = 執行機器人。
help-playground = 試玩：在這台電腦上打開一個小 Discord，裡面有範例成員，在瀏覽器裡就看得到。
help-check = 檢查設定、資料庫、Discord 和翻譯服務能不能用。
help-db = 維護資料庫。
help-db-upgrade = 把資料庫升級到這個版本的結構；SQLite 檔案會先備份。
help-config = 設定檔；沒寫的話用 config.toml（如果有）。
help-port = 使用的連接埠，預設 8808；被佔用時改用下一個空的連接埠。
help-open = 在瀏覽器裡開啟頁面。
help-terminal = 在這個終端機裡也顯示兩個頻道，並且可以直接輸入。
help-data = 存放試玩資料的資料夾；沒寫的話放在目前使用者的應用程式資料夾。
help-translator = 啟用翻譯服務：google 或 libretranslate。你打的內容會送給它。
help-lang = 試玩介面的語言：en-US、zh-CN 或 zh-TW；沒寫的話跟著系統語言。
help-strict = 速率限制也和 Discord 一樣。
help-faults = 依檔案內容模擬故障：寫成 JSON 陣列，格式和 POST /playground/faults 一樣。
help-fault = 模擬一種故障，例如 status,status=503,share=0.1,times=null 或 drop,after=20；可以寫多次。

usage-fault = { $reason }請看 { $command } --help。
usage-no-option = 沒有 { $name } 這個選項。
usage-no-command = 沒有這個指令。
usage-no-value = 選項 { $name } 後面要寫一個值。
usage-other = 看不懂這個指令。

error-faulty-configuration =
    { $count ->
       *[other] 設定裡有 { $count } 處錯誤，Qiao 沒有啟動。
    }
error-bug = 這是 Qiao 自己的錯誤，不是你的操作有問題。詳情見記錄檔，編號 { $incident }。

fault-line = { $key }：{ $reason }{ $remedy }

config-token-missing = 缺少機器人的權杖（token）。
config-token-missing-remedy = 到 Discord 開發者後台（你的應用程式 → Bot → Reset Token）複製它，寫進 config.toml 裡 [discord] 底下的 token，或設定環境變數 QIAO_DISCORD__TOKEN，或讓 QIAO_DISCORD__TOKEN_FILE 指向存有它的檔案。
config-token-shape = 這不是機器人的權杖：裡面有空格、引號或權杖不會有的其他字元。
config-token-shape-remedy = 只複製權杖本身，前面不要加「Bot 」。
config-url = 這裡不能用這樣的網址。
config-url-remedy = 網址要以 { $schemes } 開頭，後面有主機名稱。
config-database-url = Qiao 不認得這種資料庫。
config-database-url-remedy = 用檔案就寫 sqlite:///qiao.db，用 PostgreSQL 就寫 postgresql://user@host/name。
config-language = 這不是語言代碼。
config-language-remedy = 寫 en、zh-Hans（簡體）、zh-Hant（繁體），或其他 BCP 47 代碼，例如 ja、pt-BR。
config-translator-later = 這個版本還沒有 { $name } 這個翻譯服務。
config-translator-later-remedy = 把它從清單裡拿掉；現在可以用 google 和 libretranslate。
config-translator-unknown = 沒有這個翻譯服務。
config-translator-unknown-remedy = 請從 google 和 libretranslate 裡選。
config-translator-twice = 同一個翻譯服務寫了兩次。
config-translator-twice-remedy = 每個只寫一次，優先用的寫在前面。
config-shards = 分片（shards）寫得不對。
config-shards-remedy = 寫 "" 表示全部，寫 "0-3/16" 表示 16 個裡的前四個；從 0 數起。
config-listen = 這不是可以監聽的位址。
config-listen-remedy = 寫主機和連接埠，例如 "127.0.0.1:9464"；不需要就寫 ""。
config-listen-taken = 無法監聽 { $address }（{ $reason }）。
config-listen-taken-remedy = 換一個連接埠，或停掉佔用它的程式。
config-key-unknown = 沒有這個設定項目。
config-key-unknown-remedy =
    { $near ->
        [none] 請刪掉它；config.example.toml 列出了所有設定項目。
       *[other] 是不是想寫 { $near }？config.example.toml 列出了所有設定項目。
    }
config-key-missing = 缺少這個設定項目。
config-key-missing-remedy = 請補上；寫法見 config.example.toml。
config-not-text = 這裡要寫文字。
config-not-text-remedy = 請放在半形雙引號裡。
config-empty = 這裡不能留空。
config-empty-remedy = 請填上內容。
config-too-long = 超過了 { $limit } 個字元。
config-too-long-remedy = 請寫短一點。
config-not-number = 這裡要寫數字。
config-not-number-remedy = 請用阿拉伯數字；頻道 ID 可以在 Discord 裡用「複製頻道 ID」取得。
config-too-small = 必須大於 { $limit }。
config-too-small-remedy = 請換大一點的數字。
config-too-large = 太大了，上限是 { $limit }。
config-too-large-remedy = 請換小一點的數字。
config-too-few = 太少了，至少要有 { $limit } 個。
config-too-few-remedy = 請把缺的補上。
config-too-many = 太多了，最多 { $limit } 個。
config-too-many-remedy = 請拿掉幾個，或分成幾組。
config-not-list = 這裡要寫清單。
config-not-list-remedy = 請放在方括號裡，例如 ["google"]。
config-not-table = 這裡要寫成一組設定項目。
config-not-table-remedy = 寫法見 config.example.toml。
config-not-one-of = 只能是下面幾個之一：{ $choices }。
config-not-one-of-remedy = 請從中選一個。
config-wrong = 這裡不能用這樣的值。
config-wrong-remedy = 該寫什麼見 config.example.toml。
config-bridge-twice = 和另一座語言橋（{ $other }）同名。
config-bridge-twice-remedy = 請替其中一座改名。
config-channel-twice = 這個頻道已經寫在 { $other } 裡了。
config-channel-twice-remedy = 一個頻道只能加入一座語言橋，而且只寫一次：請拿掉其中一處。
config-file-missing = 沒有這個檔案。
config-file-missing-remedy = 把 config.example.toml 複製到那裡，或用 --config 指定另一個檔案。
config-file-encoding = 檔案不是 UTF-8 編碼。
config-file-encoding-remedy = 請另存成 UTF-8。
config-file-unreadable = 讀不了這個檔案（{ $reason }）。
config-file-unreadable-remedy = 請確認它是檔案，而且目前的使用者有權讀取。
config-file-syntax =
    { $line ->
        [0] 檔案不是 TOML 格式。
       *[other] 檔案不是 TOML 格式：請看第 { $line } 行第 { $column } 個字元。
    }
config-file-syntax-remedy = 文字要放在半形雙引號裡，每個設定項目佔一行：key = "value"。
config-secret-twice = 它和 { $other } 同時設定了。
config-secret-twice-remedy = 請只留一個。
config-secret-unreadable = 讀不了它指向的檔案（{ $reason }）。
config-secret-unreadable-remedy = 請檢查路徑，並確認目前的使用者有權讀取。
config-underscores = 這個環境變數沒有作用。
config-underscores-remedy = 兩層之間要寫兩個底線：{ $other }。

playground-fault-not-json = 這裡要寫 JSON 陣列，每一項是一個物件。
playground-fault-not-json-remedy = 例如 { $wanted }。
playground-fault-kind = 沒有這種故障。
playground-fault-kind-remedy = 請從這些裡選：{ $wanted }。
playground-fault-key = 這種故障沒有這個設定項目。
playground-fault-key-remedy = 可以寫：{ $wanted }。
playground-fault-value = 這裡不能用這樣的值。
playground-fault-value-remedy = 可以寫：{ $wanted }。

check-line = { $area }：{ $finding }
check-line-timed = { $area }：{ $finding }（{ $milliseconds } 毫秒）
check-ok = [正常]
check-fault = [有誤]
check-area-configuration = 設定
check-area-database = 資料庫
check-area-discord = Discord
check-area-bridges = 語言橋
check-area-translation = 翻譯
check-configuration =
    { $file ->
        [none] 只從環境變數讀取，沒有錯誤。
       *[other] { $file } 沒有錯誤。
    }
check-database = 可以開啟，結構（{ $known }）與這個版本一致。
check-database-new = { $database } 還不存在，第一次啟動時會建立。
check-database-behind = 可以開啟，下次啟動時會把結構升級到 { $known }。
check-database-in-use = 正在執行的 Qiao 在使用它。
check-discord = 已用 { $name } 的身分登入。把機器人加進伺服器的連結：{ $invite }
check-discord-silent = Discord 沒有回應。請檢查網路、api_url，並看看 discordstatus.com。
check-channel-none = 設定裡沒有連通任何頻道。機器人跑起來之後，在伺服器裡用 /語言橋 建立 就能連通。
check-channel-open = { $bridge }：頻道 { $channel } 找到了，權限齊全。
check-channel-gone = { $bridge }：在所有伺服器裡都找不到頻道 { $channel }。請在頻道上按右鍵，重新「複製頻道 ID」。
check-channel-hidden = { $bridge }：機器人看不到頻道 { $channel }。請邀請它（{ $invite }），或在那裡給它「檢視頻道」權限。
check-channel-unsuitable = { $bridge }：頻道 { $channel } 是類別、討論串，或是別的不能發訊息的頻道。請換成文字頻道或論壇。
check-channel-rights = { $bridge }：機器人在頻道 { $channel } 缺少權限：{ $rights }。請替它的身分組加上。
check-channel-threads = { $bridge }：頻道 { $channel } 找到了。不過裡面的討論串沒辦法連通，或是不會同步，還缺這些權限：{ $rights }。
check-translator = { $name } 把「{ $sample }」翻成了「{ $translated }」。
check-translator-none = 沒有設定翻譯服務：常用句有現成的譯文，其餘照原文傳到另一邊，並附上逐詞提示。
check-translator-silent = { $name } 沒有正常回應。請檢查網路和它的設定；恢復之前，訊息會先照原文傳過去，之後再補上譯文。

discord-refused-token = Discord 不接受這個權杖。請重新產生（開發者後台 → 你的應用程式 → Bot → Reset Token），再寫進設定。
discord-refused-intents = Discord 不讓機器人接收這些內容：{ $intents }。請開啟它們（開發者後台 → 你的應用程式 → Bot → Privileged Gateway Intents）。
discord-refused-shards = Discord 不接受 discord.shards 裡的分片。請留空，或讓所有處理程序寫相同的總數。

db-current = 資料庫的結構已經是 { $after }。
db-made = 資料庫已建立，結構是 { $after }。
db-upgraded = 資料庫的結構已從 { $before } 升級到 { $after }。
db-backup = 升級前的資料庫備份在 { $backup }。

# 用 Discord 設定裡的叫法；開發者後台只有英文。
right-view-channel = 檢視頻道
right-send-messages = 傳送訊息
right-manage-webhooks = 管理 Webhooks
right-read-message-history = 讀取訊息歷史
right-create-public-threads = 建立公開討論串
right-send-messages-in-threads = 在討論串中傳送訊息
right-manage-threads = 管理討論串
intent-message-content = Message Content Intent
intent-members = Server Members Intent
intent-presences = Presence Intent
