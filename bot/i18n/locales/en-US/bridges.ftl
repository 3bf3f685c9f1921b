# Bridges, as their admins and moderators read of them. $channel is a mention.

# Between the items of a list.
list-comma = ,{" "}

proposal-title = **{ $bridge }** would look like this:
proposal-channel = { $channel }: { $language }
# Under the preview, a menu of channels.
proposal-notices = Where moderators are told what happens (optional)
proposal-start = Start

findings-none = ✅ Nothing stands in the way.
findings-obstacle = ⛔ { $finding }
findings-hint = ⚠️ { $finding }
finding-unsuitable = { $channel } is not a text channel. Choose one where people simply write.
finding-rights = In { $channel } Qiao lacks: { $rights }. Give these to its role there (*Edit Channel, Permissions*).
finding-webhooks = { $channel } has no room for another webhook: Discord allows 15. Delete one that nobody needs (*Edit Channel, Integrations*).
finding-age = { $channel } is open to everyone, but another channel of this bridge is age-restricted. Restrict both, or choose another channel.
finding-pin = In { $channel } Qiao may not pin messages, so its notice will not be pinned. Give its role *Pin Messages*, or pin it yourself.

bridge-opened = ✅ The channels are joined. What people write from now on crosses; a notice in each channel says so.
bridge-paused = ⏸️ **{ $bridge }** is paused. What people write meanwhile stays in its channel, later too; deletions still follow.
bridge-resumed = ▶️ **{ $bridge }** is open again, for what people write from now on.
bridge-muted = 🔇 What { $member } says no longer crosses **{ $bridge }**.
bridge-unmuted = 🔊 What { $member } says crosses **{ $bridge }** again, from now on.
bridge-remove-question = Take { $channel } out of its bridge? What has crossed already stays. If only one channel is left, the bridge is closed.
bridge-remove-button = Take it out of the bridge
bridge-remove-done = ✅ The channel has left the bridge.
bridge-close-question = Close **{ $bridge }**? What has crossed already stays where it is, but edits and deletions no longer follow.
bridge-close-button = Close the bridge
bridge-close-done = ✅ The bridge is closed.

bridges-none = There are no bridges here yet. `/bridge create` joins two channels.
bridge-line = **{ $bridge }**: { $state }
bridge-is-open = open
bridge-is-paused = paused
bridge-is-configured = open; set up in the configuration file, so commands cannot change it
bridge-line-channel = - { $channel }, { $language }{ $waiting ->
    [0] {""}
    [one] : one message waits
   *[other] : { $waiting } messages wait
 }
bridge-line-shut = - { $channel }, { $language }: nothing can be posted here. `/bridge check` says why.{ $waiting ->
    [0] {""}
    [one] {" "}One message waits.
   *[other] {" "}{ $waiting } messages wait.
 }
bridge-line-notices = - Moderators are told in { $channel }

# In the notice channel. $member is a mention.
moderators-opened = { $member } opened the bridge **{ $bridge }**.
moderators-joined = { $member } added a channel to the bridge **{ $bridge }**.
moderators-left = { $member } took a channel out of the bridge **{ $bridge }**.
moderators-closed = { $member } closed the bridge **{ $bridge }**.
moderators-paused = { $member } paused the bridge **{ $bridge }**.
moderators-resumed = { $member } resumed the bridge **{ $bridge }**.

# Pinned in each bridged channel. $channels are the other ones.
notice = 🌉 This channel is joined with { $channels }. What you write is translated by { $translator } and shown there under your name. `/privacy` turns this off at once.
notice-alone = 🌉 This channel is joined with { $channels }. What you write is shown there under your name: translated where Qiao can do that by itself, and else as you wrote it. No outside service sees it. `/privacy` turns this off at once.
notice-by-google = **Google Translate (an outside service)**
notice-by-libretranslate = **a LibreTranslate server**
