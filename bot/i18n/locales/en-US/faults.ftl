# Faults: what moderators are told in the notice channel when something goes wrong, and when it is well again.
# $channel is a mention, $bridge a name.

fault-forbidden = ⛔ Qiao can post nothing in { $channel }: it lacks rights there. `/bridge check` says which. Give them to Qiao's role, and it goes on by itself within five minutes, with all that was said in the last 24 hours.
fault-webhooks-full = ⛔ Qiao can post nothing in { $channel }: there is no room for its webhook, of which Discord allows 15. Delete one that nobody needs (*Edit Channel, Integrations*), and it goes on by itself within five minutes, with all that was said in the last 24 hours.
fault-channel-gone = ⛔ A channel of the bridge **{ $bridge }** is gone, or Qiao is no longer in its server. The other channels go on. If it is not coming back, take it out with `/bridge remove`.
fault-thread-shut = 🧵 A thread in { $channel } is locked or archived, and Qiao may not open it, so what is to be changed or said in it waits. The channel itself is not affected. Give Qiao's role *Manage Threads* there, or open the thread: what waits follows, as far as it is of the last 24 hours.
fault-threads-full = 🧵 Qiao can open no thread in { $channel }: this server has as many active threads as Discord allows. Archive some that nobody needs. The next message in a thread that waits then brings what was said in it in the last 24 hours. Outside threads all crosses as before.
fault-healed = ✅ Qiao posts in { $channel } again.
fault-refused = ⚠️ Discord refused a message for { $channel }. It stands there in a plainer form or as a link to the original; if it refused that too, it does not stand there at all. All others cross as before.
fault-bug = ⚠️ A fault in Qiao itself keeps a message out of { $channel }. All others cross, and this one is tried again when Qiao is next started. Please tell whoever runs Qiao: its log has the details.
fault-unread = ⚠️ Qiao cannot read what was said in { $channel } while it was away: it lacks *View Channel* or *Read Message History* there. `/bridge check` says more. What was missed stays in its channel; what is said from now on crosses as soon as Qiao can see it.
fault-cut = ⚠️ While Qiao was away, more was said in { $channel } than it catches up with: only the newest 500 messages of the last 24 hours cross. Earlier ones stay in their channel.

# What all bridges depend on.
fault-database = ⚠️ Qiao's database takes nothing in right now. Nothing is lost: what is said waits, and crosses as soon as it can be written down. Please tell whoever runs Qiao: perhaps the disk is full, or the database does not run.
fault-database-healed = ✅ Qiao's database works again. What waited crosses now.
# $translator is one of ours. $others says whether another one answers.
fault-translator = ⚠️ { $translator ->
    [google] Google Translate
    [libretranslate] LibreTranslate
   *[other] { $translator }
 } has not answered for five minutes. { $others ->
    [some] Another translator stands in for it.
   *[none] Messages cross in the original, and are edited into their translations as soon as it answers. Nothing is lost, and there is nothing you need to do.
 }
fault-translator-healed = ✅ { $translator ->
    [google] Google Translate
    [libretranslate] LibreTranslate
   *[other] { $translator }
 } answers again. Originals that wait for it are edited into their translations now.
