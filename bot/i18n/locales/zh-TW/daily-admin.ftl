# The topic of the day, for those who look after it by /daily, and for members who ask by /today.

daily-plan-title = **{ $bridge } 的每日話題**
daily-plan-new = 🌱 還沒開始。按「{ daily-button-start }」之後，第一個話題會在 { $when } 發布；在那之前什麼都不會發。
daily-plan-on = ▶️ 下一個話題：{ $when }
daily-paused-admin = ⏸️ 管理者已暫停。用 `/每日話題 恢復` 繼續。
daily-paused-quiet = ⏸️ 最近幾個話題沒有人回答，已自動暫停。用 `/每日話題 恢復` 繼續。
daily-paused-refused = ⏸️ 有話題沒辦法發出去，已自動暫停。排除之後，用 `/每日話題 恢復` 繼續。
daily-plan-hour = 🕐 **{ $time }**（{ $zone }）
daily-plan-seat = - { $channel }：{ $zone } 時間 { $time }，你那邊是 { $yours }
daily-plan-seat-own = - { $channel }：另訂時間，{ $zone } 時間 { $time }，你那邊是 { $yours }
daily-plan-ping = · 通知 { $role }
daily-plan-days = 📅 { $days }，{ $date }起
daily-every-day = 每天
daily-plan-window = ⏳ 每個話題開放回答 { $hours } 小時
daily-plan-thread = 🧵 每個話題開一個討論串，在裡面回答
daily-plan-channel = 💬 直接在頻道裡回答
daily-plan-themes-all = 🎨 各類主題都會聊到
daily-plan-themes = 🎨 聊 { $count } 類主題，不聊：{ $names }
daily-plan-festivals = 🏮 會聊到這些地方的節日：{ $names }。
daily-plan-festivals-none = 🏮 不聊節日
daily-sensitive-on = 包括國慶和政治紀念日。
daily-sensitive-off = 不包括國慶和政治紀念日。
daily-lacks = ⛔ **還沒儲存**，請先排除這些問題：
daily-lack-gone = - { $channel } 已經不在了，或是 Qiao 看不到它。請讓 Qiao 的身分組看得到這個頻道，或是用 `/語言橋 移除頻道` 把它移出。
daily-lack-rights = - Qiao 在 { $channel } 缺少權限：{ $rights }。請到「編輯頻道」的「權限」幫它的身分組補上。
daily-lack-role = - Qiao 在 { $channel } 沒辦法通知 { $role }。請到「伺服器設定」的「身分組」允許任何人提及它，或是不選身分組。
daily-preview = 👀 *{ $channel } · { $language }：發出來會像這樣，現在只有你看得到。*
daily-setup-expired = 開太久了，還沒儲存的變更已經不見了。請重新使用 `/每日話題 設定`。
daily-started = ✅ 每日話題開始了。第一個話題：{ $when }。用 `/每日話題 預告` 可以看到接下來的七個。
daily-saved = ✅ 已儲存。下一個話題：{ $when }。

daily-menu-days = 星期幾發布
daily-menu-place = 在哪裡回答
daily-menu-themes = 聊哪些主題
daily-menu-calendars = 聊哪些地方的節日
daily-menu-channel = 哪個頻道
daily-menu-role = 要通知的身分組（由成員自選）
daily-place-thread = 每個話題開一個討論串
daily-place-channel = 直接在頻道裡
daily-button-time = 時間和時區…
daily-button-channels = 各頻道…
daily-button-topics = 主題和節日…
daily-button-more = 更多…
daily-button-preview = 預覽
daily-button-start = 開始
daily-button-save = 儲存
daily-button-sensitive-on = 也聊國慶日
daily-button-sensitive-off = 不聊國慶日
daily-button-own-time = 這個頻道另訂時間…
daily-button-back = 返回
daily-field-time = 幾點發布，例如 21:00
daily-field-zone = 時區或城市，例如 Asia/Taipei、台北
daily-field-own-time = 幾點發布；留空就和其他頻道一起
daily-field-own-zone = 這個頻道的時區；留空就用統一的
daily-field-window = 開放回答幾小時（12 到 72）
daily-field-start = 從哪天開始，例如 2027-01-31

daily-paused = ⏸️ **{ $bridge }** 的每日話題已暫停，用 `/每日話題 恢復` 繼續。已經發布的話題照常開放。
daily-resumed = ▶️ **{ $bridge }** 的每日話題已恢復。下一個話題：{ $when }。
daily-skipped = ⏭️ { $date }不發話題。
daily-posted = ✅ 已發布：
    { $where }
daily-posted-before = 今天的話題已經發過了：
    { $where }
daily-queued = ✅ 排在第 { $place } 個：「{ $topic }」
daily-unqueued = 已移出佇列：「{ $topic }」

daily-next-title = **{ $bridge } 接下來的話題**（沒有變更的話）
daily-next-none = 沒有：最近幾週都還沒開始。
daily-next-day = **{ $day }** · { $when }
daily-skipped-date = 跳過
daily-reason-queue = 來自你們的佇列
daily-reason-festival = 節日或時令
daily-reason-member = 成員投稿
daily-reason-library = 來自話題庫
daily-queue-title = **{ $bridge } 排隊中的話題**（會最先發布）
daily-queue-none = **{ $bridge }** 沒有排隊中的話題。用 `/每日話題 佇列 加入` 來安排。
daily-history-title = **{ $bridge } 最近的話題**
daily-history-none = **{ $bridge }** 還沒有發布過話題。
daily-still-open = 還在開放
daily-took-part = { $count ->
    [0] 沒有人回答
   *[other] { $count } 人參與
}
daily-stats-title = **{ $bridge } 的話題統計**
daily-stats-none = **{ $bridge }** 還沒有結束的話題，暫時沒什麼可以統計的。
daily-stats-share = 過去一年的 { $topics } 個話題裡，{ $answered } 個有人回答（{ $share }%）。
daily-stats-themes = 各主題的回答人次：
daily-stats-most = 最多人回答的話題：
daily-stats-line = - { $what }：{ $people }
daily-stats-least = -# 不到 { $least } 人的不另外列出。

daily-theme-food = 美食和下廚
daily-theme-festivals = 節日
daily-theme-pets = 寵物
daily-theme-home = 居家、花園和鄰居
daily-theme-routine = 日常生活
daily-theme-school = 校園
daily-theme-work = 工作
daily-theme-language = 語言、名字和流行語
daily-theme-memes = 迷因
daily-theme-play = 音樂、影視和遊戲
daily-theme-sport = 運動和戶外
daily-theme-travel = 旅行和城市攻略
daily-theme-shopping = 購物
daily-theme-family = 家人、禮節和送禮
daily-theme-crafts = 童年、手作和藝術
daily-theme-fashion = 美妝和穿搭
daily-theme-own = 成員投稿
daily-calendar-us = 美國
daily-calendar-uk = 英國
daily-calendar-ca = 加拿大
daily-calendar-cn = 中國大陸
daily-calendar-tw = 台灣
daily-calendar-hk = 香港
daily-calendar-my = 馬來西亞
daily-calendar-sg = 新加坡

daily-today-none = 現在沒有進行中的每日話題。
daily-today-open = ⏳ { $when } 前都可以回答。
daily-today-closed = 已在 { $when } 結束，還是可以去看看大家聊了什麼。
daily-today-next = 下一個話題：{ $when }
