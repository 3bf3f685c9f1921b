# /insights: whether those who write in different languages meet. Names and sentences of numbers as in docs/measures.md.

insights-heading = ### { $title } · { $weeks } weeks
insights-page-overview = Overview
insights-page-meeting = Meeting
insights-page-newcomers = Newcomers
insights-page-topics = Topics
insights-as-file = Download as CSV
insights-file = One row a week, the last one not over yet. An empty cell: too few to tell, or not over yet. Each column is explained in docs/measures.md.
insights-scope = Sums over everybody in this server and those that bridges join with it. Weeks begin on Monday, the last one is not over, and nothing is told that fewer than five people, replies or topics stand behind.
insights-name = **{ $name }**
    -# { $about }
insights-number = **{ $name }:** { $value }
insights-number-about = **{ $name }:** { $value }
    -# { $about }
insights-of-tongue = { $tongue } { $value }
insights-of-pair = { $one } ↔ { $other } { $value }
insights-by-week = **By week**
insights-by-week-of = **{ $what } by week**
insights-week = - { $day }: { $what }
insights-week-now = - { $day }, not over yet: { $what }

insights-people = People who took part
    .about = How many made a contribution in words in a week, by the language of the channel; who does in several servers is counted in each.
insights-mixing = Mixing ratio
    .about = How much more often replies cross than if everybody answered any message by chance: 1 is chance, 0 means that nobody meets.
insights-balance = Balance
    .about = How evenly two languages answer each other: 1 if as often, 0 if only one does.
insights-reciprocity = Reciprocity
    .about = How many of those who began to talk to somebody across got a reply from them.
insights-wait = Time to the first reply from across
    .about = How long half of the messages that were answered from across waited for it at most.
insights-unanswered = First posts unanswered
    .about = How many newcomers' first posts nobody answered within a day.
insights-retention = Retention D1, D7, D30
    .about = How many of those who arrived in a week wrote one day, seven and thirty days after they arrived.
insights-early = Retention by early reply
    .about = The same for those who were answered from across within 48 hours of their arrival, beside the others.
insights-asked = Topics asked
    .about = How many topics of the day were asked, and are closed.
insights-answered = Topics answered
    .about = How many of them anybody answered.
insights-a-topic = People a topic
    .about = How many people answered a topic, on average.
insights-themes = People a topic by theme
    .about = The same for the topics of each theme, and the topics that most people answered.

insights-people-drawn = People who took part, by week
insights-mixing-drawn = Mixing ratio, by week
insights-a-topic-drawn = People a topic, by week
insights-retention-drawn = Still writing after 1, 7 and 30 days
insights-retention-columns = Rows: week of arrival · arrived. No number: too few, or too soon
insights-arrived-drawn = { $day } · { $value }
insights-chance = chance
insights-gaps = Gaps: too few to tell
insights-arrived = { $day }: { $value } arrived
insights-cohort = - { $what } · { $shares }
insights-nobody-arrived = - Nobody arrived in these weeks.
insights-early-answered = - Answered within 48 hours: { $what }
insights-early-others = - The others: { $what }
insights-early-note = ⚠️ An association, not a cause: who writes more is answered more, and comes back more.
insights-theme = - { $what }: { $people } ({ NUMBER($topics) ->
        [one] { $topics } topic
       *[other] { $topics } topics
    })
insights-prompt = - “{ $what }”: { $people } people
insights-no-topics = No topic of the day was asked and closed in these weeks. `/daily setup` starts it.

insights-unsaid-too-few = too few to tell
insights-unsaid-one-tongue = one language only
insights-unsaid-too-soon = too soon

insights-report-title = ### 📊 The week of { $day } in numbers
insights-report-note = -# Sums in which nobody is to be seen. What happened in the last three days may still add to some. Admins: `/insights show` explains each number.
insights-report-more = All numbers
insights-report-begun = ✅ Each Monday the numbers of the week before come into { $channel }, the first time { $when }. `/insights report state:off` ends that.
insights-report-ended = ✅ There is no weekly report any more.
insights-report-stands = 📊 Weekly report: { $channel }, Mondays at { $time } ({ $zone }).
insights-report-paused = ⏸️ Weekly report: paused by itself, since it could not be posted in { $channel }. Once that is mended, `/insights report` goes on.
insights-report-channel-gone = ⏸️ The weekly report is paused: its channel is gone. Choose another with `/insights report`.
insights-report-forbidden = ⏸️ The weekly report is paused: Qiao may not post in { $channel }. Give it *View Channel*, *Send Messages*, *Read Message History* and *Attach Files* there, then use `/insights report`.
insights-report-refused = ⏸️ The weekly report is paused: Discord did not take it in { $channel }. Choose another channel with `/insights report`.

insights-voided = { NUMBER($count) ->
        [0] ✅ Nothing of this message counted, and nothing will.
        [one] ✅ One contribution counts no more. The numbers follow within a minute.
       *[other] ✅ { $count } contributions count no more. The numbers follow within a minute.
    }
insights-excluded = **Not counted here, from the moment it was said:**
insights-excluded-none = Everything is counted here. `/insights exclude add` leaves out a role or a channel.
insights-log = **What admins did here**
insights-log-none = Nothing was voided or excluded here within a year, and no report chosen.
insights-void = voided what a message counted for: { $what }
insights-exclude = had { $what } not counted
insights-include = had { $what } counted again
insights-report-on = chose { $what } for the weekly report
insights-report-off = ended the weekly report in { $what }
