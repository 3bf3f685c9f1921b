# 设置：语言桥的设置，给管理的人看；还有成员自己的设置。
manner-title = **{ $bridge } 的设置** · 按一下立即更改，对之后发的消息生效。
manner-not-yours = 这座语言桥由其他服务器或配置文件管理，这里没有你能改的设置。

manner-original-on = 📖 译文下面用小字附上原文。
manner-original-off = 📖 原文不直接显示，想看时打开消息的菜单，选“应用”→“{ menu-original }”。
manner-original-turn-on = 译文下附原文
manner-original-turn-off = 不直接显示原文
manner-mark-on = 🏷️ 名字后面带频道语言的标记：`小满 · 中`。
manner-mark-off = 🏷️ 名字后面不带标记：`小满`。
manner-mark-turn-on = 名字带标记
manner-mark-turn-off = 名字不带标记
manner-deletions-on = 🗑️ 管理员删掉一条译文，原消息和其他译文会一起删掉。
manner-deletions-off = 🗑️ 管理员删掉一条译文，只删这一条。
manner-deletions-turn-on = 删译文时也删原消息
manner-deletions-turn-off = 删译文时只删那一条
manner-pings-on = 🔔 有人隔着桥回复时，会提醒被回复的人（自己在 `/设置` 里关掉的除外）。
manner-pings-off = 🔕 隔着桥的回复不提醒任何人。
manner-pings-turn-on = 回复时提醒对方
manner-pings-turn-off = 回复时不提醒
manner-pins-on = 📌 在一个频道标注的消息，其他频道也会标注。
manner-pins-off = 📌 标注只留在原频道。
manner-pins-turn-on = 同步标注
manner-pins-turn-off = 不同步标注
manner-bots-on = 🤖 其他机器人和 Webhook 发的文字也会传过去，每个频道每分钟最多 20 条；PluralKit 这类机器人代发的消息，只传代发的那条。
manner-bots-off = 🤖 其他机器人和 Webhook 发的文字只留在原频道。
manner-bots-turn-on = 传其他机器人的消息
manner-bots-turn-off = 不传其他机器人的消息
manner-notes-on = 🗨️ 有人在频道里用了桥上的另一种语言，机器人会在下面附上译文。
manner-notes-off = 🗨️ 有人在频道里用了别的语言，那里不附译文。
manner-notes-turn-on = 在原频道附译文
manner-notes-turn-off = 不在原频道附译文
manner-newcomers-on = 🌱 新成员可以在这里做自我介绍，每人会分到一位迎新志愿者（`/打招呼`）。
manner-newcomers-off = 🌱 这里不能用 `/打招呼` 做自我介绍。
manner-newcomers-turn-on = 开启迎新
manner-newcomers-turn-off = 关闭迎新
manner-agreement-on = 🤝 其他服务器的管理员删掉译文时，本服务器里的原消息也会删掉。
manner-agreement-off = 🤝 其他服务器的管理员删不了本服务器里的原消息。
manner-agreement-turn-on = 允许其他服务器删除
manner-agreement-turn-off = 只有本服务器能删

# 成员自己的设置：读什么，别人怎么对待你的话。
settings-title = **你的设置** · 在所有用 Qiao 的服务器和私信里都有效。
settings-reads = 📖 用“{ menu-original }”时，另外附上{ $language }译文。
settings-reads-none = 📖 用“{ menu-original }”时只看原文，不附其他译文。
settings-pings-on = 🔔 另一边有人提及你，而你看不到那个频道时，会提醒你。
settings-pings-off = 🔕 另一边有人提及你时，不会提醒你。
settings-pings-turn-on = 接收另一边的提醒
settings-pings-turn-off = 不要另一边的提醒
settings-phonetics-none = 🗣️ 用“{ menu-original }”时不显示拼音或注音。
settings-phonetics-pinyin = 🗣️ 用“{ menu-original }”时给中文注上拼音。
settings-phonetics-zhuyin = 🗣️ 用“{ menu-original }”时给中文注上注音符号。
settings-corrections-on = ✏️ 别人可以用消息菜单里的“{ menu-fix }”帮你改句子；查看你的原文时，也会看到你欢迎纠正。
settings-corrections-off = ✏️ 不告诉别人你欢迎纠正。
settings-corrections-turn-on = 欢迎纠正我
settings-corrections-turn-off = 不用纠正我
settings-quoting-on = 💬 每日话题的回顾可以引用你的话。
settings-quoting-off = 💬 每日话题的回顾不会引用你的话。
settings-quoting-turn-on = 可以引用我的话
settings-quoting-turn-off = 不要引用我的话
settings-zone = 🕒 每周目标按 { $zone } 的日期算，过了凌晨三点才算第二天。
settings-zone-none = 🕒 你还没选时区，每周目标先按 UTC 的日期算，过了凌晨三点才算第二天。
settings-zone-choose = 我的时区
settings-zone-field = 城市，或者 Asia/Shanghai 这样的时区名
settings-menu-none = 不需要
settings-menu-reads = 另附译文
settings-menu-phonetics = 中文读音

# 私信里，三种语言一行接一行。
direct-hello = 👋 在这里发给 Qiao 的内容，它不读也不保存。与你有关的，按一下就能看：
direct-privacy = 隐私
direct-settings = 设置
direct-guide = 指南
# 菜单的标题和其中的选项。
settings-chosen = { $heading }：{ $choice }
