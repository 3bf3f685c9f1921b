# 參與：成員卡片、貢獻榜、徽章。只說做到了什麼，不提沒做到的，也不催。
share = 分享
kind-answer = 聊過的話題
kind-across = 跨語言回覆
kind-first-answer = 迎接新成員
kind-help = 幫上的忙
kind-correction = 被採納的糾正
kind-suggestion = 被採用的投稿
kind-given = 送出的反應
kind-received = 收到的反應

card-heading = ### { $name } · { $guild }
card-description = { $name } · { $guild }
card-title = { $guild } · { $date }以來共 { NUMBER($count, useGrouping: 1) } 次貢獻
card-week = 本週貢獻 { NUMBER($count, useGrouping: 1) } 次
card-week-label = { $count ->
   *[other] 本週貢獻
 }
card-goal = 每週目標：{ $count }/{ $goal } 天（{ $days }）
card-goal-label = 每週目標：{ $count }/{ $goal } 天
card-goal-open = 每週目標：七天裡任選 { $goal } 天
card-goal-open-label = 每週目標：任選 { $goal } 天
card-goal-reached = 本週目標達成：{ $days }
card-goal-reached-label = 本週目標達成
card-row = 連續 { $weeks } 週達標
card-nothing = 這裡還是空的。去聊聊今天的話題（`/今日話題`），或是回覆另一種語言的成員，馬上就會顯示在這裡。哪些算貢獻，請看 `/指南`。
card-kinds = { $date }以來：{ $kinds }
card-kind = { $kind } { NUMBER($count, useGrouping: 1) }
card-heat = 最近十二週（最後一個是本週）：{ $weeks }
card-heat-label = 最近十二週
card-heat-less = 少
card-heat-more = 多
card-badges = 徽章：{ $badges }

badge-topic = 第一次聊話題
badge-across = 第一次過橋
badge-welcome = 第一次迎新
badge-help = 第一次幫上忙
badge-mended = 第一次幫人改句子
badge-asked = 第一次出題
badge-ten-welcomed = 迎新十人
badge-thirty-topics = 聊過三十個話題
badge-hundred-across = 過橋一百次
badge-twelve-weeks = 十二週達標
badge-year = 相伴一年

board-week = 本週
board-month = 本月
board-ever = 至今
board-title-week = ### 本週，大家一起 · { $guild }
board-title-month = ### 本月，大家一起 · { $guild }
board-title-ever = ### 至今，大家一起 · { $guild }
board-bar = { $bar } **{ NUMBER($count, useGrouping: 1) }** / { NUMBER($goal, useGrouping: 1) }
board-tongue = { $cell } { $tongue } { NUMBER($count, useGrouping: 1) }
board-nothing = 進度條還是空的，等大家一起來填。哪些算貢獻，請看 `/指南`。
board-seen = **參與的成員（部分）**
board-line = - { $name } · { NUMBER($count, useGrouping: 1) }
board-own = -# 你：{ NUMBER($count, useGrouping: 1) }。這一行只有你自己看得到；你的名字沒有出現在這裡的貢獻榜上。
board-own-seen = -# 你：{ NUMBER($count, useGrouping: 1) }。你的名字會出現在這個伺服器，以及和它有語言橋連通的伺服器的貢獻榜上。
board-show-me = 在這裡顯示我的名字
board-hide-me = 不顯示我的名字
