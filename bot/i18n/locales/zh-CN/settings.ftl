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
