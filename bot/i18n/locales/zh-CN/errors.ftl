# 出了什么问题：bot/errors.py 里的每个键对应一句话，说给提出请求的人或运行机器人的人听。

error-unknown = 出了点问题，Qiao 暂时还说不清是什么问题。
error-channel-already-bridged = 频道 { $channel_id } 已经在一座语言桥里了；一个频道只能加入一座语言桥。
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
