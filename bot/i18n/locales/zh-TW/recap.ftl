# 每日話題的回顧：回答截止後發在話題的討論串裡，也給按下按鈕的人看。

recap = 話題回顧
# $sides 是各語言的人數：EN 7 · 中 5
recap-people = { $count } 人參與：{ $sides }
recap-votes-only = 沒有人寫下回答，不過大家都投了票：
recap-only-here = 這次只有這一邊的人回答。
recap-only-there = 這次只有另一邊的人回答，你也可以接著聊。
# 最後一行：一個輕鬆的小問題，好接著聊。
recap-surprised = 哪個回答最讓你意外？
recap-show-all = 查看全部
recap-remove = 不引用我的回答

# 按下「查看全部」後看到的所有回答。
recap-all = **共 { $count } 則回答** · 第 { $page } / { $pages } 頁
recap-all-none = 這裡已經沒有可以顯示的回答了。
recap-picture = 📷（圖片）
recap-previous = 上一頁
recap-next = 下一頁
recap-removed = 所有頻道的回顧都不再引用你的回答了。你發的那則訊息還在原處。
recap-not-quoted = 這次回顧沒有引用你的回答，不用處理。
recap-gone = 已經找不到這個話題了。

# 填寫回答的輸入框。
recap-answer-title = 你的回答
recap-answer-label = 會以你的名字發在這裡
recap-answer-given = 已經發出：{ $link }
recap-answer-take-back = 收回
recap-answer-taken-back = 已收回。
recap-answer-closed = 這個話題已經截止，不過大家還可以接著聊：{ $link }
recap-answer-refused = 這段話不符合這個伺服器的規則，沒有發出。
recap-answer-apart = 你選擇了不參加，機器人不會替你發言。想改的話，隨時用 `/privacy`。
recap-answer-muted = 你現在不能在這裡發言。
recap-answer-empty = 回答裡沒有看得見的內容。

# 給版主。
recap-paused = 「{ $bridge }」最近 { $count } 個每日話題都沒有人回答，我先暫停了。想恢復時用 `/每日話題 恢復`。
