# What moderators decide before anything crosses. All mentions ping nobody; $words are entries of the list, in code spans.

bridge-words-added = ✅ What holds { $words } no longer crosses **{ $bridge }** by itself: it waits, and moderators see it in the notice channel. Chinese counts in both scripts; blanks, full width and capitals make no difference.
bridge-words-added-untold = ⚠️ What holds { $words } no longer crosses **{ $bridge }**. This server has no notice channel for this bridge, so nobody can look at it: it just stays where it was written.
bridge-word-removed = ✅ { $words } may cross **{ $bridge }** again, from now on.
bridge-words = The word list of **{ $bridge }** ({ $count }): { $words }
bridge-words-none = The word list of **{ $bridge }** is empty: everything crosses. `/bridge words add` fills it.

bridge-automod-on = ✅ From now on, this server's AutoMod rules hold on what enters it by **{ $bridge }**: { $keywords ->
    [one] one keyword
   *[other] { NUMBER($keywords, useGrouping: 1) } keywords
 } and { $patterns ->
    [one] one pattern
   *[other] { $patterns } patterns
 } in { $rules ->
    [one] one rule
   *[other] { $rules } rules
 } that block messages. Exempt channels stay exempt, and exempt roles for members of this server. What they keep out waits in the notice channel; without one, it just stays where it was written. Mention limits, spam and Discord's own word lists are not mirrored: nobody but Discord knows them.
bridge-automod-off = ✅ This server's AutoMod rules no longer hold on what enters it by **{ $bridge }**.

bridge-raid-on = 🛡️ Raid mode is on for **{ $bridge }**: what is said by members who joined less than { $days ->
    [one] one day
   *[other] { $days } days
 } ago waits in the notice channel until you let it cross, a day at most. `/bridge raid off` ends it.
bridge-raid-off = ✅ Raid mode is off for **{ $bridge }**. { $count ->
    [0] Nothing waits.
    [one] One message still waits in the notice channel.
   *[other] { $count } messages still wait in the notice channel.
 }
bridge-raid-off-crossed = ✅ Raid mode is off for **{ $bridge }**. { $count ->
    [0] Nothing waited.
    [one] One message that waited crosses now.
   *[other] { $count } messages that waited cross now, in order.
 }
bridge-raid-auto = 🛡️ Raid mode begins by itself on **{ $bridge }** when members who joined less than { $days ->
    [one] one day
   *[other] { $days } days
 } ago write more than { $count ->
    [one] one message
   *[other] { $count } messages
 } in a minute, and ends after half an hour without any.
bridge-raid-auto-never = ✅ Raid mode no longer begins by itself on **{ $bridge }**.

# In the notice channel. $link leads to the message; $position of $count that wait.
held = ⏳ **{ $bridge }** ({ $position }/{ $count }): this message waits for you. { $author } wrote it in { $channel }: { $link }
held-for-words = Why: the word list holds { $words }.
held-for-rules = Why: AutoMod rules of the server that it would enter.
held-for-new = Why: raid mode is on, and its author is new here.
held-untranslated = *Not translated: no translator could, or its author allows none.*
held-none = ✅ Nothing waits any more.
held-previous = ◀
held-next = ▶
held-do-cross = Let it cross
held-do-delete = Delete it
held-do-delete-copies = Delete its copies
held-do-mute = Mute its author
held-do-stay = Leave it there
