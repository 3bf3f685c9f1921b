# 命令行说的话。以 help- 开头的每句占一行，也不填入任何内容：
# 显示帮助时不经过 Fluent 直接读取，省下 0.1 秒。

help-usage = 用法：
help-options = 选项：
help-commands = 命令：
help-metavar-options = [选项]
help-metavar-command = 命令 [参数]...
help-help = 显示这份帮助。
help-version = 显示版本。
help-qiao = Qiao 桥连通不同语言的 Discord 频道，让大家聊到一起。
help-run = 运行机器人。
help-playground = 试玩：在这台电脑上打开一个小 Discord，里面有示例成员，在浏览器里就能看到。
help-check = 检查配置、数据库、Discord 和翻译服务是否可用。
help-db = 维护数据库。
help-db-upgrade = 把数据库升级到这个版本的结构；SQLite 文件会先备份。
help-config = 配置文件；不写时用 config.toml（如果有）。
help-port = 使用的端口，默认 8808；被占用时改用下一个空闲的端口。
help-open = 在浏览器里打开页面。
help-terminal = 在这个终端里也显示两个频道，并且可以直接输入。
help-data = 试玩数据存放的文件夹；不写时放在当前用户的应用数据文件夹里。
help-translator = 启用翻译服务：google 或 libretranslate。你写的内容会发给它。
help-lang = 试玩界面的语言：en-US、zh-CN 或 zh-TW；不写时跟随系统语言。
help-strict = 速率限制也和 Discord 一样。
help-faults = 按文件内容模拟故障：写成 JSON 数组，格式与 POST /playground/faults 相同。
help-fault = 模拟一种故障，例如 status,status=503,share=0.1,times=null 或 drop,after=20；可以写多次。

usage-fault = { $reason }请看 { $command } --help。
usage-no-option = 没有 { $name } 这个选项。
usage-no-command = 没有这个命令。
usage-no-value = 选项 { $name } 后面要写一个值。
usage-other = 看不懂这条命令。

error-faulty-configuration =
    { $count ->
       *[other] 配置里有 { $count } 处错误，Qiao 没有启动。
    }
error-bug = 这是 Qiao 自己的错误，不是你的操作有问题。详情见日志，编号 { $incident }。

fault-line = { $key }：{ $reason }{ $remedy }

config-token-missing = 缺少机器人的令牌（token）。
config-token-missing-remedy = 到 Discord 开发者后台（你的应用 → Bot → Reset Token）复制它，写进 config.toml 里 [discord] 下的 token，或设置环境变量 QIAO_DISCORD__TOKEN，或让 QIAO_DISCORD__TOKEN_FILE 指向存有它的文件。
config-token-shape = 这不是机器人的令牌：里面有空格、引号或令牌不会有的其他字符。
config-token-shape-remedy = 只复制令牌本身，前面不要加“Bot ”。
config-url = 这里用不了这样的网址。
config-url-remedy = 网址要以 { $schemes } 开头，后面有主机名。
config-database-url = Qiao 不认识这种数据库。
config-database-url-remedy = 用文件就写 sqlite:///qiao.db，用 PostgreSQL 就写 postgresql://user@host/name。
config-language = 这不是语言代码。
config-language-remedy = 写 en、zh-Hans（简体）、zh-Hant（繁体），或其他 BCP 47 代码，例如 ja、pt-BR。
config-translator-later = 这个版本还没有 { $name } 这个翻译服务。
config-translator-later-remedy = 把它从列表里去掉；现在可以用 google 和 libretranslate。
config-translator-unknown = 没有这个翻译服务。
config-translator-unknown-remedy = 请从 google 和 libretranslate 里选。
config-translator-twice = 同一个翻译服务写了两次。
config-translator-twice-remedy = 每个只写一次，优先用的写在前面。
config-shards = 分片（shards）写得不对。
config-shards-remedy = 写 "" 表示全部，写 "0-3/16" 表示 16 个里的前四个；从 0 数起。
config-listen = 这不是可以监听的地址。
config-listen-remedy = 写主机和端口，例如 "127.0.0.1:9464"；不需要就写 ""。
config-listen-taken = 无法监听 { $address }（{ $reason }）。
config-listen-taken-remedy = 换一个端口，或停掉占用它的程序。
config-key-unknown = 没有这个设置项。
config-key-unknown-remedy =
    { $near ->
        [none] 请删掉它；config.example.toml 列出了所有设置项。
       *[other] 是不是想写 { $near }？config.example.toml 列出了所有设置项。
    }
