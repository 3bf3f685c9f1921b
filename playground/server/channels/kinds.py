"""The types of channels, and what each of them can be given."""

DIRECT = 1
TEXT_CHANNEL, VOICE_CHANNEL, CATEGORY, ANNOUNCEMENT_CHANNEL, FORUM, MEDIA = 0, 2, 4, 5, 15, 16
ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD = 10, 11, 12

# Stages and directories (13 and 14) are no places for a bot of this kind, and are not built.
OPENED = (TEXT_CHANNEL, VOICE_CHANNEL, CATEGORY, ANNOUNCEMENT_CHANNEL, FORUM, MEDIA)
# Only threads can be created in these (threads, "Forums" and "Media Channels").
THREAD_ONLY = (FORUM, MEDIA)
WITH_THREADS = (TEXT_CHANNEL, ANNOUNCEMENT_CHANNEL, FORUM, MEDIA)
WITH_WEBHOOKS = (TEXT_CHANNEL, VOICE_CHANNEL, ANNOUNCEMENT_CHANNEL, FORUM, MEDIA)
WITH_SLOWMODE = (TEXT_CHANNEL, VOICE_CHANNEL, FORUM, MEDIA)
# Nothing can be said straight into these.
MUTE = (CATEGORY, FORUM, MEDIA)
# Their names are written in small letters and without spaces.
HYPHENATED = WITH_THREADS

# Minutes (channel resource, "Thread Metadata").
ARCHIVE_DURATIONS = (60, 1440, 4320, 10080)
LONGEST_SLOWMODE = 21_600

# Channel flags.
PINNED = 1 << 1
REQUIRE_TAG = 1 << 4
HIDE_MEDIA_DOWNLOADS = 1 << 15
SPOILER = 1 << 21
