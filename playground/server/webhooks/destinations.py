"""Where a webhook's message goes: its channel, a thread of it, or a new post in its forum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.channels.forums import MOST_APPLIED_TAGS
from playground.server.channels.kinds import THREAD_ONLY
from playground.server.channels.model import Channel
from playground.server.channels.settings import LONGEST_NAME
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.threads.model import Thread
from playground.server.threads.starting import Opening
from playground.server.webhooks.model import Webhook
from playground.server.webhooks.refusals import forum_needs_thread, only_forums_take_posts, thread_named_twice
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World


def destination(world: World, webhook: Webhook, thread_id: int | None, body: Json) -> Channel:
    """Return where the message in *body* goes; a new post comes into being when something is said in it.

    Raises:
        Refusal: 10003 for what is no thread of the webhook's channel; 220001, 220002 in forums without or with both of
            thread and name, 220003 for a name elsewhere; 50035, 10087, 40066, 40067, 50013, 160006.
    """
    channel, name = webhook.channel, body.get("thread_name")
    if name is None and thread_id is None and channel.type not in THREAD_ONLY:
        return channel
    if name is None:
        if thread_id is None:
            raise forum_needs_thread()
        return thread_of(world, webhook, thread_id)
    if channel.type not in THREAD_ONLY:
        raise only_forums_take_posts()
    if thread_id is not None:
        raise thread_named_twice()
    form = Form(body)
    opening = Opening(
        form.text("thread_name", LONGEST_NAME, 1) or "", tags=form.snowflakes("applied_tags", MOST_APPLIED_TAGS)
    )
    form.check()
    return world.threads.starting.planned(channel, opening, webhook.id)


def thread_of(world: World, webhook: Webhook, thread_id: int) -> Thread:
    """Return a thread of the webhook's channel.

    Raises:
        Refusal: 10003.
    """
    thread = world.channels.get(thread_id)
    if not isinstance(thread, Thread) or thread.parent is not webhook.channel:
        raise refusals.unknown_channel()
    return thread
