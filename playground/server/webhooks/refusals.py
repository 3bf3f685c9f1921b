"""What is refused of webhooks, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def too_many_webhooks() -> Refusal:
    """Refuse a sixteenth webhook in a channel."""
    return Refusal(400, 30007, "Maximum number of webhooks reached (15)")


def too_many_guild_webhooks() -> Refusal:
    """Refuse a webhook beyond a guild's thousandth."""
    return Refusal(400, 30058, "Maximum number of webhooks per guild reached (1000)")


def forum_needs_thread() -> Refusal:
    """Refuse a webhook's message in a forum that says neither which thread nor what the new one is called."""
    return Refusal(400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id")


def thread_named_twice() -> Refusal:
    """Refuse a webhook's message that names both a thread and a new one."""
    return Refusal(400, 220002, "Webhooks posted to forum channels cannot have both a thread_name and thread_id")


def only_forums_take_posts() -> Refusal:
    """Refuse a webhook's new thread outside of forums."""
    return Refusal(400, 220003, "Webhooks can only create threads in forum channels")
