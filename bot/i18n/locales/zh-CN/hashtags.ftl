# 话题标签：所有人都能看到的本周标签，以及管理员添加的对应标签。

hashtags-title = ### 本周话题标签
# $tags 是它在各语言里的写法，$counts 是各语言的人数。
hashtags-line = **{ $tags }** { $bar } { $total }（{ $counts }）
hashtags-note = -# 最近七天，两边一起算；每人每天只算一次，不到 { $fewest } 个人用的不显示。
hashtags-none = 🌱 这周还没有流行起来的话题标签。来开个头吧：发张猫咪照片，写上 `#猫税`，说不定另一边就有人跟上了。有 { $fewest } 个人用过，就会出现在这里。

bridge-tags-added = ✅ 从现在起，这些在这里算同一个话题标签：{ $tags }。两边各看各的写法，`/本周标签` 里合在一起算。
bridge-tags-removed = ✅ 在这里不再算同一个话题标签：{ $tags }
bridge-tags = 除了自带的以外，本服务器添加的对应标签（{ $count } 组）：
    { $tags }
bridge-tags-none = 本服务器还没有添加对应标签；自带的有一些，比如 #cattax · #猫税。用 `/语言桥 标签 添加` 加一组。
