# The topic of the day, as the channels read it.

daily-topic = 每日话题
daily-answer-button = 我来答
daily-until = { $when } 前都可以回答，之后两边的回答会放在一起看
daily-earlier = { $count ->
    [0] [另一边已经在聊了]({ $link })
   *[other] [另一边已有 { $count } 人回答]({ $link })
}
daily-suggested-by = { $member } 投稿

# What moderators are told in the notice channel. $channel is a mention, $bridge a name.
daily-forbidden = ⛔ 每日话题没能发到 { $channel }，或者没能建子区：Qiao 在那里缺少权限（“查看频道”“发送消息”“创建公共子区”“在子区内发送消息”）。**{ $bridge }** 的每日话题已暂停。给 Qiao 的身份组补上权限后，用 `/每日话题 恢复` 继续。
daily-channel-gone = ⛔ **{ $bridge }** 里要发每日话题的一个频道已经不在了，话题已暂停。请先用 `/语言桥 移除频道` 移出它，再用 `/每日话题 恢复` 继续。
daily-role-gone = ⛔ 每日话题在 { $channel } 要提醒的身份组已经不在了，**{ $bridge }** 的话题已暂停。请在 `/每日话题 设置` 里换一个身份组，或者不提醒，再用 `/每日话题 恢复` 继续。
daily-refused = ⛔ Discord 拒绝了发到 { $channel } 的每日话题，**{ $bridge }** 的话题已暂停。用 `/每日话题 恢复` 从下一个话题继续。
daily-missed = ⏭️ **{ $bridge }** { $date } 的话题跳过了：过了时间六个多小时，Qiao 还没上线，或者一直连不上 Discord。之后的话题照常；想现在就聊，用 `/每日话题 立即发布`。
