"""Message flags, by Discord's numbers, and which of them clients may set."""

SUPPRESS_EMBEDS = 1 << 2
HAS_THREAD = 1 << 5
EPHEMERAL = 1 << 6
LOADING = 1 << 7
SUPPRESS_NOTIFICATIONS = 1 << 12
IS_VOICE_MESSAGE = 1 << 13
HAS_SNAPSHOT = 1 << 14
IS_COMPONENTS_V2 = 1 << 15

# Message resource, "Create Message"; webhook resource, "Execute Webhook"; message resource, "Edit Message".
SETTABLE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | IS_VOICE_MESSAGE | IS_COMPONENTS_V2
SETTABLE_BY_WEBHOOK = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | IS_COMPONENTS_V2
EDITABLE = SUPPRESS_EMBEDS | IS_COMPONENTS_V2


def edited(before: int, asked: int) -> int:
    """Return a message's flags after an edit asked for some: what cannot be changed stays as it was.

    IS_COMPONENTS_V2 can be set, and never taken back.
    """
    return before & ~SUPPRESS_EMBEDS | asked & EDITABLE
