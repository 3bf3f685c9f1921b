# Notices: what stands pinned in bridged channels, and what moderators are told in their notice channel.

# Between the items of a list.
list-comma = ,{" "}

# In the notice channel. $member is a mention.
moderators-opened = { $member } opened the bridge **{ $bridge }**.
moderators-joined = { $member } added a channel to the bridge **{ $bridge }**.
moderators-left = { $member } took a channel out of the bridge **{ $bridge }**.
moderators-closed = { $member } closed the bridge **{ $bridge }**.
moderators-paused = { $member } paused the bridge **{ $bridge }**.
moderators-resumed = { $member } resumed the bridge **{ $bridge }**.
moderators-original-on = { $member } had the originals on **{ $bridge }** stand below their translations.
moderators-original-off = { $member } had the originals on **{ $bridge }** stand one tap away.
moderators-mark-on = { $member } had names on **{ $bridge }** marked with their language.
moderators-mark-off = { $member } had the marks behind names on **{ $bridge }** left out.
moderators-deletions-on = { $member } set for **{ $bridge }**: who deletes a copy deletes its original, too.
moderators-deletions-off = { $member } set for **{ $bridge }**: who deletes a copy deletes that copy alone.
moderators-pings-on = { $member } had answers on **{ $bridge }** ping who is answered.
moderators-pings-off = { $member } had answers on **{ $bridge }** ping nobody.
moderators-pins-on = { $member } had pins on **{ $bridge }** carried to every channel.
moderators-pins-off = { $member } had pins on **{ $bridge }** stay in their channel.
moderators-bots-on = { $member } let what other bots write cross **{ $bridge }**.
moderators-bots-off = { $member } had what other bots write no longer cross **{ $bridge }**.
moderators-notes-on = { $member } had translations added on **{ $bridge }** below what is written in another language than the channel's.
moderators-notes-off = { $member } had no more translations added on **{ $bridge }** below what is written in another language than the channel's.
moderators-newcomers-on = { $member } let newcomers introduce themselves on **{ $bridge }**.
moderators-newcomers-off = { $member } switched introductions off on **{ $bridge }**.
moderators-agreement-on = { $member } let other servers' moderators on **{ $bridge }** delete what is written in their own server.
moderators-agreement-off = { $member } no longer lets other servers' moderators on **{ $bridge }** delete what is written in their own server.
moderators-invited = { $member } gave out an invitation to the bridge **{ $bridge }**, good for one server and 30 minutes.
moderators-accepted = { $member } joined the bridge **{ $bridge }** by invitation.
moderators-excluded = { $member } took a channel of another server out of the bridge **{ $bridge }**.
# Who it was, for the moderators of other servers. $guild is a name.
moderators-elsewhere = A moderator of **{ $guild }**
# The bot was removed from the server $guild. $until is a date.
moderators-guild-gone = Qiao is no longer in **{ $guild }**: its channels are out of the bridge **{ $bridge }**. If Qiao is not back by { $until }, all that is kept of that server is deleted.
moderators-owner-gone = Qiao is no longer in **{ $guild }**, which runs the bridge **{ $bridge }**: its channels are out. If Qiao is not back by { $until }, the bridge is closed and all that is kept of that server is deleted.
moderators-guild-back = Qiao is back in **{ $guild }**: its channels are in the bridge **{ $bridge }** again.
moderators-owner-purged = The bridge **{ $bridge }** is closed: Qiao has not come back to the server that ran it.

# A channel of another server, whose members see it and ours do not. Both are names.
channel-elsewhere = #{ $channel } ({ $guild })
moderators-age-restricted = 🔞 { $source } is age-restricted now and { $destination } is not, so nothing crosses from the one to the other on **{ $bridge }**. Restrict both, or take one out of the bridge.
moderators-threads-forbidden = 🧵 Threads are not joined in { $channel } on **{ $bridge }**: Qiao lacks a right there. Let it use *Create Public Threads*, *Send Messages in Threads* and *Manage Threads*. What was said meanwhile follows then, as far as it is of the last 24 hours.
moderators-raid-on = 🛡️ { $member } turned on raid mode for **{ $bridge }**: what members say who joined less than { $days ->
    [one] one day
   *[other] { $days } days
 } ago waits here for you.
moderators-raid-off = ✅ { $member } turned off raid mode for **{ $bridge }**.
moderators-raid-began = 🛡️ Raid mode has begun on **{ $bridge }**: members who joined less than { $days ->
    [one] one day
   *[other] { $days } days
 } ago wrote more than { $count ->
    [one] one message
   *[other] { $count } messages
 } in a minute. From now on, what they write waits here for you. `/bridge raid off` ends it; so does half an hour of quiet.
moderators-raid-ended = ✅ It has been quiet for half an hour: raid mode is off again on **{ $bridge }**. What waits goes on waiting here.

# Pinned in each bridged channel. $channels are the other ones.
notice = 🌉 This channel is joined with { $channels }. What you write is translated by { $translator } and shown there under your name. `/privacy` turns this off at once.
notice-alone = 🌉 This channel is joined with { $channels }. What you write is shown there under your name: translated where Qiao can do that by itself, and else as you wrote it. No outside service sees it. `/privacy` turns this off at once.
notice-by-google = **Google Translate (an outside service)**
notice-by-libretranslate = **a LibreTranslate server**
