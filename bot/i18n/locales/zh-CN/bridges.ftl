# 给服主和管理员看的语言桥用语。$channel 是频道提及。

proposal-title = **{ $bridge }** 连通后是这个样子：
proposal-channel = { $channel }：{ $language }
# 预览下面的频道菜单。
proposal-notices = 给管理员的通知发到哪里（选填）
proposal-start = 开始

findings-none = ✅ 一切就绪，没有问题。
findings-obstacle = ⛔ { $finding }
findings-hint = ⚠️ { $finding }
finding-unsuitable = { $channel } 既不是文字频道也不是论坛，请换一个大家平常聊天的频道。
finding-gone = { $channel } 已经不在了，或者 Qiao 看不到它。请在“编辑频道 → 权限”里让它的身份组看得到，或用 `/语言桥 移除频道` 移出。
finding-rights = Qiao 在 { $channel } 里还缺这些权限：{ $rights }。请在“编辑频道 → 权限”里给它的身份组加上。
finding-webhooks = { $channel } 的 Webhook 已满：Discord 最多允许 15 个。请在“编辑频道 → 整合”里删掉一个用不到的。
finding-age = { $channel } 谁都能看，而同一座桥上的另一个频道有年龄限制。请把它们都设为年龄限制频道，或换一个频道。
finding-pin = Qiao 在 { $channel } 里不能标注消息，所以它的公告不会置顶。请给它的身份组加上“标注消息”权限，或者自己动手标注。
finding-threads = { $channel } 里的子区连不通，或者改名、归档、锁定时不会同步，因为 Qiao 还缺这些权限：{ $rights }。想让子区也连通，请在“编辑频道 → 权限”里给它的身份组加上。

bridge-opened = ✅ 已经连通。从现在起大家发的消息会传到另一边，每个频道里都有一条公告说明这件事。
bridge-paused = ⏸️ **{ $bridge }** 已暂停。暂停期间发的消息留在原频道，恢复后也不会补传；删除仍会同步。
bridge-resumed = ▶️ **{ $bridge }** 已恢复，从现在起发的消息会传到另一边。
bridge-muted = 🔇 已停传 { $member }：消息不再经 **{ $bridge }** 传出或传入本服务器的频道。
bridge-unmuted = 🔊 已解除停传：从现在起，{ $member } 的消息又会经 **{ $bridge }** 传出和传入本服务器的频道。
bridge-remove-question = 要让 { $channel } 退出语言桥吗？已经传过去的消息会留着。如果只剩一个频道，或者管理这座桥的服务器一个频道也不剩，这座桥就会关闭。
bridge-remove-button = 移出语言桥
bridge-remove-done = ✅ 这个频道已退出语言桥。
bridge-close-question = 要关闭 **{ $bridge }** 吗？已经传过去的消息会留着，但之后的编辑和删除不再同步。
bridge-close-button = 关闭语言桥
bridge-close-done = ✅ 语言桥已关闭。

# 跨服务器。$guild、$channel、$bridge 都是名称；第二条里的 $member 也是。
bridge-invited =
    ✉️ 这是 **{ $bridge }** 的邀请，可以让一个服务器加入，{ $until } 前有效（{ $left }）。请私下发给那边的服主，别让其他人看到；那边也要先有 Qiao。对方输入：
    `/语言桥 接受邀请 邀请码:{ $code }`
    界面是英文的话：`/bridge join code:{ $code }`
    再发邀请，这个就作废。Qiao 不保存邀请码，之后无法再次显示。
joining-title = **{ $guild }** 邀请本服务器加入语言桥 **{ $bridge }**，发出邀请的是 { $member }。目前连通的频道：
joining-channel = - { $channel }，{ $language }
joining-crossing = 从连通起，那边发的消息会显示在你的频道，你的频道里发的消息也会显示在那边：文字、图片和文件都会传过去，编辑、删除和反应也会同步。连通后是这个样子：
joining-rules = 这座桥由邀请你的服务器管理：暂停、关闭、邀请别人，只有那边能做。本服务器随时可以添加或移除自己的频道；本服务器停传的成员，消息不会传出或传入这些频道。
bridge-joined = ✅ 已经加入。从现在起大家发的消息会传到另一边，频道里有一条公告说明这件事。想让本服务器的更多频道加入，用 `/语言桥 添加频道`；随时可以用 `/语言桥 移除频道` 退出。
bridge-exclude-question = 要把 { $channel } 请出你们的语言桥吗？已经传过去的消息会留着，**{ $guild }** 的管理员会收到通知。除非那边还有别的频道在桥上，否则要有新的邀请才能再加入。
bridge-exclude-button = 请出语言桥
bridge-exclude-done = ✅ 这个频道已不在语言桥里。

bridges-none = 这里还没有语言桥。用 `/语言桥 新建` 连通两个频道吧。
bridge-line = **{ $bridge }**：{ $state }
bridge-is-open = 已连通
bridge-is-paused = 已暂停
bridge-is-joined = 已连通；由另一个服务器管理
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
