# The topic of the day, as the channels read it.

daily-topic = 每日話題
daily-answer-button = 我來答
daily-until = { $when } 前都可以回答，之後兩邊的回答會放在一起看
daily-earlier = { $count ->
    [0] [另一邊已經在聊了]({ $link })
   *[other] [另一邊已有 { $count } 人回答]({ $link })
}
daily-suggested-by = { $member } 投稿

# What moderators are told in the notice channel. $channel is a mention, $bridge a name.
daily-forbidden = ⛔ 每日話題沒辦法發到 { $channel }，或是沒辦法開討論串：Qiao 在那裡缺少權限（「檢視頻道」「傳送訊息」「建立公開討論串」「在討論串中傳送訊息」）。**{ $bridge }** 的每日話題已暫停。幫 Qiao 的身分組補上權限後，用 `/每日話題 恢復` 繼續。
daily-channel-gone = ⛔ **{ $bridge }** 裡要發每日話題的一個頻道已經不在了，話題已暫停。請先用 `/語言橋 移除頻道` 把它移出，再用 `/每日話題 恢復` 繼續。
daily-role-gone = ⛔ 每日話題在 { $channel } 要通知的身分組已經不在了，**{ $bridge }** 的話題已暫停。請在 `/每日話題 設定` 換一個身分組，或是不通知，再用 `/每日話題 恢復` 繼續。
daily-refused = ⛔ Discord 拒絕了發到 { $channel } 的每日話題，**{ $bridge }** 的話題已暫停。用 `/每日話題 恢復` 從下一個話題繼續。
daily-missed = ⏭️ **{ $bridge }** { $date } 的話題跳過了：時間過了六個多小時，Qiao 還沒上線，或是一直連不上 Discord。之後的話題照常；想現在就聊，用 `/每日話題 立即發布`。
