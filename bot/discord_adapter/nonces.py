"""Nonces: by which Discord knows a second request for what a first has posted, and its answer was lost."""

import hashlib

from bot.ids import ChannelId


def nonce_of(what: str, channel_id: ChannelId) -> str:
    """Return a nonce for *what* is posted in a channel: always the same, and another one in each channel.

    Discord looks for one of the same author, wherever that was posted, and takes 25 characters (message resource,
    "Create Message").
    """
    return hashlib.sha256(f"{what} {channel_id}".encode()).hexdigest()[:24]
