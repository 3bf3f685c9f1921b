"""What stands in the way of a bridge: rules on what Discord says of its channels."""

from collections.abc import Iterable, Iterator, Sequence

from bot.bridges.model import Endpoint
from bot.bridges.ports import ChannelInspector
from bot.bridges.proposals import ChannelFacts, Finding
from bot.errors import ChannelGone, Forbidden


def findings_on(channels: Sequence[ChannelFacts]) -> tuple[Finding, ...]:
    """Return what an admin should know before *channels* share one conversation, channel by channel."""
    is_restricted_somewhere = any(channel.is_age_restricted for channel in channels)
    return tuple(finding for channel in channels for finding in _of(channel, is_restricted_somewhere))


async def findings_of(
    inspector: ChannelInspector, endpoints: Iterable[Endpoint], fresh: Iterable[Endpoint]
) -> tuple[Finding, ...]:
    """Return what is to be known of the *fresh* of *endpoints*, and where an age restriction is not shared by all.

    What else is wrong with the others is not for whoever adds a channel to mend: it may be another guild's.
    """
    found = findings_on([await _facts(inspector, end) for end in endpoints])
    seats = {end.channel_id for end in fresh}
    return tuple(finding for finding in found if finding.channel_id in seats or finding.key == "finding-age")


async def _facts(inspector: ChannelInspector, endpoint: Endpoint) -> ChannelFacts:
    try:
        return await inspector.facts(endpoint.channel_id)
    except (ChannelGone, Forbidden):
        return ChannelFacts(endpoint.channel_id, endpoint.guild_id, "", is_there=False)


def _of(channel: ChannelFacts, is_restricted_somewhere: bool) -> Iterator[Finding]:
    if not channel.is_there:
        yield Finding("finding-gone", channel.id)
        return
    if not channel.is_suitable:
        yield Finding("finding-unsuitable", channel.id)
        return
    if channel.missing_rights:
        yield Finding("finding-rights", channel.id, fields={"rights": ",".join(channel.missing_rights)})
    if not channel.has_room:
        yield Finding("finding-webhooks", channel.id)
    # What is said behind an age restriction is not to be read before it (community.md, "Policy").
    if is_restricted_somewhere and not channel.is_age_restricted:
        yield Finding("finding-age", channel.id)
    if not channel.may_pin:
        yield Finding("finding-pin", channel.id, is_obstacle=False)
    if channel.missing_thread_rights:
        rights = ",".join(channel.missing_thread_rights)
        yield Finding("finding-threads", channel.id, is_obstacle=False, fields={"rights": rights})
