# The few words that the relay itself says in a bridged channel.

# Below an original that stands in for its translation until a translator answers.
relay-pending = Translating…
# Before the interlinear reading. Never call it a translation.
relay-word-help = Word help: { $words }
# Stands in for a message that holds only characters that nobody can see.
relay-nothing-readable = (this message has nothing to read in it)
# $link leads to the source message, in the channel that it was written in.
relay-uncarried = This message could not be carried over. Original: { $link }
# After the last part that had room.
relay-cut = Full original: { $link }
# Somebody whose own name Discord would not take. $digits are the last of their id.
relay-member = Member { $digits }
# A file that does not come along. $name is its name, $megabytes its size, $link leads to the message.
relay-file-too-large = 📎 { $name } ({ $megabytes } MB) is too large for this channel: { $link }
# The text crossed, and nothing that hangs on it.
relay-files-left = 📎 The files could not be carried over: { $link }
relay-voice = 🎤 Voice message, { $length }
relay-sticker = Sticker: { $name }
# As whom a note speaks: a translation below a message in another language than the channel's. $name wrote it.
relay-note-name = Translation · { $name }
# Below the translation, and leads to the message.
relay-note = ↑ [Go to the message]({ $link })
# In place of the quote above an answer, once what it answers was deleted, or is not to be shown.
relay-quote-gone = The message that this answers is no longer shown.
# What a thread is called where its own title may not be shown.
relay-thread-untitled = Thread
