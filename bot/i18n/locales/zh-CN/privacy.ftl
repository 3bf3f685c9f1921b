# 告诉成员：你发的内容会怎样。

privacy-title = **你发的内容和语言桥**
privacy-taking-part = ✅ 你在连通的频道里发的消息，会传到另一边。
privacy-not-taking-part = 🚫 你发的消息只留在原频道：不翻译，不传到另一边，也不保存。
privacy-outside = ✅ 可以把你的消息交给翻译服务。
privacy-no-outside = 🚫 不把你的消息交给任何翻译服务。Qiao 自己能翻译的会翻译，其余按原文传到另一边。
privacy-who = 除了 Discord 和这个机器人的运营者，你发的文字还会交给：{ $translators }。不会告诉对方是谁写的，邮箱和长串号码会先去掉。
privacy-nobody = 除了 Discord 和这个机器人的运营者，没有别人会看到你发的文字。
privacy-kept = 会保存什么：还没传到另一边的文字，最多 24 小时；哪条译文对应哪条消息，只记编号，保留 30 天；等管理员处理或等时间到的消息也只记编号，保留 2 天。任何内容都不会拿去训练模型。删掉一条消息，它的译文也会一起删掉。
privacy-leave = 不参与
privacy-return = 重新参与
privacy-forbid-outside = 不交给翻译服务
privacy-allow-outside = 允许交给翻译服务

# 写在原文上面。$author 是成员提及。
original = { $author } 的原文：{ $link }
