# 消息传到另一边之前，由管理员决定的事。提及不会通知任何人；$words 是词语，显示成代码样式。

bridge-words-added = ✅ 含有 { $words } 的消息不再直接经 **{ $bridge }** 传到另一边，会先在通知频道里等管理员处理。中文的简体、繁体都算；中间加空格、换成全角或改大小写，也都认得出。
bridge-words-added-untold = ⚠️ 含有 { $words } 的消息不再经 **{ $bridge }** 传到另一边。本服务器没有为这座桥设置通知频道，没人能处理这些消息，它们只会留在原频道。
bridge-word-removed = ✅ 从现在起，含有 { $words } 的消息又可以经 **{ $bridge }** 传到另一边。
bridge-words = **{ $bridge }** 的词语过滤（{ $count } 个）：{ $words }
bridge-words-none = **{ $bridge }** 没有过滤任何词语，什么都会传过去。用 `/语言桥 词语过滤 添加` 加上要过滤的词语。

bridge-automod-on = ✅ 从现在起，经 **{ $bridge }** 传进本服务器的消息也适用本服务器的 AutoMod 规则：会拦截消息的规则有 { $rules } 条，共 { NUMBER($keywords, useGrouping: 1) } 个关键词、{ $patterns } 个正则表达式。豁免的频道照样豁免，豁免的身份组只对本服务器的成员有效。被拦下的消息在通知频道里等待处理；没有通知频道，就只留在原频道。提及上限、垃圾内容和 Discord 自带的词库没法照搬，因为具体内容只有 Discord 知道。
bridge-automod-off = ✅ 经 **{ $bridge }** 传进本服务器的消息不再按 AutoMod 规则拦截。

bridge-raid-on = 🛡️ **{ $bridge }** 已开启防刷屏：加入不满 { $days } 天的成员发的消息，先在通知频道里等你处理，最多等一天。用 `/语言桥 防刷屏 关闭` 结束。
bridge-raid-off = ✅ **{ $bridge }** 已关闭防刷屏。{ $count ->
    [0] 没有等待处理的消息。
   *[other] 通知频道里还有 { $count } 条消息等待处理。
 }
bridge-raid-off-crossed = ✅ **{ $bridge }** 已关闭防刷屏。{ $count ->
    [0] 没有等待处理的消息。
   *[other] 等待处理的 { $count } 条消息会按顺序传到另一边。
 }
bridge-raid-auto = 🛡️ 在 **{ $bridge }** 上，加入不满 { $days } 天的成员一分钟内发的消息超过 { $count } 条，就自动开启防刷屏；半小时没有这样的消息，就自动关闭。
bridge-raid-auto-never = ✅ **{ $bridge }** 不再自动开启防刷屏。

# 发在通知频道里。$link 指向消息；等待处理的共 $count 条，这是第 $position 条。
held = ⏳ **{ $bridge }**（{ $position }/{ $count }）：这条消息在等你处理，是 { $author } 在 { $channel } 发的：{ $link }
held-for-words = 原因：含有要过滤的词语 { $words }。
held-for-rules = 原因：触发了目标服务器的 AutoMod 规则。
held-for-new = 原因：已开启防刷屏，而作者是新成员。
held-untranslated = *没有译文：翻译服务没有回应，或者作者不允许翻译。*
held-none = ✅ 没有等待处理的消息了。
held-previous = ◀
held-next = ▶
held-do-cross = 传到另一边
held-do-delete = 删除
held-do-delete-copies = 删除译文
held-do-mute = 停传作者的消息
held-do-stay = 留在原处
