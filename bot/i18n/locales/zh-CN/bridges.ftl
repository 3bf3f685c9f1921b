# 给服主和管理员看的语言桥用语。$channel 是频道提及。

proposal-title = **{ $bridge }** 连通后是这个样子：
proposal-channel = { $channel }：{ $language }
# 预览下面的频道菜单。
proposal-notices = 给管理员的通知发到哪里（选填）
proposal-start = 开始

findings-none = ✅ 一切就绪，没有问题。
findings-obstacle = ⛔ { $finding }
findings-hint = ⚠️ { $finding }
finding-unsuitable = { $channel } 不是文字频道，请换一个大家平常聊天的频道。
finding-rights = Qiao 在 { $channel } 里还缺这些权限：{ $rights }。请在“编辑频道 → 权限”里给它的身份组加上。
finding-webhooks = { $channel } 的 Webhook 已满：Discord 最多允许 15 个。请在“编辑频道 → 整合”里删掉一个用不到的。
finding-age = { $channel } 谁都能看，而同一座桥上的另一个频道有年龄限制。请把它们都设为年龄限制频道，或换一个频道。
finding-pin = Qiao 在 { $channel } 里不能标注消息，所以它的公告不会置顶。请给它的身份组加上“标注消息”权限，或者自己动手标注。

bridge-opened = ✅ 已经连通。从现在起大家发的消息会传到另一边，每个频道里都有一条公告说明这件事。
bridge-paused = ⏸️ **{ $bridge }** 已暂停。暂停期间发的消息留在原频道，恢复后也不会补传；删除消息仍会同步。
bridge-resumed = ▶️ **{ $bridge }** 已恢复，从现在起发的消息会传到另一边。
bridge-muted = 🔇 { $member } 的消息不再通过 **{ $bridge }** 传到另一边。
bridge-unmuted = 🔊 从现在起，{ $member } 的消息又会通过 **{ $bridge }** 传到另一边。
bridge-remove-question = 要让 { $channel } 退出语言桥吗？已经传过去的消息会留着。如果只剩一个频道，这座桥就会关闭。
bridge-remove-button = 移出语言桥
bridge-remove-done = ✅ 这个频道已退出语言桥。
bridge-close-question = 要关闭 **{ $bridge }** 吗？已经传过去的消息会留着，但之后的编辑和删除不再同步。
bridge-close-button = 关闭语言桥
bridge-close-done = ✅ 语言桥已关闭。

bridges-none = 这里还没有语言桥。用 `/语言桥 新建` 连通两个频道吧。
bridge-line = **{ $bridge }**：{ $state }
bridge-is-open = 已连通
bridge-is-paused = 已暂停
bridge-is-configured = 已连通；写在配置文件里，不能用命令修改
bridge-line-channel = - { $channel }，{ $language }{ $waiting ->
    [0] {""}
   *[other] ：{ $waiting } 条消息待发
 }
bridge-line-shut = - { $channel }，{ $language }：现在没法在这里发消息，用 `/语言桥 检查` 看看原因。{ $waiting ->
    [0] {""}
   *[other] 有 { $waiting } 条消息待发。
 }
bridge-line-notices = - 管理员通知发到 { $channel }
