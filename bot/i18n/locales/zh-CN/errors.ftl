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
error-language-unknown = Qiao 不认识语言“{ $tag }”。请从列表里选，或填写 en、zh-Hans、zh-Hant 这样的代码。
error-not-ready = “{ $bridge }”刚刚出现了新问题，还不能连通。再用一次这个命令，就能看到是什么问题。
error-no-original = 这条消息不是 Qiao 传过来的，或者原文已被删除，或已超过 30 天。
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
