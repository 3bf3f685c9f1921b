# 语伴：报名表、进展，以及两人子区里的话。

partner-form = 每周一位语伴
partner-ask-side = 我写
    .note = 你的子区会开在这个频道下面
partner-ask-level = 另一种语言我会多少
    .note = 不会给别人看
partner-ask-interests = 我喜欢聊
    .note = 只会显示你们都选了的
partner-ask-parts = 我有空的时候
    .note = 按你自己的时间
partner-ask-clock = 我这里现在是
    .note = 用来对上双方的时间，不问你在哪里，也不问时区
partner-level-none = 完全不会
partner-level-some = 会一点
partner-level-well = 挺熟练
partner-part-night = 深夜（0–4 点）
partner-part-dawn = 清晨（4–8 点）
partner-part-morning = 上午（8–12 点）
partner-part-afternoon = 下午（12–16 点）
partner-part-evening = 傍晚（16–20 点）
partner-part-late = 晚上（20–24 点）
partner-joined = 🤝 报名成功！下次配对：<t:{ $at }:F>（<t:{ $at }:R>），到时会在你的子区里 @ 你。想歇一周用 `/语伴 跳过`，不想继续用 `/语伴 退出`。
partner-not-joined = 你在这里还没有语伴。用 `/语伴 加入`，每周认识一位说另一种语言的新朋友。
partner-you = **你在“{ $bridge }”的语伴**
partner-you-write = ✍️ 你写{ $language }，另一种语言：{ $level }
partner-you-hours = 🕗 { $parts } · { $interests }
partner-you-now = 💬 你们的子区：{ $thread }
partner-you-had = 🤝 到现在有过 { $count } 位语伴，你说聊上了 { $met } 次。
partner-you-wait = ⏳ 上次没能配到人，下次先给你配。
partner-you-next = 📅 下次配对：<t:{ $at }:F>
partner-you-skip = 💤 <t:{ $at }:D> 那一周你先歇着。
partner-skipped = 💤 <t:{ $at }:D> 那一周你先歇着，之后照常配对。
partner-left = 👋 你在这里不再有语伴了。你填的内容和语伴记录都已删除，子区里的话也不会再传到另一边；屏蔽过的人仍然屏蔽。
partner-block-ask = 以后不会再给你们俩配对，你在子区里写的话也不再传给对方。对方不会知道是谁提出的。如果对方做了不好的事，请先举报那条消息：“应用”→“{ menu-report }”。
partner-block-button = 屏蔽
partner-blocked = 🚫 好了，以后不会再给你们配对。

## 两人的子区里

partner-title = 语伴 { $number }
partner-welcome = 👋 { $member }，这周和你聊天的是 **{ $name }**，对方写{ $tongue ->
    [en] 英文
    [zh] 中文
   *[other] 另一种语言
 }。在这里用你的语言写就行：对方会在自己的子区里看到译文，反过来也一样。
partner-shared-interests = 💡 你们都喜欢：{ $interests }
partner-shared-hours = 🕗 你们都有空的时间（按你的时间）：{ $hours }
partner-topic = 🗨️ 先聊聊这个吧：**{ $topic }**
partner-rules = -# 这里只有你们俩，以及能看到所有子区的管理员。想歇一周用 `/语伴 跳过`。
partner-button-block = 屏蔽…
partner-met = 🤝 一周过去了，你们聊上了吗？你的回答只有 Qiao 知道。喜欢的话可以在这里一直聊下去。
partner-met-yes = 聊上了
partner-met-no = 这次没有
partner-thanks = 🙏 真好！下周会有新的语伴。
partner-thanks-unmet = 🙏 谢谢告诉我。难免会有这种时候，下周会有新的语伴。
partner-over = 🍂 这里的对话到此为止，写的话不会再传到另一边。周一会有新的语伴。
partner-forbidden = ⚠️ “{ $bridge }”的语伴开不了子区：请在它的每个频道里给 Qiao “创建私密子区”和“在子区内发送消息”的权限。下周一会再试。
