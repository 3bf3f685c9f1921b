# Topics that members suggest: what moderators see of each, and what members see of their own.

# $member is a mention.
suggestion = 💡 A topic for **{ $bridge }**, suggested by { $member }
suggestion-unwritten = *Not written yet: press Edit.*
suggestion-draft = { $language } · machine draft, please check
suggestion-alike = Looks like
suggestion-alike-library = a topic that Qiao brings along ({ $percent } %): { $text }
suggestion-alike-waiting = one that waits ({ $percent } %): { $text }
suggestion-alike-accepted = one that was accepted ({ $percent } %): { $text }
suggestion-alike-declined = one that was declined ({ $percent } %): { $text }
suggestion-do-accept = Accept
suggestion-do-edit = Edit
suggestion-do-decline = Decline
suggestion-accepted-by = ✅ { $member } accepted it. It comes when its turn does.
suggestion-declined-by = 🚫 { $member } declined it: { $reason }
suggestion-forgotten = 💡 A suggestion stood here. It is no longer kept.

# How a suggestion stands.
suggestion-is-waiting = ⏳ waits for moderators
suggestion-is-accepted = ✅ accepted; it comes when its turn does
suggestion-is-declined = 🚫 declined: { $reason }

# Forms for moderators.
suggestion-edit = Edit this suggestion
suggestion-edit-en = English
    .note = What the English-speaking side is asked
suggestion-edit-chinese = 中文
    .note = Simplified or Traditional; the other script follows from it
suggestion-decline = Decline this suggestion
suggestion-decline-reason = Why not?
    .note = Its author reads this in /suggest

# For members.
suggest-title = Suggest a topic of the day
suggest-text = Your question, in English or Chinese
    .note = A friendly question anybody can answer in a minute: at most 180 characters, in Chinese 66
suggest-sent = 🙏 Thank you! Moderators will look at it. `/suggest` shows how it stands.
suggest-given-back = What you wrote, so that it is not lost: { $text }
suggest-own = **Topics you suggested here**
suggest-own-line = • { $text }
    -# { $state }
suggest-more = Suggest one more
