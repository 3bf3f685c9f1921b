# 设置：语言桥的设置，给管理的人看；还有成员自己的设置。
manner-title = **{ $bridge } 的设置** · 按一下就改，从之后发的消息开始生效。
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
manner-deletions-turn-on = 删译文时连原消息
manner-deletions-turn-off = 删译文时只删那条
manner-pins-on = 📌 在一个频道标注的消息，其他频道也会标注。
manner-pins-off = 📌 标注只留在原频道。
manner-pins-turn-on = 同步标注
manner-pins-turn-off = 不同步标注
manner-bots-on = 🤖 其他机器人和 Webhook 发的文字也会传过去，每个频道每分钟最多 20 条；PluralKit 这类代发的，只传代发的那条。
manner-bots-off = 🤖 其他机器人和 Webhook 发的文字只留在原频道。
manner-bots-turn-on = 让机器人的话传过去
manner-bots-turn-off = 不传机器人的话
manner-agreement-on = 🤝 其他服务器的管理员删掉译文时，本服务器里的原消息也会删掉。
manner-agreement-off = 🤝 其他服务器的管理员删不了本服务器里的原消息。
manner-agreement-turn-on = 允许其他服务器删除
manner-agreement-turn-off = 只有本服务器能删
