"""AutoMod: a guild's rules, and the review of what its members write and call themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.audit_log.changes import changes_between, changes_of_gone, changes_of_new
from playground.server.audit_log.model import Action
from playground.server.automod.enforcement import Case, Enforcement
from playground.server.automod.forms import RuleDraft, changed_rule_in, new_rule_in
from playground.server.automod.keywords import Finding
from playground.server.automod.model import ActionType, EventType, Rule
from playground.server.automod.payloads import rule_payload
from playground.server.automod.refusals import blocked_message, blocked_title, unknown_automod_rule
from playground.server.automod.triggers import TriggerType
from playground.server.channels.model import Channel
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild, Member
from playground.server.messages.model import WRITTEN, Message
from playground.server.rest import refusals
from playground.server.threads.model import Thread
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

# Auto moderation resource, "Trigger Types".
MOST = {TriggerType.KEYWORD: 6}


class AutoMod:
    """The verbs of AutoMod."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._enforcement = Enforcement(world)

    def rules(self, guild: Guild, by: User | None) -> list[Rule]:
        """Return a guild's rules.

        Raises:
            Refusal: 50001, 50013.
        """
        self._world.demand_in_guild(by, guild, permissions.MANAGE_GUILD)
        return list(guild.automod_rules.values())

    def get(self, guild: Guild, rule_id: int, by: User | None) -> Rule:
        """Return one rule.

        Raises:
            Refusal: 50001, 50013, 404 where there is none.
        """
        self._world.demand_in_guild(by, guild, permissions.MANAGE_GUILD)
        rule = guild.automod_rules.get(rule_id)
        if rule is None:
            raise unknown_automod_rule()
        return rule

    def create(self, guild: Guild, body: Json, by: User) -> Rule:
        """Make a rule.

        Raises:
            Refusal: 50001, 50013, 50035, also where there are as many of its kind as there can be.
        """
        self._world.demand_in_guild(by, guild, permissions.MANAGE_GUILD)
        kind, draft = new_rule_in(body)
        if kind is None or draft.trigger is None:
            raise AssertionError("a new rule that was read has a trigger")
        self._check(guild, draft, by)
        most = MOST.get(kind, 1)
        if sum(one.trigger.type is kind for one in guild.automod_rules.values()) >= most:
            message = f"Maximum number of rules with trigger type {int(kind)} is {most}"
            raise refusals.invalid_body("AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED", message)
        event = EventType.MEMBER_UPDATE if kind is TriggerType.MEMBER_PROFILE else EventType.MESSAGE_SEND
        rule = Rule(self._world.ids.next(), guild.id, by.id, draft.name or "", event, draft.trigger)
        _apply(rule, draft)
        guild.automod_rules[rule.id] = rule
        self._tell("AUTO_MODERATION_RULE_CREATE", guild, rule)
        self._note(Action.AUTO_MODERATION_RULE_CREATE, guild, by, rule.id, changes_of_new(rule_payload(rule)))
        return rule

    def modify(self, guild: Guild, rule: Rule, body: Json, by: User) -> None:
        """Change a rule.

        Raises:
            Refusal: 50001, 50013, 50035.
        """
        draft = changed_rule_in(body, rule.trigger.type)
        self._check(guild, draft, by)
        before = rule_payload(rule)
        _apply(rule, draft)
        self._tell("AUTO_MODERATION_RULE_UPDATE", guild, rule)
        changes = changes_between(before, rule_payload(rule))
        self._note(Action.AUTO_MODERATION_RULE_UPDATE, guild, by, rule.id, changes)

    def delete(self, guild: Guild, rule: Rule, by: User) -> None:
        """Delete a rule."""
        del guild.automod_rules[rule.id]
        self._tell("AUTO_MODERATION_RULE_DELETE", guild, rule)
        self._note(Action.AUTO_MODERATION_RULE_DELETE, guild, by, rule.id, changes_of_gone(rule_payload(rule)))

    def review(self, author: User, channel: Channel, content: str) -> None:
        """Hold what *author* wants to say in *channel* against the rules that block, and do what else these say.

        Bots, webhooks and those who manage the guild are not reviewed.

        Raises:
            Refusal: 200000.
        """
        if channel.guild.automod_rules and self._blocks(author, channel, content):
            raise blocked_message()

    def watch(self, message: Message) -> None:
        """Hold what was said against the rules that do not block, and do what they say."""
        if message.member is None or message.type not in WRITTEN:
            return
        member, channel, content = message.member, message.channel, message.content
        for rule, finding in self._found(member, channel, content):
            if not rule.says(ActionType.BLOCK_MESSAGE):
                case = Case(channel.guild, member, content, finding, channel, message.id)
                self._enforcement.carry_out(rule, case)

    def review_title(self, author: User, channel: Channel, title: str) -> None:
        """Hold the title of a thread that *author* wants to open in *channel* against the rules.

        Raises:
            Refusal: 200001.
        """
        if channel.guild.automod_rules and self._blocks(author, channel, title):
            raise blocked_title()

    def review_profile(self, guild: Guild, member: Member) -> None:
        """Hold a member's names against the rules, and shut them out, or in again, accordingly."""
        rules = [one for one in guild.automod_rules.values() if one.event_type is EventType.MEMBER_UPDATE]
        if not rules or self._is_above_review(guild, member):
            return
        found = [(rule, finding) for rule in _concerning(rules, member) if (finding := rule.trigger.find(member.name))]
        is_shut_out = any(rule.says(ActionType.BLOCK_MEMBER_INTERACTION) for rule, _ in found)
        flags = member.flags & ~permissions.QUARANTINED | is_shut_out * permissions.QUARANTINED
        for rule, finding in found:
            self._enforcement.carry_out(rule, Case(guild, member, member.name, finding))
        if flags != member.flags:
            self._world.members.set_flags(guild, member, flags)

    def _blocks(self, author: User, channel: Channel, content: str) -> bool:
        member = channel.guild.members.get(author.id)
        if member is None:
            return False
        found = [one for one in self._found(member, channel, content) if one[0].says(ActionType.BLOCK_MESSAGE)]
        for rule, finding in found:
            self._enforcement.carry_out(rule, Case(channel.guild, member, content, finding, channel))
        return bool(found)

    def _found(self, member: Member, channel: Channel, content: str) -> list[tuple[Rule, Finding]]:
        guild = channel.guild
        if not content or self._is_above_review(guild, member):
            return []
        places = {channel.id, channel.parent.id} if isinstance(channel, Thread) else {channel.id}
        rules = [one for one in guild.automod_rules.values() if one.event_type is EventType.MESSAGE_SEND]
        return [
            (rule, finding)
            for rule in _concerning(rules, member)
            if places.isdisjoint(rule.exempt_channels) and (finding := rule.trigger.find(content))
        ]

    @staticmethod
    def _is_above_review(guild: Guild, member: Member) -> bool:
        return member.user.is_bot or bool(permissions.in_guild(guild, member) & permissions.MANAGE_GUILD)

    def _check(self, guild: Guild, draft: RuleDraft, by: User) -> None:
        for one in draft.consequences or ():
            if one.type is ActionType.TIMEOUT:
                self._world.demand_in_guild(by, guild, permissions.MODERATE_MEMBERS)
            if one.type is ActionType.SEND_ALERT_MESSAGE and int(one.metadata["channel_id"]) not in guild.channels:
                raise refusals.invalid_field("actions", "CHANNEL_NOT_FOUND", "There is no such channel.")

    def _tell(self, name: str, guild: Guild, rule: Rule) -> None:
        self._world.events.tell(Event(name, guild, rule_payload(rule), rights=permissions.MANAGE_GUILD))

    def _note(self, action: Action, guild: Guild, by: User, rule_id: int, changes: list[Json]) -> None:
        self._world.audit.note(action, guild, by, rule_id, changes)


def _apply(rule: Rule, draft: RuleDraft) -> None:
    for key in draft.__slots__:
        value = getattr(draft, key)
        if value is not None:
            setattr(rule, key, value)


def _concerning(rules: list[Rule], member: Member) -> list[Rule]:
    return [one for one in rules if one.enabled and not set(one.exempt_roles) & set(member.roles)]
