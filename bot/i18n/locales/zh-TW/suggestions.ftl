# 成員的話題投稿：版主看到的，和成員自己看到的。

# $member 是成員提及。
suggestion = 💡 { $member } 給「{ $bridge }」投稿了一個話題
suggestion-unwritten = *還沒有寫，請按「修改」。*
suggestion-draft = { $language } · 機器翻譯的草稿，請校對
suggestion-alike = 和這些有點像
suggestion-alike-library = 內建的話題（{ $percent }%）：{ $text }
suggestion-alike-waiting = 等待處理的投稿（{ $percent }%）：{ $text }
suggestion-alike-accepted = 採用過的投稿（{ $percent }%）：{ $text }
suggestion-alike-declined = 沒採用的投稿（{ $percent }%）：{ $text }
suggestion-do-accept = 採用
suggestion-do-edit = 修改
suggestion-do-decline = 不採用
suggestion-accepted-by = ✅ { $member } 採用了這個話題，輪到時就會發出。
suggestion-declined-by = 🚫 { $member } 沒有採用這個話題：{ $reason }
suggestion-forgotten = 💡 這裡原本有一則投稿，內容已不再保存。

# 投稿的進度。
suggestion-is-waiting = ⏳ 等版主看
suggestion-is-accepted = ✅ 已採用，輪到時就會發出
suggestion-is-declined = 🚫 沒有採用：{ $reason }

# 版主填寫的表單。
suggestion-edit = 修改這則投稿
suggestion-edit-en = English
    .note = 給說英文的成員看
suggestion-edit-chinese = 中文
    .note = 繁體簡體都可以，另一種會自動轉換
suggestion-decline = 不採用這則投稿
suggestion-decline-reason = 為什麼不採用？
    .note = 投稿的成員用 /話題投稿 看得到

# 給成員。
suggest-title = 投稿一個每日話題
suggest-text = 你想問大家什麼？中文英文都可以
    .note = 誰都能在一分鐘內回答的輕鬆話題；中文最多 66 個字，英文最多 180 個字元
suggest-sent = 🙏 謝謝投稿！版主會看的，用 `/話題投稿` 可以查看進度。
suggest-given-back = 你寫的內容還給你，免得白寫：{ $text }
suggest-own = **你在這裡投稿的話題**
suggest-own-line = • { $text }
    -# { $state }
suggest-more = 再投一個
