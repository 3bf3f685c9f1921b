# 机器人在连通的频道里自己说的几句话。

# 译文还没出来时，写在原文下面。
relay-pending = 翻译中
# 写在逐词对照前面，绝不能叫“译文”。
relay-word-help = 逐词提示：{ $words }
# 消息里只有看不见的字符时，用这句代替。
relay-nothing-readable = （空消息）
# 活动邀请，只有 Discord 自己的客户端能显示。
relay-activity = （一个活动邀请，比如一起玩游戏）
# $link 指向原频道里的那条消息。
relay-uncarried = 这条消息没能传到这边。原文：{ $link }
# 写在放得下的最后一段后面。
relay-cut = 完整原文：{ $link }
# Discord 不接受本人名字时的称呼。$digits 是 ID 的末几位。
relay-member = 成员 { $digits }
# 几位成员的话合在一条消息里时，用这个名字；每行前面写着是谁说的。
relay-several = 多位成员
# 没能带过来的文件。$name 是文件名，$megabytes 是大小，$link 指向原消息。
relay-file-too-large = 📎 { $name }（{ $megabytes } MB）超过了这个频道的大小限制：{ $link }
# 文字传过来了，附件没有。
relay-files-left = 📎 附件没能传到这边：{ $link }
relay-voice = 🎤 语音消息，{ $length }
relay-sticker = 贴纸：{ $name }
# 写在转发的消息上面。$link 指向那条消息；不说是谁写的。
relay-forwarded = ↪ 转发自别处
relay-forwarded-from = ↪ 转发自 { $link }
# 投票只能列出选项时，写在下面；$link 指向能投票的地方。
relay-poll = 📊 这是一个投票，在这里投：{ $link }
# 投票发出后不能改，所以只能一直是原文。
relay-poll-untranslated = 这个投票没来得及翻译
# 投票结束后，在每个频道回复那个投票；后面每行是一个选项的编号和票数。
relay-poll-result = 📊 投票已结束，各频道合计 { $votes } 票
# 用频道以外的语言写的消息，下面附译文时显示的名字。$name 是作者。
relay-note-name = 译文 · { $name }
# 写在这样的译文下面，指向那条消息。
relay-note = ↑ [跳到原消息]({ $link })
# 被回复的消息删掉了，或者不该再显示，就用这句代替回复上面的引用。
relay-quote-gone = 被回复的消息已不再显示。
# 子区自己的标题不能显示时，用这个名字。
relay-thread-untitled = 子区
