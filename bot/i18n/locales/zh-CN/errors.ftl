# 出了什么问题：bot/errors.py 里的每个键对应一句话，说给提出请求的人或运行机器人的人听。

error-unknown = 出了点问题，Qiao 也说不清是怎么回事。
error-incident = 出了点问题，是 Qiao 的错。请把编号 { $incident } 告诉机器人的运营者。
error-channel-already-bridged = 频道 { $channel_id } 已经在一座语言桥里了；一个频道只能加入一座语言桥。
error-bridge-name-taken = 这里已经有一座叫“{ $bridge }”的语言桥了，换个名字吧。
error-bridge-full = 语言桥“{ $bridge }”已经有 { $limit } 个频道，不能再多了。
error-same-channel = 要选两个不同的频道才能连通。
error-no-such-bridge = 这里没有你可以修改的语言桥“{ $bridge }”。用 `/语言桥 列表` 看看有哪些。
error-channel-not-bridged = { $channel_id } 不在本服务器的任何语言桥里。
error-bridge-configured = 语言桥“{ $bridge }”写在机器人运营者的配置文件里，不能用命令修改。
error-bridge-foreign = 语言桥“{ $bridge }”由另一个服务器管理，只有那边的服主能这样做。本服务器的频道随时可以用 `/语言桥 移除频道` 退出，也可以用 `/语言桥 停传成员` 停传某位成员，只对本服务器有效。
error-bridge-joined = 本服务器已经在语言桥“{ $bridge }”里了，不需要邀请码。想让更多频道加入，用 `/语言桥 添加频道`。
error-channel-unlisted = 这座语言桥里没有这个频道，或者它不是其他服务器的。请从输入时出现的列表里选。
error-invitation-own = 这个邀请码是给别的服务器用的：语言桥“{ $bridge }”就是你们自己的。请把邀请码交给那边的服主；本服务器的频道用 `/语言桥 添加频道` 加入。
error-invitation-unknown = Qiao 不认识这个邀请码，或者那座语言桥已经关闭。请检查有没有写错，或请对方用 `/语言桥 邀请` 再发一个。
error-invitation-expired = 这个邀请码已过期：邀请码 30 分钟内有效。请对方用 `/语言桥 邀请` 再发一个。
error-invitation-used = 这个邀请码已经用过了：一个邀请码只能让一个服务器加入一次。请对方用 `/语言桥 邀请` 再发一个。
error-invitation-replaced = 这个邀请码已被新的邀请码取代，请向对方要最新的那个。
error-language-unknown = Qiao 不认识语言“{ $tag }”。请从列表里选，或填写 en、zh-Hans、zh-Hant 这样的代码。
error-not-ready = “{ $bridge }”刚刚出现了新问题，还不能连通。再用一次这个命令，就能看到是什么问题。
error-no-original = 这条消息不是 Qiao 传过来的，或者原文已被删除，或已超过 30 天。
error-no-notice-channel = 语言桥“{ $bridge }”没有设置管理员通知频道，请直接联系管理员。服主新建语言桥时可以选一个通知频道。
error-report-gone = 这条举报已超过 30 天，或者语言桥已经关闭。请直接处理那条消息。
error-deletions-gone = 这件事已经有人决定了，或者语言桥已经关闭。还有要删的消息，请手动删除。
error-moderators-only = 只有拥有“管理消息”权限的人才能这样做。
error-word-is-number = “{ $word }”里没有文字，不能加进词语过滤。88、520、666、1314 这样的数字是打招呼、开玩笑用的，Qiao 从不拦截。
error-word-too-long = 要过滤的词语最多 { $limit } 个字符。
error-words-full = 要过滤的词语不能超过 { $limit } 个。请用 `/语言桥 词语过滤 移除` 去掉几个用不着的。
error-no-such-word = “{ $bridge }”的词语过滤里没有这个词语。用 `/语言桥 词语过滤 列表` 看看有哪些。
error-held-gone = 这条消息不用再处理了：已经有人处理，或者已被删除，或者等满了一天。
error-held-changed = 作者刚刚改过这条消息。请再看一眼：上面显示的是现在的内容。
error-ruled-elsewhere = 这条消息是被另一个服务器的规则拦下的，只能由那边的管理员处理。
error-rules-unreadable = Discord 只让有“管理服务器”权限的人查看 AutoMod 规则。请给 Qiao 的身份组加上这个权限再试；不想给这么大的权限，就用 `/语言桥 词语过滤 添加` 直接添加要过滤的词语。
error-nobody-to-decide = 防刷屏会让消息先等管理员处理，可是“{ $bridge }”上有些消息没有通知频道可以显示。服主新建或加入语言桥时可以选一个通知频道。
error-zone-unknown = “{ $zone }”不是 Qiao 认识的时区。你想填的是不是：{ $close }？填同一时区的大城市也可以。
error-time-unknown = “{ $time }”不是一个时间。请写成 21:00 这样。
error-window-unknown = 开放回答的时间可以是 { $least } 到 { $most } 小时。只写数字就好，例如 36。
error-date-unknown = “{ $date }”不是一个日期。请写成 2027-01-31 这样。
error-no-schedule = 语言桥“{ $bridge }”还没有每日话题。管理员可以用 `/每日话题 设置` 来开始。
error-not-asked-then = 那一天（{ $date }）没有要发的话题。用 `/每日话题 预告` 查看哪几天有。
error-topic-decided = { $date } 的话题已经发布了。用 `/每日话题 历史` 查看在哪里。
error-topic-skipped = “{ $bridge }”今天的话题已设为跳过，没有可以发布的。之后的话题照常。
error-topic-refused = “{ $bridge }”今天的话题哪里都没能发出去，话题已暂停。打开 `/每日话题 设置` 点“{ daily-button-save }”，会告诉你缺什么；解决之后用 `/每日话题 恢复`。
error-prompt-unknown = 话题库里没有“{ $text }”。请输入其中一个词，再从出现的列表里选。
error-queue-entry-gone = 这个话题已经不在队列里了。用 `/每日话题 队列 查看` 看看还有哪些。
error-no-daily-topic = 这里还没有设置每日话题。服主可以用 `/每日话题 设置` 来设置。
error-several-daily-topics = 这个服务器有好几座语言桥设置了每日话题。想投稿给哪座桥，就到它的频道里用这个命令。
error-not-taking-part = 你选择了不参与，所以这里不会保存你的内容。想改的话请用 `/隐私`。
error-not-to-be-shared-here = 你在这个频道不能发言，所以不能在这里分享。换到能发言的频道再用一次命令吧。
error-suggestions-waiting = 你已经有 { $limit } 条投稿在等管理员看了。等有了结果再投新的吧，进展可以用 `/话题投稿` 查看。
error-suggestions-made = 七天里你已经投了 { $limit } 条，不能再多了。<t:{ $at }:R> 可以再投。
error-suggestion-too-short = { $language ->
    [en] 英文太短了，不像一个问题：至少要 { $least } 个字符。
   *[other] 中文太短了，不像一个问题：至少要 { $least } 个字。
 }
