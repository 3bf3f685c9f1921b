# /status: how the bot stands, for moderators. $until, $since, $at and $began are Discord's timestamps: "in 10 seconds".

status-hearing-heard = ✅ Discord is heard.
status-hearing-catching-up = 🕓 Discord is heard. What was said while the bot was away is still being read.
status-hearing-silent = ⛔ Nothing comes from Discord now. What is said meanwhile is caught up with later.

status-translators = **Translators**, in the order in which they are asked:
status-translators-none = **Translators:** none is set up. Qiao translates known phrases by itself; the rest crosses as it is.
status-translator-unasked = { $number }. { $name }: ⚪ not asked yet since the start
status-translator-answering = { $number }. { $name }: ✅ answers
status-translator-failing = { $number }. { $name }: ⚠️ did not answer last time, and is asked again
status-translator-resting = { $number }. { $name }: 💤 rests after failures; asked again { $until }
status-translator-trying = { $number }. { $name }: 🕓 has rested after failures; the next message tries it

# $channel is a mention. $waiting counts messages, edits and deletions.
status-lane = - { $channel }: { $waiting ->
    [0] nothing waits
    [one] one thing waits to be carried there
   *[other] { $waiting } things wait to be carried there
 }
status-lane-shut = - { $channel }: ⛔ nothing can be posted here. `/bridge check` says why.{ $waiting ->
    [0] {""}
    [one] {" "}One thing waits.
   *[other] {" "}{ $waiting } things wait.
 }
status-lane-since = {"  "}- The oldest message was written { $since }
status-lane-untranslated = {"  "}- { $count ->
    [one] One message stands
   *[other] { $count } messages stand
 } there in the original until a translator answers
status-lane-failure = {"  "}- Last failure { $at }: { $what }
status-failure-not-applied = Discord could not take it; it was tried again
status-failure-fate-unknown = the connection broke while sending; Qiao looks first, then tries again
status-failure-refused = Discord refused something for good
status-failure-forbidden = Qiao lacks rights there
status-failure-webhooks-full = the channel has no room for another webhook
status-failure-thread-shut = a thread there is locked or archived, and Qiao may not open it
status-failure-threads-full = the server has no room for another active thread
status-failure-channel-gone = the channel is gone
status-failure-unavailable = Discord or the database did not answer
status-failure-unread = what was said there while Qiao was away could not be read
status-failure-bug = a fault in Qiao itself; the log has it
status-invalid-requests = **Budget:** Discord counted { $count ->
    [0] no invalid request
    [one] one invalid request
   *[other] { NUMBER($count, useGrouping: 1) } invalid requests
 } in the last ten minutes. At { NUMBER($most, useGrouping: 1) } it locks Qiao out for a while.

# $versions: "Qiao 1.0 · Python 3.13".
status-process = -# { $versions } · started { $began }
