# 举报：给成员的答复，以及管理员在通知频道里看到的内容。提及不会通知任何人。

report-sent = 谢谢，已经告诉这座语言桥的管理员了。

# 写在引用的原文上面，$link 指向原文。
report = 🚩 { $reporter } 举报了 { $author } 在 { $channel } 发的消息：{ $link }
report-of-copy = 🚩 { $reporter } 举报了一条译文，原文是 { $author } 在 { $channel } 发的：{ $link }
# 写在引用的译文上面。
report-copy = { $channel } 里的译文：
report-do-delete = 两边都删除
report-do-mute = 在这座桥上禁言
report-do-dismiss = 不处理

# 加在举报下面。$member 是成员提及。
report-deleted = ✅ { $member } 删除了这条消息和所有译文。
report-copies-deleted = ⚠️ { $member } 删除了所有译文。Qiao 没有“管理消息”权限，删不了原文，请手动删除。
report-copies-deleted-elsewhere = ✅ { $member } 删除了所有译文。原文在另一个服务器，由那边的管理员处理。
report-muted = 🔇 { $member } 在这座桥上对本服务器禁言了作者，用 `/语言桥 解除禁言` 可以恢复。
report-dismissed = ☑️ { $member }：不需要处理。
