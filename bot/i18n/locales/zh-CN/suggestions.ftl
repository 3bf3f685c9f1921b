# 成员的话题投稿：管理员看到的，和成员自己看到的。

# $member 是成员提及。
suggestion = 💡 { $member } 给“{ $bridge }”投稿了一个话题
suggestion-unwritten = *还没有写，请点“修改”。*
suggestion-draft = { $language } · 机器翻译的草稿，请校对
suggestion-alike = 和这些有点像
suggestion-alike-library = 自带的话题（{ $percent }%）：{ $text }
suggestion-alike-waiting = 等待处理的投稿（{ $percent }%）：{ $text }
suggestion-alike-accepted = 采用过的投稿（{ $percent }%）：{ $text }
suggestion-alike-declined = 没采用的投稿（{ $percent }%）：{ $text }
suggestion-do-accept = 采用
suggestion-do-edit = 修改
suggestion-do-decline = 不采用
suggestion-accepted-by = ✅ { $member } 采用了这个话题，轮到时就会发出。
suggestion-declined-by = 🚫 { $member } 没有采用这个话题：{ $reason }
suggestion-forgotten = 💡 这里曾有一条投稿，内容已不再保存。

# 投稿的进展。
suggestion-is-waiting = ⏳ 等管理员看
suggestion-is-accepted = ✅ 已采用，轮到时就会发出
suggestion-is-declined = 🚫 没有采用：{ $reason }

# 管理员填写的表单。
suggestion-edit = 修改这条投稿
suggestion-edit-en = English
    .note = 给说英文的成员看
suggestion-edit-chinese = 中文
    .note = 简体繁体都可以，另一种会自动转换
suggestion-decline = 不采用这条投稿
suggestion-decline-reason = 为什么不采用？
    .note = 投稿的成员用 /话题投稿 能看到

# 给成员。
suggest-title = 投稿一个每日话题
suggest-text = 你想问大家什么？中文英文都行
    .note = 谁都能在一分钟里答上来的轻松话题；中文最多 66 个字，英文最多 180 个字符
suggest-sent = 🙏 谢谢投稿！管理员会看的，用 `/话题投稿` 可以查看进展。
suggest-given-back = 你写的内容还给你，免得白写：{ $text }
suggest-own = **你在这里投稿的话题**
suggest-own-line = • { $text }
    -# { $state }
suggest-more = 再投一个
