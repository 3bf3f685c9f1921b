# The topic of the day, as the channels read it.

daily-topic = 每日話題
daily-answer-button = 我來答
daily-until = { $when } 前都可以回答，之後兩邊的回答會放在一起看
daily-earlier = { $count ->
    [0] [另一邊已經在聊了]({ $link })
   *[other] [另一邊已有 { $count } 人回答]({ $link })
}
daily-suggested-by = { $member } 投稿
