# 告诉成员：你发的内容会怎样。

privacy-title = **你发的内容和语言桥**
privacy-taking-part = ✅ 你在连通的频道里发的消息，会传到另一边。
privacy-not-taking-part = 🚫 你发的消息只留在原频道：不翻译，不传到另一边，也不保存。
privacy-outside = ✅ 可以把你的消息交给翻译服务。
privacy-no-outside = 🚫 不把你的消息交给任何翻译服务。Qiao 自己能翻译的会翻译，其余按原文传到另一边。
privacy-who = 除了 Discord 和这个机器人的运营者，你发的文字还会交给：{ $translators }。不会告诉对方是谁写的，邮箱地址和长串号码会先取下，译好再放回。
privacy-nobody = 除了 Discord 和这个机器人的运营者，你发的文字不会交给任何外部服务。
privacy-kept = 会保存什么：还没传到另一边的文字，最多 24 小时；哪条译文对应谁的哪条消息，只记编号，保留 30 天；等管理员处理或因慢速模式排队的消息，也只记编号，保留 2 天；你用了哪些话题标签，保留 3 天；你投稿的话题保存文字，到你删除为止，没采用的保留 30 天；你的贡献（见 `/指南`），每天的数字保留到你删除为止，来自哪些消息只记编号，保留 90 天。任何内容都不会拿去训练模型。删掉一条消息，它的译文也会一起删掉。
privacy-leave = 不参与
privacy-return = 重新参与
privacy-forbid-outside = 不交给翻译服务
privacy-allow-outside = 允许交给翻译服务
privacy-export = 导出数据
privacy-erase = 删除我的数据
privacy-exported = Qiao 保存的与你有关的数据都在这里。频道里的消息归 Discord 管，请向 Discord 索取。

# 删除自己的数据。
erase-question = 要删除你的数据吗？最近 30 天你发的消息，各频道里的译文都会删掉，Qiao 也不再记得哪条消息是你发的。你自己发的原消息不会动，要删请自己删。连通的频道里，别人回复时引用你的那一小段话也会去掉。你投稿的话题不再保存。你在这里做的选择会留着（不然没法照办），管理员做过的决定也会留着。删除后无法恢复。
erase-button = 删除
erase-progress = ⏳ 正在删除你的数据：{ $copies } 条译文，已删 { $done } 条。它会自己删完，重启也不会中断；想看进度，再用一次 `/privacy`。
erase-done = ✅ 你的数据已删除（{ $finished }）。{ $copies ->
    [0] 没有需要删除的译文。
   *[other] 共删掉 { $copies } 条译文。
 }
erase-done-but = ✅ 你的数据已删除（{ $finished }）。{ $copies } 条译文里有 { $left } 条 Qiao 已经无权删除，还留在频道里；请联系那里的管理员。

# 写在原文上面。$author 是成员提及。
original = { $author } 的原文：{ $link }
original-corrections = ✏️ { $author } 正在学这门语言，欢迎纠正：打开消息的菜单，选“应用”→“{ menu-fix }”。
# 原文带图片时多写一行：图里的字没人翻译。
original-pictures = 图片里的文字不会翻译。
phonetics-pinyin = 拼音
phonetics-zhuyin = 注音
