"""What AutoMod does when a rule is triggered: alerts, time-outs, and word to the bots and the audit log."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.server.audit_log.model import Action
from playground.server.automod.keywords import Finding
from playground.server.automod.model import ActionType, Consequence, Rule
from playground.server.automod.payloads import consequence_payload
from playground.server.channels.model import Channel
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild, Member
from playground.server.messages.model import AUTO_MODERATION_ACTION, Message
from playground.server.messages.notices import notice
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

_NOTED_AS = {
    ActionType.BLOCK_MESSAGE: Action.AUTO_MODERATION_BLOCK_MESSAGE,
    ActionType.SEND_ALERT_MESSAGE: Action.AUTO_MODERATION_FLAG_TO_CHANNEL,
    ActionType.TIMEOUT: Action.AUTO_MODERATION_USER_COMMUNICATION_DISABLED,
    ActionType.BLOCK_MEMBER_INTERACTION: Action.AUTO_MODERATION_QUARANTINE_USER,
}


@dataclass(frozen=True, slots=True)
class Case:
    """What a member wrote, in which channel, and what was found in it; without a channel it is their name."""

    guild: Guild
    member: Member
    content: str
    finding: Finding
    channel: Channel | None = None
    message_id: int | None = None

    @property
    def matched(self) -> str:
        """The part of the content that triggered the rule."""
        return self.content[self.finding.start : self.finding.end]


class Enforcement:
    """Carries out what rules say."""

    def __init__(self, world: World) -> None:
        self._world = world

    def carry_out(self, rule: Rule, case: Case) -> None:
        """Do everything that *rule* says, but for refusing the message and shutting out the member."""
        for one in rule.consequences:
            alert = None
            if one.type is ActionType.SEND_ALERT_MESSAGE:
                alert = self._alert(rule, case, int(one.metadata["channel_id"]))
            elif one.type is ActionType.TIMEOUT:
                until = time.time() + one.metadata["duration_seconds"]
                self._world.members.time_out(case.guild, case.member, until)
            self._tell(rule, one, case, alert)
            self._note(rule, one, case)

    def _alert(self, rule: Rule, case: Case, channel_id: int) -> Message | None:
        channel = case.guild.channels.get(channel_id)
        if channel is None:
            return None
        message = notice(self._world, channel, case.member.user, AUTO_MODERATION_ACTION)
        fields = {"rule_name": rule.name, "keyword": case.finding.keyword, "keyword_matched_content": case.matched}
        if case.channel is not None:
            fields["channel_id"] = str(case.channel.id)
        if case.message_id is not None:
            fields["flagged_message_id"] = str(case.message_id)
        told = [{"name": key, "value": value, "inline": False} for key, value in fields.items()]
        message.embeds = [{"type": "auto_moderation_message", "description": case.content, "fields": told}]
        self._world.messages.publish(message)
        return message

    def _tell(self, rule: Rule, what: Consequence, case: Case, alert: Message | None) -> None:
        data: Json = {
            "guild_id": str(case.guild.id),
            "action": consequence_payload(what),
            "rule_id": str(rule.id),
            "rule_trigger_type": int(rule.trigger.type),
            "user_id": str(case.member.user.id),
            "content": case.content,
            "matched_keyword": case.finding.keyword or None,
            "matched_content": case.matched,
        }
        if case.channel is not None:
            data["channel_id"] = str(case.channel.id)
        if case.message_id is not None:
            data["message_id"] = str(case.message_id)
        if alert is not None:
            data["alert_system_message_id"] = str(alert.id)
        event = Event("AUTO_MODERATION_ACTION_EXECUTION", case.guild, data, rights=permissions.MANAGE_GUILD)
        self._world.events.tell(event)

    def _note(self, rule: Rule, what: Consequence, case: Case) -> None:
        user = case.member.user
        options: dict[str, object] = {
            "auto_moderation_rule_name": rule.name,
            "auto_moderation_rule_trigger_type": int(rule.trigger.type),
        }
        if case.channel is not None:
            options["channel_id"] = case.channel.id
        self._world.audit.note(_NOTED_AS[what.type], case.guild, user, user.id, (), **options)