error-suggestion-too-long = { $language ->
    [en] 英文有 { $length } 个字符，最多 { $limit } 个，请改短一些。
   *[other] 中文有 { $length } 个字，最多 { $limit } 个，请改短一些。
 }
error-suggestion-language = 话题只用中文和英文发出，请用其中一种来写。
error-suggestion-incomplete = 还缺一种语言。请点“修改”补上。
error-suggestion-gone = 这条投稿已不再保存，或者归另一个服务器的管理员处理。
error-suggestion-decided = 这条投稿已经有人处理过了。
error-no-partners-here = 这里没有语言桥，所以也没有语伴。
error-several-bridges = 这个服务器有好几座语言桥。请在想找语伴的那座桥的频道里使用这个命令。
error-no-room-for-partners = 这里配不了语伴：需要两种语言的文字频道，而且没有年龄限制。
error-partner-apart = 你写的内容不会传到另一边，语伴什么也看不到。用 `/隐私` 看看是不是自己关掉的；如果是管理员设的，请问问他们。
error-no-partner-yet = 你在这里没有可以屏蔽的语伴。
error-pair-over = 这一对不是你的，或者已经结束了。
error-not-introduced-here = 这里不能做自我介绍：要在跨语言连通的频道里才行。请到那样的频道本身（不是子区）里用这个命令。
error-newcomers-off = 这座语言桥的服主关掉了自我介绍。
error-shy-of-taking-part = 你选择了不参与，所以你写的内容不会传到另一边，这里也一样。想改的话请用 `/隐私`。
error-card-empty = 还什么都没写呢，写几个字吧。
error-card-muted = 你现在不能在这个频道发言。
error-card-refused = 里面有不能传到另一边的内容，换个说法再试试。
error-card-gone = 这份自我介绍已经不在了。
error-own-card = 这是你自己的介绍。用 `/打招呼 自我介绍` 看看有谁回应。
error-not-allowed = 你在这里没有权限这样做，需要“管理服务器”权限。
error-command-changed = 这个命令刚更新过。请重新加载 Discord（Ctrl+R，手机上关掉再打开）后再试。
error-unavailable = 需要用到的服务暂时没有响应，请过一会儿再试。
error-misconfigured = 按现在的配置无法启动 Qiao。运行 qiao check 可以看到问题出在哪里。
error-discord-refused = Discord 不接受这个令牌（token），或者缺少所需的 intent。请到开发者后台的 Bot 页面重置令牌，或打开 Privileged Gateway Intents。
error-database-unusable = 数据库 { $database } 无法打开、读取或升级（{ $reason }）。
error-database-url-unknown = Qiao 不认识这个数据库地址。文件请写成 sqlite:///qiao.db，服务器请写成 postgresql://user@host/name。
error-database-driver-missing = 安装 Qiao 时没有带上这种数据库需要的组件。请安装 qiao[{ $extra }]。
error-database-in-use = 另一个 Qiao 正在使用 { $database }。请先停掉它，或者让这一个用另外的数据库。
error-database-forbidden = { $database } 无法写入。请确认所在文件夹存在，并且当前用户有读写权限。
error-database-foreign = { $database } 不是 Qiao 的数据库。请换一个文件；这个文件没有被改动。
error-database-newer = { $database } 被较新版本的 Qiao 用过（结构 { $found }，这个版本最高支持 { $known }）。请安装较新的版本，或恢复升级前的备份。
error-database-unreachable = { $database } 没有响应，或者拒绝了连接。请检查主机、库名、用户和密码，并确认数据库服务器正在运行。
error-send-failed = Discord 没有执行这个请求。

error-tag-unknown = “{ $tag }”不能用作话题标签。标签只能由文字、数字和 `_` 组成，中间没有空格，最多 30 个字，而且一组里的两个要不一样。
error-no-such-pair = 本服务器没有添加过含“{ $tag }”的对应标签。用 `/语言桥 标签 列表` 看看有哪些；自带的去不掉。
error-pairs-full = 每个服务器最多添加 { $limit } 组对应标签。请先用 `/语言桥 标签 移除` 去掉几组。
