# The topic of the day, for those who look after it by /daily, and for members who ask by /today.

daily-plan-title = **{ $bridge } 的每日话题**
daily-plan-new = 🌱 还没开始。点“{ daily-button-start }”后，第一个话题会在 { $when } 发布；在那之前什么都不会发。
daily-plan-on = ▶️ 下一个话题：{ $when }
daily-paused-admin = ⏸️ 管理员已暂停。用 `/每日话题 恢复` 继续。
daily-paused-quiet = ⏸️ 最近几个话题没人回答，已自动暂停。用 `/每日话题 恢复` 继续。
daily-paused-refused = ⏸️ 有话题没能发出去，已自动暂停。解决之后，用 `/每日话题 恢复` 继续。
daily-plan-hour = 🕐 **{ $time }**（{ $zone }）
daily-plan-seat = - { $channel }：{ $zone } 时间 { $time }，你这边是 { $yours }
daily-plan-seat-own = - { $channel }：单独定时，{ $zone } 时间 { $time }，你这边是 { $yours }
daily-plan-ping = · 提醒 { $role }
daily-plan-days = 📅 { $days }，{ $date }起
daily-every-day = 每天
daily-plan-window = ⏳ 每个话题开放回答 { $hours } 小时
daily-plan-thread = 🧵 每个话题开一个子区，在里面回答
daily-plan-channel = 💬 直接在频道里回答
daily-plan-themes-all = 🎨 各类主题都会聊到
daily-plan-themes = 🎨 聊 { $count } 类主题，不聊：{ $names }
daily-plan-festivals = 🏮 会聊到这些地方的节日：{ $names }。
daily-plan-festivals-none = 🏮 不聊节日
daily-sensitive-on = 包括国庆和政治纪念日。
daily-sensitive-off = 不包括国庆和政治纪念日。
daily-lacks = ⛔ **还没保存**，请先解决这些问题：
daily-lack-gone = - { $channel } 已经不在了，或者 Qiao 看不到它。请让 Qiao 的身份组能看到这个频道，或者用 `/语言桥 移除频道` 移出它。
daily-lack-rights = - Qiao 在 { $channel } 缺少权限：{ $rights }。请在“编辑频道”的“权限”里给它的身份组补上。
daily-lack-role = - Qiao 在 { $channel } 没法提醒 { $role }。请在“服务器设置”的“身份组”里允许任何人提及它，或者不选身份组。
daily-preview = 👀 *{ $channel } · { $language }：发出来会是这样，现在只有你看得见。*
daily-setup-expired = 打开太久了，没保存的改动已经丢掉。请重新使用 `/每日话题 设置`。
daily-started = ✅ 每日话题开始了。第一个话题：{ $when }。用 `/每日话题 预告` 可以看到接下来的七个。
daily-saved = ✅ 已保存。下一个话题：{ $when }。

daily-menu-days = 星期几发布
daily-menu-place = 在哪里回答
daily-menu-themes = 聊哪些主题
daily-menu-calendars = 聊哪些地方的节日
daily-menu-channel = 哪个频道
daily-menu-role = 要提醒的身份组（由成员自选）
daily-place-thread = 每个话题开一个子区
daily-place-channel = 直接在频道里
daily-button-time = 时间和时区…
daily-button-channels = 各频道…
daily-button-topics = 主题和节日…
daily-button-more = 更多…
daily-button-preview = 预览
daily-button-start = 开始
daily-button-save = 保存
daily-button-sensitive-on = 也聊国庆日
daily-button-sensitive-off = 不聊国庆日
daily-button-own-time = 这个频道单独定时…
daily-button-back = 返回
daily-field-time = 几点发布，例如 21:00
daily-field-zone = 时区或城市，例如 Asia/Shanghai、北京
daily-field-own-time = 几点发布；留空就和其他频道一起
daily-field-own-zone = 这个频道的时区；留空就用统一的
daily-field-window = 开放回答几小时（12 到 72）
daily-field-start = 从哪天开始，例如 2027-01-31

daily-paused = ⏸️ **{ $bridge }** 的每日话题已暂停，用 `/每日话题 恢复` 继续。已经发布的话题照常开放。
daily-resumed = ▶️ **{ $bridge }** 的每日话题已恢复。下一个话题：{ $when }。
daily-skipped = ⏭️ { $date }不发话题。
daily-posted = ✅ 已发布：
    { $where }
daily-posted-before = 今天的话题已经发过了：
    { $where }
daily-queued = ✅ 排在第 { $place } 位：“{ $topic }”
daily-unqueued = 已移出队列：“{ $topic }”

daily-next-title = **{ $bridge } 接下来的话题**（没有改动的话）
daily-next-none = 没有：最近几周都还没开始。
daily-next-day = **{ $day }** · { $when }
daily-skipped-date = 跳过
daily-reason-queue = 来自你们的队列
daily-reason-festival = 节日或时令
daily-reason-member = 成员投稿
daily-reason-library = 来自话题库
daily-queue-title = **{ $bridge } 排队中的话题**（会最先发布）
daily-queue-none = **{ $bridge }** 没有排队中的话题。用 `/每日话题 队列 添加` 来安排。
daily-history-title = **{ $bridge } 最近的话题**
daily-history-none = **{ $bridge }** 还没有发布过话题。
daily-still-open = 还在开放
daily-took-part = { $count ->
    [0] 没人回答
   *[other] { $count } 人参与
}
daily-stats-title = **{ $bridge } 的话题统计**
daily-stats-none = **{ $bridge }** 还没有结束的话题，暂时没什么可统计的。
daily-stats-share = 过去一年的 { $topics } 个话题里，{ $answered } 个有人回答（{ $share }%）。
daily-stats-themes = 各主题的回答人次：
daily-stats-most = 回答最多的话题：
daily-stats-line = - { $what }：{ $people }
daily-stats-least = -# 不到 { $least } 人的不单独列出。

daily-theme-food = 美食和做饭
daily-theme-festivals = 节日
daily-theme-pets = 宠物
daily-theme-home = 家居、花园和邻里
daily-theme-routine = 日常生活
daily-theme-school = 校园
daily-theme-work = 工作
daily-theme-language = 语言、名字和流行语
daily-theme-memes = 梗图
daily-theme-play = 音乐、影视和游戏
daily-theme-sport = 运动和户外
daily-theme-travel = 旅行和城市攻略
daily-theme-shopping = 购物
daily-theme-family = 家人、礼节和送礼
daily-theme-crafts = 童年、手工和艺术
daily-theme-fashion = 美妆和穿搭
daily-theme-own = 成员投稿
daily-calendar-us = 美国
daily-calendar-uk = 英国
daily-calendar-ca = 加拿大
daily-calendar-cn = 中国大陆
daily-calendar-tw = 台湾
daily-calendar-hk = 香港
daily-calendar-my = 马来西亚
daily-calendar-sg = 新加坡

daily-today-none = 现在没有正在进行的每日话题。
daily-today-open = ⏳ { $when } 前都可以回答。
daily-today-closed = 已在 { $when } 结束，还可以去看看大家聊了什么。
daily-today-next = 下一个话题：{ $when }
