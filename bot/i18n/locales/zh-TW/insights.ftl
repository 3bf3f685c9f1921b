# /insights（社群統計）：說不同語言的成員有沒有真的聊起來。各項數字的公式見 docs/measures.md。

insights-heading = ### { $title } · { $weeks } 週
insights-page-overview = 總覽
insights-page-meeting = 交流
insights-page-newcomers = 新成員
insights-page-topics = 話題
insights-as-file = 下載 CSV
insights-file = 一週一列，最後一週還沒過完。空白的格子表示人數太少不便顯示，或是時間還沒到。各欄的意思見 docs/measures.md（英文）。
insights-scope = 這裡是所有成員的合計，包括和這個伺服器連通的其他伺服器。每週從星期一算起，最後一週還沒過完。不到五個人、五則回覆或五個話題的數字一律不顯示。
insights-name = **{ $name }**
    -# { $about }
insights-number = **{ $name }：** { $value }
insights-number-about = **{ $name }：** { $value }
    -# { $about }
insights-of-tongue = { $tongue } { $value }
insights-of-pair = { $one } ↔ { $other } { $value }
insights-by-week = **逐週**
insights-by-week-of = **{ $what }（逐週）**
insights-week = - { $day }：{ $what }
insights-week-now = - { $day }（還沒過完）：{ $what }

insights-people = 參與人數
    .about = 一週內用文字做過貢獻的人數，依頻道的語言分開；在好幾個伺服器都參與的人，每個伺服器各算一次。
insights-mixing = 混合比
    .about = 跨語言的回覆是隨機回覆時的幾倍：1 表示和隨機一樣，0 表示兩邊完全沒有往來。
insights-balance = 對等程度
    .about = 兩種語言互相回覆的次數平不平衡：一樣多是 1，只有一邊回覆是 0。
insights-reciprocity = 有來有往
    .about = 主動找另一邊的人聊天的成員裡，有多少人得到了對方的回覆。
insights-wait = 等到另一邊第一則回覆的時間
    .about = 得到另一邊回覆的訊息裡，有一半在這段時間內等到了。
insights-unanswered = 沒人回覆的第一則訊息
    .about = 新成員的第一則訊息，有多少過了一天還沒有人回覆。
insights-retention = 留存率 D1、D7、D30
    .about = 某一週新來的成員，在第一次發言後的第 1、7、30 天還有發言的比例。
insights-early = 留存率與早期回覆
    .about = 第一次發言後 48 小時內得到另一邊回覆的人，和其他人的留存率對照。
insights-asked = 話題數
    .about = 發布過而且已經結束的每日話題有幾個。
insights-answered = 有人回答的話題
    .about = 其中有人回答的占多少。
insights-a-topic = 每個話題的人數
    .about = 平均每個話題有多少人回答。
insights-themes = 各類話題的人數
    .about = 每一類話題平均有多少人回答，以及最多人回答的幾個話題。

insights-people-drawn = 每週參與人數
insights-mixing-drawn = 每週的混合比
insights-a-topic-drawn = 每週每個話題的平均人數
insights-retention-drawn = 第 1、7、30 天還在發言的新成員
insights-retention-columns = 每列：新來的那一週 · 人數。沒有數字的：人數太少，或是時間還沒到
insights-arrived-drawn = { $day } · { $value }
insights-chance = 隨機水準
insights-gaps = 斷開的地方：人數太少，不便顯示
insights-arrived = { $day }：新成員 { $value }
insights-cohort = - { $what } · { $shares }
insights-nobody-arrived = - 這幾週沒有新成員。
insights-early-answered = - 48 小時內得到回覆的：{ $what }
insights-early-others = - 其他人：{ $what }
insights-early-note = ⚠️ 這只是相關，不是因果：發言多的人得到的回覆本來就多，也比較常回來。
insights-theme = - { $what }：{ $people } 人（{ $topics } 個話題）
insights-prompt = - 「{ $what }」：{ $people } 人
insights-no-topics = 這幾週沒有已經結束的每日話題。用 `/每日話題 設定` 就能開始。

insights-unsaid-too-few = 人數太少
insights-unsaid-one-tongue = 只有一種語言
insights-unsaid-too-soon = 時間還沒到

insights-report-title = ### 📊 { $day }那一週的統計
insights-report-note = -# 只有合計數字，看不出是誰。最近三天的事可能還沒算完整，有些數字之後還會變。管理者可以用 `/社群統計 查看` 了解每個數字的意思。
insights-report-more = 查看全部統計
insights-report-begun = ✅ 每週一會把上一週的統計發到 { $channel }，第一次是 { $when }。不想要了，就用 `/社群統計 週報`，把「狀態」選成「關閉」。
insights-report-ended = ✅ 不再發週報了。
insights-report-stands = 📊 週報：每週一 { $time }（{ $zone }）發到 { $channel }。
insights-report-paused = ⏸️ 週報：發不到 { $channel }，已自動暫停。處理好之後再用一次 `/社群統計 週報` 就會恢復。
insights-report-channel-gone = ⏸️ 週報已暫停：原本的頻道不見了。請用 `/社群統計 週報` 另外選一個頻道。
insights-report-forbidden = ⏸️ 週報已暫停：Qiao 沒有權限在 { $channel } 發訊息。請在那裡給它「檢視頻道」「傳送訊息」「讀取訊息歷史」「附加檔案」權限，然後再用一次 `/社群統計 週報`。
insights-report-refused = ⏸️ 週報已暫停：Discord 沒有接受發到 { $channel } 的週報。請用 `/社群統計 週報` 另外選一個頻道。

insights-voided = { NUMBER($count) ->
        [0] ✅ 這則訊息本來就沒有計入任何貢獻，以後也不會。
       *[other] ✅ { $count } 項貢獻不再計入，數字一分鐘內會更新。
    }
insights-excluded = **從設定的那一刻起，這裡不統計：**
insights-excluded-none = 這裡全部都統計。用 `/社群統計 排除 新增` 可以排除某個身分組或頻道。
insights-log = **這裡的操作紀錄**
insights-log-none = 最近一年裡，沒有人作廢過貢獻、排除過什麼，也沒有人設定過週報。
insights-void = 作廢了這則訊息的貢獻：{ $what }
insights-exclude = 不再統計 { $what }
insights-include = 恢復統計 { $what }
insights-report-on = 讓週報發到 { $what }
insights-report-off = 關閉了 { $what } 的週報
