"""Which names a webhook may bear."""

import re

from playground.server.rest.forms import Form

LONGEST = 80

# In any case and anywhere inside (webhook resource, "Create Webhook").
_FORBIDDEN_INSIDE = ("clyde", "discord")
# Only as the whole name (user resource, "Usernames and Nicknames").
_FORBIDDEN_WHOLE = ("everyone", "here")
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
                        "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]")  # fmt: skip
_RUN_OF_SPACE = re.compile(r"\s{2,}")


def name_in(form: Form, key: str, required: bool = False) -> str | None:
    """Read a webhook's name from *form*, trimmed as Discord trims names; note a fault if it may not be borne."""
    text = form.text(key, LONGEST, 1, required)
    if text is None:
        return None
    visible = _INVISIBLE.sub("", text).strip()
    if text and not visible:
        form.fault(key, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {LONGEST} in length.")
    folded = visible.casefold()
    for word in _FORBIDDEN_INSIDE:
        if word in folded:
            form.fault(key, "USERNAME_INVALID_CONTAINS", f'Username cannot contain "{word}"')
    if folded in _FORBIDDEN_WHOLE:
        form.fault(key, "USERNAME_INVALID", f'Username cannot be "{folded}"')
    return _RUN_OF_SPACE.sub(" ", text)
