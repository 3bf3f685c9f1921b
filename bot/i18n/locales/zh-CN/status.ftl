# /状态：给管理员看的运行情况。$until、$since、$at、$began 是 Discord 的时间戳，例如“10 秒后”。

status-hearing-heard = ✅ 和 Discord 的连接正常。
status-hearing-catching-up = 🕓 已连上 Discord，还在补读离线时错过的消息。
status-hearing-silent = ⛔ 现在收不到 Discord 的消息，恢复之后会补上。

status-translators = **翻译服务**（按这个顺序尝试）：
status-translators-none = **翻译服务：** 一个都没设置。常用句由 Qiao 自己翻译，其余按原文显示。
status-translator-unasked = { $number }. { $name }：⚪ 启动后还没用过
status-translator-answering = { $number }. { $name }：✅ 正常
status-translator-failing = { $number }. { $name }：⚠️ 上一次没成功，还会继续用
status-translator-resting = { $number }. { $name }：💤 连续失败，先歇一会儿，{ $until }再试
status-translator-trying = { $number }. { $name }：🕓 歇够了，下一条消息会先试一次

# $channel 是频道提及。$waiting 包括新消息、编辑和删除。
status-lane = - { $channel }：{ $waiting ->
    [0] 没有待办
   *[other] { $waiting } 件待办（新消息、编辑或删除）
 }
status-lane-shut = - { $channel }：⛔ 现在没法在这里发消息，用 `/语言桥 检查` 看看原因。{ $waiting ->
    [0] {""}
   *[other] 还有 { $waiting } 件待办。
 }
status-lane-since = {"  "}- 等得最久的一条消息发于 { $since }
status-lane-untranslated = {"  "}- { $count } 条先按原文显示，等翻译服务恢复后再换成译文
status-lane-failure = {"  "}- 最近一次失败（{ $at }）：{ $what }
status-failure-not-applied = Discord 当时没有接收，已经重试
status-failure-fate-unknown = 发送途中断线，先查清有没有发出去，再决定要不要重发
status-failure-refused = Discord 明确拒绝了
status-failure-forbidden = Qiao 在这里缺少权限
status-failure-webhooks-full = 频道的 Webhook 已满
status-failure-thread-shut = 那里有个子区已锁定或归档，Qiao 没有权限打开
status-failure-threads-full = 服务器里的活跃子区已达上限
status-failure-channel-gone = 频道已经不在了
status-failure-unavailable = Discord 或数据库没有响应
status-failure-unread = 读不到离线期间那里的消息
status-failure-bug = Qiao 自己出了错，日志里有记录
status-invalid-requests = **请求额度：** 最近十分钟，Discord 记下 { NUMBER($count, useGrouping: 1) } 次无效请求；满 { NUMBER($most, useGrouping: 1) } 次，Qiao 会被封锁一段时间

# $versions 例如“Qiao 1.0 · Python 3.13”。
status-process = -# { $versions } · 启动于 { $began }
