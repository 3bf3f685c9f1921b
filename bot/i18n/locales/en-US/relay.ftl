# The few words that the relay itself says in a bridged channel.

# Below an original that stands in for its translation until a translator answers.
relay-pending = Translating…
# Before the interlinear reading. Never call it a translation.
relay-word-help = Word help: { $words }
# Stands in for a message that holds only characters that nobody can see.
relay-nothing-readable = (an empty message)
# Stands in for an invitation to an activity, which only Discord's own clients show.
relay-activity = (an invitation to an activity, such as a game)
# $link leads to the source message, in the channel that it was written in.
relay-uncarried = This message could not be carried over. Original: { $link }
# After the last part that had room.
relay-cut = Full original: { $link }
# Somebody whose own name Discord would not take. $digits are the last of their id.
relay-member = Member { $digits }
# Who speaks in a message that holds several members' lines, each under its author's name.
relay-several = Several members
# A file that does not come along. $name is its name, $megabytes its size, $link leads to the message.
relay-file-too-large = 📎 { $name } ({ $megabytes } MB) is too large for this channel: { $link }
# The text crossed, and nothing that hangs on it.
relay-files-left = 📎 The files could not be carried over: { $link }
relay-voice = 🎤 Voice message, { $length }
relay-sticker = Sticker: { $name }
# Above the words of a forwarded message. $link leads to it; nobody is told who wrote it.
relay-forwarded = ↪ Forwarded from elsewhere
relay-forwarded-from = ↪ Forwarded from { $link }
# Below a poll that is shown as a list; $link leads to where people vote.
relay-poll = 📊 A poll; vote here: { $link }
# Below a poll that stands in the original for good, since no poll can be changed.
relay-poll-untranslated = Nobody could translate this poll in time
# Answers a poll in each channel once it is over. A line for each answer follows, with its number.
relay-poll-result = 📊 The poll is over. All channels together: { $votes ->
    [one] { $votes } vote
   *[other] { $votes } votes
}
# As whom a note speaks: a translation below a message in another language than the channel's. $name wrote it.
relay-note-name = Translation · { $name }
# Below the translation, and leads to the message.
relay-note = ↑ [Go to the message]({ $link })
# In place of the quote above an answer, once what it answers was deleted, or is not to be shown.
relay-quote-gone = The message that this answers is no longer shown.
# What a thread is called where its own title may not be shown.
relay-thread-untitled = Thread
