# 故障：出了问题、以及恢复正常时，在通知频道里告诉管理员的话。
# $channel 是频道提及，$bridge 是名称。

fault-forbidden = ⛔ Qiao 没法在 { $channel } 里发消息：它在那里缺少权限。用 `/语言桥 检查` 看看缺哪些。给 Qiao 的身份组补上权限后，它会在五分钟内自己恢复，最近 24 小时的消息都会补上。
fault-webhooks-full = ⛔ Qiao 没法在 { $channel } 里发消息：那里的 Webhook 已满，Discord 最多允许 15 个。请在“编辑频道 → 整合”里删掉一个用不到的，Qiao 会在五分钟内自己恢复，最近 24 小时的消息都会补上。
fault-channel-gone = ⛔ 语言桥 **{ $bridge }** 的一个频道已经不在了，或者 Qiao 已不在它的服务器里。其他频道照常。如果确定回不来了，请用 `/语言桥 移除频道` 移出。
fault-thread-shut = 🧵 { $channel } 里有个子区已锁定或归档，Qiao 没有权限打开它，要发到或更新到里面的消息只能先等着。频道本身照常。请给 Qiao 的身份组加上“管理子区”权限，或者打开这个子区，最近 24 小时的内容会自动补上。
fault-threads-full = 🧵 Qiao 没法在 { $channel } 里开子区：服务器里的活跃子区已达 Discord 的上限。请归档一些用不到的子区；之后只要原来的子区里有人发消息，最近 24 小时的内容就会补上。子区以外的消息照常传过去。
fault-healed = ✅ Qiao 又能在 { $channel } 里发消息了。
fault-refused = ⚠️ Discord 拒绝了一条要发到 { $channel } 的消息。Qiao 会换成更简单的形式再发，还不行就只发原消息的链接；如果链接也被拒绝，那边就看不到这条消息。其他消息照常传过去。
fault-bug = ⚠️ Qiao 自己出了错，有一条消息没能传到 { $channel }。其他消息照常，这一条会在 Qiao 下次启动时重试。请告诉机器人的运营者：日志里有记录。
fault-unread = ⚠️ Qiao 读不到离线期间 { $channel } 里的消息：它在那里缺少“查看频道”或“阅读消息历史记录”权限，用 `/语言桥 检查` 看看详情。错过的消息留在原频道；以后的消息，等 Qiao 看得到了就会照常传过去。
fault-cut = ⚠️ Qiao 离线期间，{ $channel } 里的消息太多，没法全部补上：只传最近 24 小时里最新的 500 条，更早的留在原频道。

# 所有语言桥都要靠它们。
fault-database = ⚠️ Qiao 的数据库现在写不进去。消息不会丢：现在发的先等着，能写入了就会传过去。请告诉机器人的运营者：可能是磁盘满了，或者数据库没在运行。
fault-database-healed = ✅ Qiao 的数据库恢复正常了，等着的消息正在传过去。
# $translator 是翻译服务。$others 表示有没有别的翻译服务可用。
fault-translator = ⚠️ { $translator ->
    [google] Google 翻译
    [libretranslate] LibreTranslate{" "}
   *[other] { $translator }{" "}
 }已经五分钟没有响应。{ $others ->
    [some] 先由另一个翻译服务顶上。
   *[none] 消息先按原文显示，等它恢复后再换成译文。消息不会丢，你不用做什么。
 }
fault-translator-healed = ✅ { $translator ->
    [google] Google 翻译
    [libretranslate] LibreTranslate{" "}
   *[other] { $translator }{" "}
 }恢复了，先按原文显示的消息正在换成译文。
