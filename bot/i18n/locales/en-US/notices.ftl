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
moderators-age-restricted = 🔞 { $source } is age-restricted now and { $destination } is not, so nothing crosses from the one to the other on **{ $bridge }**. Restrict both, or take one out of the bridge.
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
