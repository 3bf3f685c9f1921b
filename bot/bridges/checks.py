"""What stands in the way of a bridge: rules on what Discord says of its channels."""

from collections.abc import Iterator, Sequence

from bot.bridges.model import ChannelFacts, Finding


def findings_on(channels: Sequence[ChannelFacts]) -> tuple[Finding, ...]:
    """Return what an admin should know before *channels* share one conversation, channel by channel."""
    is_restricted_somewhere = any(channel.is_age_restricted for channel in channels)
    return tuple(finding for channel in channels for finding in _of(channel, is_restricted_somewhere))


def _of(channel: ChannelFacts, is_restricted_somewhere: bool) -> Iterator[Finding]:
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
