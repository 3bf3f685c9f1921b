# 每日话题的回顾：回答截止后发在话题的子区里，也给按下按钮的人看。

recap = 话题回顾
# $sides 是各语言的人数：EN 7 · 中 5
recap-people = { $count } 人参与：{ $sides }
recap-votes-only = 没有人写下回答，不过大家都投了票：
recap-only-here = 这次只有这一边的人回答。
recap-only-there = 这次只有另一边的人回答，你也可以接着聊。
# 最后一行：一个轻松的小问题，好接着聊。
recap-surprised = 哪个回答最让你意外？
recap-show-all = 查看全部
recap-remove = 不引用我的回答

# 按下“查看全部”后看到的所有回答。
recap-all = **共 { $count } 个回答** · 第 { $page } / { $pages } 页
recap-all-none = 这里已经没有可以显示的回答了。
recap-picture = 📷（图片）
recap-previous = 上一页
recap-next = 下一页
recap-removed = 所有频道的回顾里都不再引用你的回答了。你发的那条消息还在原处。
recap-not-quoted = 这次回顾没有引用你的回答，不用处理。
recap-gone = 已经找不到这个话题了。

# 填写回答的输入框。
recap-answer-title = 你的回答
recap-answer-label = 会以你的名字发在这里
recap-answer-given = 已经发出：{ $link }
recap-answer-take-back = 撤回
recap-answer-taken-back = 已撤回。
recap-answer-closed = 这个话题已经截止，不过大家还可以接着聊：{ $link }
recap-answer-refused = 这段话不符合本服务器的规则，没有发出。
recap-answer-apart = 你选择了不参与，机器人不会替你发言。想改的话，随时用 `/privacy`。
recap-answer-muted = 你现在不能在这里发言。
recap-answer-empty = 回答里没有看得见的内容。

# 给管理员。
recap-paused = “{ $bridge }”最近 { $count } 个每日话题都没有人回答，我先暂停了。想恢复时用 `/每日话题 恢复`。
