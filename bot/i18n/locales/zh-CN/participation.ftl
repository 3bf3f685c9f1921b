# 参与：成员卡片、贡献榜、徽章。只说做到了什么，不提没做到的，也不催。
share = 分享
kind-answer = 聊过的话题
kind-across = 跨语言回复
kind-first-answer = 迎接新成员
kind-help = 帮上的忙
kind-correction = 被采纳的纠正
kind-suggestion = 被采用的投稿
kind-given = 送出的反应
kind-received = 收到的反应

card-heading = ### { $name } · { $guild }
card-description = { $name } · { $guild }
card-title = { $guild } · { $date }以来共 { NUMBER($count, useGrouping: 1) } 次贡献
card-week = 本周贡献 { NUMBER($count, useGrouping: 1) } 次
card-week-label = { $count ->
   *[other] 本周贡献
 }
card-goal = 每周目标：{ $count }/{ $goal } 天（{ $days }）
card-goal-label = 每周目标：{ $count }/{ $goal } 天
card-goal-open = 每周目标：七天里任选 { $goal } 天
card-goal-open-label = 每周目标：任选 { $goal } 天
card-goal-reached = 本周目标达成：{ $days }
card-goal-reached-label = 本周目标达成
card-row = 连续 { $weeks } 周达标
card-nothing = 这里还是空的。去聊聊今天的话题（`/今日话题`），或者回复另一种语言的成员，马上就会显示在这里。哪些算贡献，见 `/指南`。
card-kinds = { $date }以来：{ $kinds }
card-kind = { $kind } { NUMBER($count, useGrouping: 1) }
card-heat = 最近十二周（最后一个是本周）：{ $weeks }
card-heat-label = 最近十二周
card-heat-less = 少
card-heat-more = 多
card-badges = 徽章：{ $badges }

badge-topic = 第一次聊话题
badge-across = 第一次过桥
badge-welcome = 第一次迎新
badge-help = 第一次帮上忙
badge-mended = 第一次帮人改句子
badge-asked = 第一次出题
badge-ten-welcomed = 迎新十人
badge-thirty-topics = 聊过三十个话题
badge-hundred-across = 过桥一百次
badge-twelve-weeks = 十二周达标
badge-year = 相伴一年

board-week = 本周
board-month = 本月
board-ever = 至今
board-title-week = ### 本周，大家一起 · { $guild }
board-title-month = ### 本月，大家一起 · { $guild }
board-title-ever = ### 至今，大家一起 · { $guild }
board-bar = { $bar } **{ NUMBER($count, useGrouping: 1) }** / { NUMBER($goal, useGrouping: 1) }
board-tongue = { $cell } { $tongue } { NUMBER($count, useGrouping: 1) }
board-nothing = 进度条还是空的，等大家一起来填。哪些算贡献，见 `/指南`。
board-seen = **参与的成员（部分）**
board-line = - { $name } · { NUMBER($count, useGrouping: 1) }
board-own = -# 你：{ NUMBER($count, useGrouping: 1) }。这一行只有你自己看得到；你的名字没有出现在这里的贡献榜上。
board-own-seen = -# 你：{ NUMBER($count, useGrouping: 1) }。你的名字会出现在本服务器，以及和它有语言桥连通的服务器的贡献榜上。
board-show-me = 在这里显示我的名字
board-hide-me = 不显示我的名字
