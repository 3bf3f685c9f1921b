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

# Deletions of copies: what moderators are told in the notice channel. $channel and $source are mentions.
deletion-followed = 🗑️ A moderator deleted a copy in { $channel }. Its original in { $source } and all other copies are gone, too.
deletion-source-stands = ⚠️ A moderator deleted a copy in { $channel }. All other copies are gone, too, but Qiao may not delete the original: { $link }
    Delete it by hand, or give Qiao's role *Manage Messages* in { $source }.
deletion-question = ✋ More than five copies on **{ $bridge }** were deleted within a minute. From the sixth on, the originals still stand. Should they go, too?
deletion-do-follow = Delete the originals, too
deletion-do-leave = Leave the originals
deletion-done = ✅ { $member } had the originals deleted, with all copies: { $count }.
deletion-partly-done = ⚠️ { $member } had the originals deleted, with all copies: { $count }. Qiao may not delete the other { $left }: their copies are gone, and they have to be deleted by hand, or Qiao's role given *Manage Messages*.
deletion-left = ☑️ { $member }: the originals stay.

# Pins that could not be carried. $channel is a mention.
pin-forbidden = 📌 A pinned message could not be pinned in { $channel }, or unpinned, too: Qiao's role lacks *Pin Messages* there.
pin-refused = 📌 A pinned message could not be pinned in { $channel }, too. A channel holds 250 pins; perhaps it is full.
