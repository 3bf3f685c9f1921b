# Taking part: a member's card, the boards, badges. No word of loss, no flames: what was reached is told, and nothing else.
share = Share
kind-answer = Topics answered
kind-across = Replies across
kind-first-answer = Newcomers welcomed
kind-help = Help given
kind-correction = Corrections accepted
kind-suggestion = Topics suggested
kind-given = Reactions given
kind-received = Reactions received

card-heading = ### { $name } · { $guild }
card-description = { $name } · { $guild }
card-title = { $guild } · { $count ->
    [one] 1 contribution since { $date }
   *[other] { NUMBER($count, useGrouping: 1) } contributions since { $date }
 }
card-week = { $count ->
    [one] 1 contribution this week
   *[other] { NUMBER($count, useGrouping: 1) } contributions this week
 }
card-week-label = { $count ->
    [one] contribution this week
   *[other] contributions this week
 }
card-goal = Weekly goal: { $count } of { $goal } days ({ $days })
card-goal-label = Weekly goal: { $count } of { $goal } days
card-goal-open = Weekly goal: { $goal } days of seven, whichever you like
card-goal-open-label = Weekly goal: any { $goal } days
card-goal-reached = Weekly goal reached: { $days }
card-goal-reached-label = Weekly goal reached
card-row = { $weeks } weeks in a row
card-nothing = Nothing has been counted yet. Answer today's topic (`/today`), or reply to somebody of the other language: it shows here at once. `/guide` says what counts.
card-kinds = Since { $date }: { $kinds }
card-kind = { $kind } { NUMBER($count, useGrouping: 1) }
card-heat = Last twelve weeks, the present one last: { $weeks }
card-heat-label = Last twelve weeks
card-heat-less = less
card-heat-more = more
card-badges = Badges: { $badges }

badge-topic = First topic answered
badge-across = First reply across
badge-welcome = First welcome
badge-help = First help
badge-mended = First sentence mended
badge-asked = First topic asked
badge-ten-welcomed = Ten welcomes
badge-thirty-topics = Thirty topics
badge-hundred-across = A hundred across
badge-twelve-weeks = Twelve weekly goals
badge-year = A year together

board-week = This week
board-month = This month
board-ever = So far
board-title-week = ### Together this week · { $guild }
board-title-month = ### Together this month · { $guild }
board-title-ever = ### Together so far · { $guild }
board-bar = { $bar } **{ NUMBER($count, useGrouping: 1) }** of { NUMBER($goal, useGrouping: 1) }
board-tongue = { $cell } { $tongue } { NUMBER($count, useGrouping: 1) }
board-nothing = The bar is empty, and everybody fills it: `/guide` says what counts.
board-seen = **Some of those who took part**
board-line = - { $name } · { NUMBER($count, useGrouping: 1) }
board-own = -# You: { NUMBER($count, useGrouping: 1) }. Only you see this; your name stands on no board here.
board-own-seen = -# You: { NUMBER($count, useGrouping: 1) }. Your name stands on the boards of this server, and of those that a bridge joins with it.
board-show-me = Show my name here
board-hide-me = Hide my name
