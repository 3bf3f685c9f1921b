# Bridges, as their admins and moderators read of them. $channel is a mention.

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
