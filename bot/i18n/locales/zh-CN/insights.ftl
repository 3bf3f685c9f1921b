# /insights（社区数据）：说不同语言的成员有没有真正聊起来。各项数字的公式见 docs/measures.md。

insights-heading = ### { $title } · { $weeks } 周
insights-page-overview = 总览
insights-page-meeting = 交流
insights-page-newcomers = 新成员
insights-page-topics = 话题
insights-as-file = 下载 CSV
insights-file = 一周一行，最后一周还没过完。空着的格子表示人数太少不便显示，或者时间还没到。各列的含义见 docs/measures.md（英文）。
insights-scope = 这里是所有成员的合计，包括和本服务器连通的其他服务器。每周从周一算起，最后一周还没过完。不足五人、五条回复或五个话题的数字一律不显示。
insights-name = **{ $name }**
    -# { $about }
insights-number = **{ $name }：** { $value }
insights-number-about = **{ $name }：** { $value }
    -# { $about }
insights-of-tongue = { $tongue } { $value }
insights-of-pair = { $one } ↔ { $other } { $value }
insights-by-week = **按周**
insights-by-week-of = **{ $what }（按周）**
insights-week = - { $day }：{ $what }
insights-week-now = - { $day }（还没过完）：{ $what }

insights-people = 参与人数
    .about = 一周内用文字做过贡献的人数，按频道的语言分开；在几个服务器都参与的人，每个服务器各算一次。
insights-mixing = 混合比
    .about = 跨语言的回复是随机回复时的几倍：1 表示和随机一样，0 表示两边完全不来往。
insights-balance = 对等程度
    .about = 两种语言互相回复的次数平不平衡：一样多是 1，只有一边回复是 0。
insights-reciprocity = 有来有往
    .about = 主动找另一边的人搭话的成员里，有多少得到了对方的回复。
insights-wait = 等到另一边首次回复的时间
    .about = 得到另一边回复的消息里，有一半在这段时间之内等到了。
insights-unanswered = 没人回复的第一条消息
    .about = 新成员的第一条消息，有多少过了一天还没有人回复。
insights-retention = 留存率 D1、D7、D30
    .about = 某一周新来的成员，在第一次发言后的第 1、7、30 天还来发言的比例。
insights-early = 留存率与早期回复
    .about = 第一次发言后 48 小时内得到另一边回复的人，和其他人的留存率对比。
insights-asked = 话题数
    .about = 发布过并且已经结束的每日话题有多少个。
insights-answered = 有人回答的话题
    .about = 其中有人回答的占多少。
insights-a-topic = 每个话题的人数
    .about = 平均每个话题有多少人回答。
insights-themes = 各类话题的人数
    .about = 每一类话题平均有多少人回答，以及回答人数最多的几个话题。

insights-people-drawn = 每周参与人数
insights-mixing-drawn = 每周的混合比
insights-a-topic-drawn = 每周每个话题的平均人数
insights-retention-drawn = 第 1、7、30 天仍在发言的新成员
insights-retention-columns = 每行：新来的那一周 · 人数。没有数字的：人数太少，或者时间还没到
insights-arrived-drawn = { $day } · { $value }
insights-chance = 随机水平
insights-gaps = 断开处：人数太少，不便显示
insights-arrived = { $day }：新成员 { $value }
insights-cohort = - { $what } · { $shares }
insights-nobody-arrived = - 这几周没有新成员。
insights-early-answered = - 48 小时内得到回复的：{ $what }
insights-early-others = - 其他人：{ $what }
insights-early-note = ⚠️ 这只是相关，不是因果：发言多的人得到的回复本来就多，也更常回来。
insights-theme = - { $what }：{ $people } 人（{ $topics } 个话题）
insights-prompt = - “{ $what }”：{ $people } 人
insights-no-topics = 这几周没有已经结束的每日话题。用 `/每日话题 设置` 就能开始。

insights-unsaid-too-few = 人数太少
insights-unsaid-one-tongue = 只有一种语言
insights-unsaid-too-soon = 时间还没到

insights-report-title = ### 📊 { $day }那一周的数据
insights-report-note = -# 只有合计数字，看不出是谁。最近三天的事可能还没算全，有些数字之后还会变。服主可以用 `/社区数据 查看` 了解每个数字的意思。
insights-report-more = 查看全部数据
insights-report-begun = ✅ 每周一会把上一周的数据发到 { $channel }，第一次是 { $when }。不想要了，就用 `/社区数据 周报`，把“状态”选成“关闭”。
insights-report-ended = ✅ 不再发周报了。
insights-report-stands = 📊 周报：每周一 { $time }（{ $zone }）发到 { $channel }。
insights-report-paused = ⏸️ 周报：发不到 { $channel }，已自动暂停。处理好以后再用一次 `/社区数据 周报` 就能恢复。
insights-report-channel-gone = ⏸️ 周报已暂停：原来的频道不在了。请用 `/社区数据 周报` 另选一个频道。
insights-report-forbidden = ⏸️ 周报已暂停：Qiao 没有权限在 { $channel } 发消息。请在那里给它“查看频道”“发送消息”“阅读消息历史记录”“添加文件”权限，然后再用一次 `/社区数据 周报`。
insights-report-refused = ⏸️ 周报已暂停：Discord 没有接受发到 { $channel } 的周报。请用 `/社区数据 周报` 另选一个频道。

insights-voided = { NUMBER($count) ->
        [0] ✅ 这条消息本来就没有计入任何贡献，以后也不会。
       *[other] ✅ { $count } 项贡献不再计入，数字一分钟内会更新。
    }
insights-excluded = **从设置的那一刻起，这里不统计：**
insights-excluded-none = 这里全部都统计。用 `/社区数据 排除 添加` 可以排除某个身份组或频道。
insights-log = **这里的操作记录**
insights-log-none = 最近一年里，没有人作废过贡献、排除过什么，也没有人设置过周报。
insights-void = 作废了这条消息的贡献：{ $what }
insights-exclude = 不再统计 { $what }
insights-include = 恢复统计 { $what }
insights-report-on = 让周报发到 { $what }
insights-report-off = 关闭了 { $what } 的周报