config-key-missing = 缺少这个设置项。
config-key-missing-remedy = 请补上；写法见 config.example.toml。
config-not-text = 这里要写文字。
config-not-text-remedy = 请放在英文双引号里。
config-empty = 这里不能留空。
config-empty-remedy = 请填上内容。
config-too-long = 超过了 { $limit } 个字符。
config-too-long-remedy = 请写短一些。
config-not-number = 这里要写数字。
config-not-number-remedy = 请用阿拉伯数字；频道 ID 可以在 Discord 里用“复制频道 ID”得到。
config-too-small = 必须大于 { $limit }。
config-too-small-remedy = 请换一个大些的数。
config-too-large = 太大了，上限是 { $limit }。
config-too-large-remedy = 请换一个小些的数。
config-too-few = 太少了，至少要有 { $limit } 个。
config-too-few-remedy = 请把缺的补上。
config-too-many = 太多了，最多 { $limit } 个。
config-too-many-remedy = 请去掉几个，或分成几组。
config-not-list = 这里要写列表。
config-not-list-remedy = 请放在方括号里，例如 ["google"]。
config-not-table = 这里要写成一组设置项。
config-not-table-remedy = 写法见 config.example.toml。
config-not-one-of = 只能是下面几个之一：{ $choices }。
config-not-one-of-remedy = 请从中选一个。
config-wrong = 这里不能用这样的值。
config-wrong-remedy = 该写什么见 config.example.toml。
config-bridge-twice = 和另一座语言桥（{ $other }）重名。
config-bridge-twice-remedy = 请给其中一座改名。
config-channel-twice = 这个频道已经写在 { $other } 里了。
config-channel-twice-remedy = 一个频道只能加入一座语言桥，而且只写一次：请去掉其中一处。
config-file-missing = 没有这个文件。
config-file-missing-remedy = 把 config.example.toml 复制到那里，或用 --config 指定另一个文件。
config-file-encoding = 文件不是 UTF-8 编码。
config-file-encoding-remedy = 请另存为 UTF-8。
config-file-unreadable = 读不了这个文件（{ $reason }）。
config-file-unreadable-remedy = 请确认它是文件，并且当前用户有权读取。
config-file-syntax =
    { $line ->
        [0] 文件不是 TOML 格式。
       *[other] 文件不是 TOML 格式：请看第 { $line } 行第 { $column } 个字符。
    }
config-file-syntax-remedy = 文字要放在英文双引号里，每个设置项占一行：key = "value"。
config-secret-twice = 它和 { $other } 同时设置了。
config-secret-twice-remedy = 请只留一个。
config-secret-unreadable = 读不了它指向的文件（{ $reason }）。
config-secret-unreadable-remedy = 请检查路径，并确认当前用户有权读取。
config-underscores = 这个环境变量不起作用。
config-underscores-remedy = 两级之间要写两个下划线：{ $other }。

playground-fault-not-json = 这里要写 JSON 数组，每一项是一个对象。
playground-fault-not-json-remedy = 例如 { $wanted }。
playground-fault-kind = 没有这种故障。
playground-fault-kind-remedy = 请从这些里选：{ $wanted }。
playground-fault-key = 这种故障没有这个设置项。
playground-fault-key-remedy = 可以写：{ $wanted }。
playground-fault-value = 这里不能用这样的值。
playground-fault-value-remedy = 可以写：{ $wanted }。

check-line = { $area }：{ $finding }
check-line-timed = { $area }：{ $finding }（{ $milliseconds } 毫秒）
check-ok = [正常]
check-fault = [有误]
check-area-configuration = 配置
check-area-database = 数据库
check-area-discord = Discord
check-area-bridges = 语言桥
check-area-translation = 翻译
check-configuration =
    { $file ->
        [none] 只从环境变量读取，没有错误。
       *[other] { $file } 没有错误。
    }
check-database = 可以打开，结构（{ $known }）与这个版本一致。
check-database-new = { $database } 还不存在，第一次启动时会建立。
check-database-behind = 可以打开，下次启动时会把结构升级到 { $known }。
check-database-in-use = 正在运行的 Qiao 在使用它。
check-discord = 已用 { $name } 的身份登录。把机器人加进服务器的链接：{ $invite }
check-discord-silent = Discord 没有响应。请检查网络、api_url，并看看 discordstatus.com。
check-channel-none = 配置里没有连通任何频道。机器人运行起来以后，在服务器里用 /语言桥 新建 就能连通。
check-channel-open = { $bridge }：频道 { $channel } 找到了，权限齐全。
check-channel-gone = { $bridge }：在所有服务器里都找不到频道 { $channel }。请右键点击频道，重新“复制频道 ID”。
check-channel-hidden = { $bridge }：机器人看不到频道 { $channel }。请邀请它（{ $invite }），或在那里给它“查看频道”权限。
check-channel-unsuitable = { $bridge }：频道 { $channel } 是类别、子区，或者别的不能发消息的频道。请换成文字频道或论坛。
check-channel-rights = { $bridge }：机器人在频道 { $channel } 缺少权限：{ $rights }。请给它的身份组加上。
check-channel-threads = { $bridge }：频道 { $channel } 找到了。不过里面的子区连不通，或者不会同步，还缺这些权限：{ $rights }。
check-translator = { $name } 把“{ $sample }”译成了“{ $translated }”。
check-translator-none = 没有设置翻译服务：常用句有现成的译文，其余按原文传到另一边，并附上逐词提示。
check-translator-silent = { $name } 没有正常响应。请检查网络和它的设置；恢复之前，消息会先按原文传过去，之后再补上译文。

discord-refused-token = Discord 不接受这个令牌。请重新生成（开发者后台 → 你的应用 → Bot → Reset Token），再写进配置。
discord-refused-intents = Discord 不让机器人接收这些内容：{ $intents }。请打开它们（开发者后台 → 你的应用 → Bot → Privileged Gateway Intents）。
discord-refused-shards = Discord 不接受 discord.shards 里的分片。请留空，或让所有进程写相同的总数。

db-current = 数据库的结构已经是 { $after }。
db-made = 数据库已建立，结构是 { $after }。
db-upgraded = 数据库的结构已从 { $before } 升级到 { $after }。
db-backup = 升级前的数据库备份在 { $backup }。

# 用 Discord 设置里的叫法；开发者后台只有英文。
right-view-channel = 查看频道
right-send-messages = 发送消息
right-manage-webhooks = 管理 Webhook
right-read-message-history = 阅读消息历史记录
right-create-public-threads = 创建公共子区
right-send-messages-in-threads = 在子区内发送消息
right-manage-threads = 管理子区
intent-message-content = Message Content Intent
intent-members = Server Members Intent
intent-presences = Presence Intent
