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
