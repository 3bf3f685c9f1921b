# 公告：置顶在连通的频道里的话，以及发在管理员通知频道里的话。

# 列举时的分隔。
list-comma = 、

# 发在通知频道里。$member 是成员提及。
moderators-opened = { $member } 新建了语言桥 **{ $bridge }**。
moderators-joined = { $member } 给语言桥 **{ $bridge }** 加了一个频道。
moderators-left = { $member } 让一个频道退出了语言桥 **{ $bridge }**。
moderators-closed = { $member } 关闭了语言桥 **{ $bridge }**。
moderators-paused = { $member } 暂停了语言桥 **{ $bridge }**。
moderators-resumed = { $member } 恢复了语言桥 **{ $bridge }**。
moderators-original-on = { $member } 让语言桥 **{ $bridge }** 在译文下附上原文。
moderators-original-off = { $member } 让语言桥 **{ $bridge }** 不再直接显示原文。
moderators-mark-on = { $member } 让语言桥 **{ $bridge }** 在名字后面带上语言标记。
moderators-mark-off = { $member } 让语言桥 **{ $bridge }** 不再在名字后面带语言标记。
moderators-deletions-on = { $member } 为语言桥 **{ $bridge }** 设置：删译文时连原消息一起删。
moderators-deletions-off = { $member } 为语言桥 **{ $bridge }** 设置：删译文时只删那一条。
moderators-pings-on = { $member } 让语言桥 **{ $bridge }** 在回复时提醒对方。
moderators-pings-off = { $member } 让语言桥 **{ $bridge }** 在回复时不再提醒对方。
moderators-pins-on = { $member } 让语言桥 **{ $bridge }** 同步标注。
moderators-pins-off = { $member } 让语言桥 **{ $bridge }** 不再同步标注。
moderators-bots-on = { $member } 让语言桥 **{ $bridge }** 也传其他机器人发的文字。
moderators-bots-off = { $member } 让语言桥 **{ $bridge }** 不再传其他机器人发的文字。
moderators-notes-on = { $member } 让语言桥 **{ $bridge }** 在原频道给其他语言的消息附上译文。
moderators-notes-off = { $member } 让语言桥 **{ $bridge }** 不再在原频道给其他语言的消息附译文。
moderators-newcomers-on = { $member } 让新成员可以在语言桥 **{ $bridge }** 上做自我介绍。
moderators-newcomers-off = { $member } 关掉了语言桥 **{ $bridge }** 上的自我介绍。
moderators-agreement-on = { $member } 为自己的服务器设置：其他服务器的管理员删掉语言桥 **{ $bridge }** 上的译文时，原消息也一起删。
moderators-agreement-off = { $member } 为自己的服务器设置：其他服务器的管理员删掉语言桥 **{ $bridge }** 上的译文时，原消息不再一起删。
moderators-invited = { $member } 发出了语言桥 **{ $bridge }** 的邀请，可以让一个服务器加入，30 分钟内有效。
moderators-accepted = { $member } 接受邀请，加入了语言桥 **{ $bridge }**。
moderators-excluded = { $member } 把另一个服务器的频道请出了语言桥 **{ $bridge }**。
# 告诉别的服务器的管理员是谁做的。$guild 是名称。
moderators-elsewhere = **{ $guild }** 的管理员
# 机器人被移出了服务器 $guild。$until 是日期。
moderators-guild-gone = Qiao 已不在 **{ $guild }** 里，那边的频道退出了语言桥 **{ $bridge }**。如果 { $until } 之前 Qiao 没有回去，保存的那个服务器的数据就会全部删除。
moderators-owner-gone = Qiao 已不在管理语言桥 **{ $bridge }** 的 **{ $guild }** 里，那边的频道退出了。如果 { $until } 之前 Qiao 没有回去，这座桥就会关闭，保存的那个服务器的数据也会全部删除。
moderators-guild-back = Qiao 回到了 **{ $guild }**，那边的频道又连上了语言桥 **{ $bridge }**。
moderators-owner-purged = 语言桥 **{ $bridge }** 已关闭：Qiao 没有再回到管理它的服务器。

# 另一个服务器的频道，这边的成员看不到。两个都是名称。
channel-elsewhere = #{ $channel }（{ $guild }）
moderators-age-restricted = 🔞 { $source } 现在有年龄限制，{ $destination } 没有，所以 { $source } 的消息不再经 **{ $bridge }** 传到 { $destination }。请把两边都设为年龄限制频道，或让其中一个退出语言桥。
moderators-threads-forbidden = 🧵 **{ $bridge }** 上，{ $channel } 的子区没有连通：Qiao 在那里缺少权限。请给它“创建公共子区”“在子区内发送消息”“管理子区”权限。之后会补上这期间的消息，最多补最近 24 小时的。
moderators-raid-on = 🛡️ { $member } 在 **{ $bridge }** 上开启了防刷屏：加入不满 { $days } 天的成员发的消息，会在这里等你处理。
moderators-raid-off = ✅ { $member } 关闭了 **{ $bridge }** 的防刷屏。
moderators-raid-began = 🛡️ **{ $bridge }** 已自动开启防刷屏：加入不满 { $days } 天的成员一分钟内发了超过 { $count } 条消息。从现在起，他们发的消息会在这里等你处理。用 `/语言桥 防刷屏 关闭` 结束；半小时没有动静也会自动关闭。
moderators-raid-ended = ✅ 半小时没有动静，**{ $bridge }** 的防刷屏已自动关闭。还在等待的消息仍在这里等你处理。

# 置顶在每个连通的频道里。$channels 是其他频道。
notice = 🌉 本频道已与 { $channels } 连通：你发的消息会交给{ $translator }，译文以你的名字显示在那边。不想参与？用 `/privacy` 随时关闭。
notice-alone = 🌉 本频道已与 { $channels } 连通：你发的消息会以你的名字显示在那边，Qiao 自己能翻译的会翻译，其余按原文显示，不会交给任何外部服务。不想参与？用 `/privacy` 随时关闭。
notice-by-google = **外部服务“Google 翻译”**
notice-by-libretranslate = **翻译服务 LibreTranslate**
