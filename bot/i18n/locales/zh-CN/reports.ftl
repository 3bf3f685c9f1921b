# 举报：给成员的答复，以及管理员在通知频道里看到的内容。提及不会通知任何人。

report-sent = 谢谢，已经告诉这座语言桥的管理员了。

# 写在引用的原文上面，$link 指向原文。
report = 🚩 { $reporter } 举报了 { $author } 在 { $channel } 发的消息：{ $link }
report-of-copy = 🚩 { $reporter } 举报了一条译文，原文是 { $author } 在 { $channel } 发的：{ $link }
# 写在引用的译文上面。
report-copy = { $channel } 里的译文：
report-do-delete = 所有频道都删掉
report-do-mute = 停传作者的消息
report-do-dismiss = 不处理

# 加在举报下面。$member 是成员提及。
report-deleted = ✅ { $member } 删除了这条消息和所有译文。
report-copies-deleted = ⚠️ { $member } 删除了所有译文。Qiao 没有“管理消息”权限，删不了原文，请手动删除。
report-copies-deleted-elsewhere = ✅ { $member } 删除了所有译文。原文在另一个服务器，由那边的管理员处理。
report-muted = 🔇 { $member } 停传了作者在这座桥上的消息，只对本服务器有效。想恢复，用 `/语言桥 解除停传`。
report-dismissed = ☑️ { $member }：不需要处理。

# 译文被删：发在通知频道里的话。$channel 和 $source 是频道提及。
deletion-followed = 🗑️ 管理员在 { $channel } 删了一条译文，{ $source } 里的原消息和其他译文也一起删了。
deletion-source-stands = ⚠️ 管理员在 { $channel } 删了一条译文，其他译文也一起删了，但 Qiao 没有权限删除原消息：{ $link }
    请手动删除，或者在 { $source } 给 Qiao 的身份组开启“管理消息”权限。
deletion-question = ✋ 一分钟内，语言桥 **{ $bridge }** 上有超过五条译文被删。从第六条起，原消息暂时保留。要不要也删掉？
deletion-do-follow = 原消息也删掉
deletion-do-leave = 保留原消息
deletion-done = ✅ { $member } 把原消息和所有译文都删了，共 { $count } 条。
deletion-partly-done = ⚠️ { $member } 把原消息和所有译文都删了，共 { $count } 条。另外 { $left } 条的译文也删了，但 Qiao 没有权限删原消息：请手动删除，或者给 Qiao 的身份组开启“管理消息”权限。
deletion-left = ☑️ { $member }：原消息保留。

# 没能同步的标注。$channel 是频道提及。
pin-forbidden = 📌 有条消息标注或取消标注了，但 { $channel } 里的译文没能跟上：Qiao 的身份组在那里没有“标注消息”权限。
pin-refused = 📌 有条消息标注了，但 { $channel } 里的译文没能标注。一个频道最多标注 250 条，可能已经满了。
