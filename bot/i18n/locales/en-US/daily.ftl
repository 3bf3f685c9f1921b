# The topic of the day, as the channels read it.

daily-topic = Topic of the day
daily-answer-button = Answer
daily-until = Answers until { $when }, then both sides’ side by side
daily-earlier = { $count ->
    [0] [already asked on the other side]({ $link })
    [one] [one answer on the other side so far]({ $link })
   *[other] [{ $count } answers on the other side so far]({ $link })
}
daily-suggested-by = suggested by { $member }

# What moderators are told in the notice channel. $channel is a mention, $bridge a name.
daily-forbidden = ⛔ The topic of the day could not be posted in { $channel }, or no thread be opened on it: Qiao lacks rights there (*View Channel*, *Send Messages*, *Create Public Threads*, *Send Messages in Threads*). Topics on **{ $bridge }** are paused. Give Qiao’s role these rights, then `/daily resume`.
daily-channel-gone = ⛔ A channel of **{ $bridge }** in which the topic of the day was to be posted is gone. Topics are paused. Take the channel out with `/bridge remove`, then `/daily resume`.
daily-role-gone = ⛔ The role that the topic of the day pings in { $channel } no longer exists. Topics on **{ $bridge }** are paused. Choose another role, or none, with `/daily setup`, then `/daily resume`.
daily-refused = ⛔ Discord refused the topic of the day in { $channel }. Topics on **{ $bridge }** are paused; `/daily resume` tries again with the next.
daily-missed = ⏭️ The topic of { $date } on **{ $bridge }** was skipped: Qiao was away, or could not reach Discord, for more than six hours after its time. The next comes as planned; `/daily post` asks one now.
