"""What is refused of stickers, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def unknown_sticker() -> Refusal:
    """Refuse a sticker that is not there."""
    return Refusal(404, 10060, "Unknown Sticker")


def unknown_sticker_pack() -> Refusal:
    """Refuse a pack of stickers that is not there."""
    return Refusal(404, 10061, "Unknown Sticker Pack")


def too_many_stickers(most: int) -> Refusal:
    """Refuse a sticker beyond the guild's *most*."""
    return Refusal(400, 30039, f"Maximum number of stickers reached ({most})")


def file_too_large() -> Refusal:
    """Refuse a sticker's file that is too large."""
    return Refusal(400, 50045, "File uploaded exceeds the maximum size")


def invalid_file() -> Refusal:
    """Refuse a sticker's file that is no picture of the right kind."""
    return Refusal(400, 50046, "Invalid Asset")


def unusable_sticker() -> Refusal:
    """Refuse a sticker that its sender cannot use here."""
    return Refusal(400, 50081, "Invalid sticker sent")
