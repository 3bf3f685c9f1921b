# The topic of the day, as the channels read it.

daily-topic = 每日话题
daily-answer-button = 我来答
daily-until = { $when } 前都可以回答，之后两边的回答会放在一起看
daily-earlier = { $count ->
    [0] [另一边已经在聊了]({ $link })
   *[other] [另一边已有 { $count } 人回答]({ $link })
}
daily-suggested-by = { $member } 投稿
