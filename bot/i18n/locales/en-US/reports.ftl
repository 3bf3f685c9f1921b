# Reports: what members are told, and what moderators see in the notice channel. All mentions ping nobody.

report-sent = Thank you. The moderators of this bridge have been told.

# Above the quoted original. $link leads to it.
report = 🚩 { $reporter } reports what { $author } wrote in { $channel }: { $link }
report-of-copy = 🚩 { $reporter } reports the translation of what { $author } wrote in { $channel }. Original: { $link }
# Above the quoted translation.
report-copy = Translation in { $channel }:
report-do-delete = Delete everywhere
report-do-mute = Mute across
report-do-dismiss = Dismiss

# Added below a report. $member is a mention.
report-deleted = ✅ { $member } deleted the message and its copies.
report-copies-deleted = ⚠️ { $member } deleted the copies. Qiao may not delete the original itself (*Manage Messages*): please do that by hand.
report-copies-deleted-elsewhere = ✅ { $member } deleted all copies. The original stands in another server, whose moderators decide about it.
report-muted = 🔇 { $member } muted the author on this bridge, for this server. `/bridge unmute` undoes it.
report-dismissed = ☑️ { $member }: nothing to be done.
