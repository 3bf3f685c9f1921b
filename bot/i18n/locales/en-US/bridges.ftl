# Bridges, as their admins and moderators read of them. $channel is a mention.

proposal-title = **{ $bridge }** would look like this:
proposal-channel = { $channel }: { $language }
# Under the preview, a menu of channels.
proposal-notices = Where moderators are told what happens (optional)
proposal-start = Start

findings-none = ✅ Nothing stands in the way.
findings-obstacle = ⛔ { $finding }
findings-hint = ⚠️ { $finding }
finding-unsuitable = { $channel } is neither a text channel nor a forum. Choose one where people simply write.
finding-gone = { $channel } is not there any more, or Qiao cannot see it. Let Qiao's role see it (*Edit Channel, Permissions*), or take it out with `/bridge remove`.
finding-rights = In { $channel } Qiao lacks: { $rights }. Give these to its role there (*Edit Channel, Permissions*).
finding-webhooks = { $channel } has no room for another webhook: Discord allows 15. Delete one that nobody needs (*Edit Channel, Integrations*).
finding-age = { $channel } is open to everyone, but another channel of this bridge is age-restricted. Restrict both, or choose another channel.
finding-pin = In { $channel } Qiao may not pin messages, so its notice will not be pinned. Give its role *Pin Messages*, or pin it yourself.
finding-threads = In { $channel } threads will not be joined, or will not follow when they are renamed, archived or locked: Qiao lacks { $rights }. Give these to its role there, if you want threads.

bridge-opened = ✅ The channels are joined. What people write from now on crosses; a notice in each channel says so.
bridge-paused = ⏸️ **{ $bridge }** is paused. What people write meanwhile stays in its channel, later too; deletions still follow.
bridge-resumed = ▶️ **{ $bridge }** is open again, for what people write from now on.
bridge-muted = 🔇 What { $member } says no longer leaves or enters the channels of this server by **{ $bridge }**.
bridge-unmuted = 🔊 What { $member } says leaves and enters the channels of this server by **{ $bridge }** again, from now on.
bridge-remove-question = Take { $channel } out of its bridge? What has crossed already stays. If only one channel is left, or none of the server that runs the bridge, the bridge is closed.
bridge-remove-button = Take it out of the bridge
bridge-remove-done = ✅ The channel has left the bridge.
bridge-close-question = Close **{ $bridge }**? What has crossed already stays where it is, but edits and deletions no longer follow.
bridge-close-button = Close the bridge
bridge-close-done = ✅ The bridge is closed.

# Between servers. $guild, $channel and $bridge are names; $member is one in the second phrase.
bridge-invited =
    ✉️ An invitation to **{ $bridge }**. It lets one server join, until { $until } ({ $left }). Send it to an admin there, where nobody else reads it; Qiao must be in that server, too. They type:
    `/bridge join code:{ $code }`
    A newer invitation replaces this one. Qiao keeps no copy of the code: it cannot be shown again.
joining-title = **{ $guild }** invites this server to its bridge **{ $bridge }**; the invitation is from { $member }. These channels share it:
joining-channel = - { $channel }, { $language }
joining-crossing = What is written there from now on will be shown in your channel, and what is written in yours will be shown there: text, pictures and files, with edits, deletions and reactions. This is how it would look:
joining-rules = The server that invites you runs the bridge: it alone pauses or closes it and invites others. Yours adds and takes out its own channels at any time, and its mutes hold on what leaves and enters them.
bridge-joined = ✅ Joined. What people write from now on crosses; a notice in the channel says so. `/bridge add` lets more channels of this server join, `/bridge remove` takes them out at any time.
bridge-exclude-question = Take { $channel } out of your bridge? What has crossed already stays. The moderators of **{ $guild }** are told. It can come back only by a new invitation, unless another channel of theirs is left.
bridge-exclude-button = Take it out of the bridge
bridge-exclude-done = ✅ The channel is out of the bridge.

bridges-none = There are no bridges here yet. `/bridge create` joins two channels.
bridge-line = **{ $bridge }**: { $state }
bridge-is-open = open
bridge-is-paused = paused
bridge-is-joined = open; run by another server
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
