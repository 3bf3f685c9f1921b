"""The refusals that concern channels and threads, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def unknown_tag() -> Refusal:
    """Refuse a tag that the forum does not have."""
    return Refusal(404, 10087, "Unknown Tag")


def slowmode(seconds: float) -> Refusal:
    """Refuse a member who speaks again too soon; *seconds* are left."""
    message = "This action cannot be performed due to slowmode rate limit"
    return Refusal(429, 20016, message, retry_after=round(seconds, 3))


def too_many_channels() -> Refusal:
    """Refuse a channel beyond a guild's five-hundredth."""
    return Refusal(400, 30013, "Maximum number of server channels reached (500)")


def too_many_participants() -> Refusal:
    """Refuse one more in a thread that a thousand have joined."""
    return Refusal(400, 30033, "Maximum number of thread participants reached (1000)")


def too_many_pinned_threads() -> Refusal:
    """Refuse a second pinned post in a forum."""
    return Refusal(400, 30047, "Maximum number of pinned threads in a forum channel has been reached (1)")


def too_many_tags() -> Refusal:
    """Refuse a forum's twenty-first tag."""
    return Refusal(400, 30048, "Maximum number of tags in a forum channel has been reached (20)")


def bitrate_too_high() -> Refusal:
    """Refuse more bits per second than the guild's boosts allow."""
    return Refusal(400, 30052, "Bitrate is too high for channel of this type")


def too_many_overwrites() -> Refusal:
    """Refuse a channel's overwrite beyond the thousandth."""
    return Refusal(400, 30060, "Maximum number of channel permission overwrites reached (1000)")


def one_parent_at_a_time() -> Refusal:
    """Refuse to move several channels to other categories at once."""
    return Refusal(400, 40009, "Only one channel can have a parent_id modified at a time")


def in_forum_itself() -> Refusal:
    """Refuse a message straight into a forum."""
    return Refusal(400, 40058, "Cannot send a message in a forum channel")


def tag_names_not_unique() -> Refusal:
    """Refuse two tags of the same name."""
    return Refusal(400, 40061, "Tag names must be unique")


def no_tags_for_members() -> Refusal:
    """Refuse an untagged post where a tag is required and only moderators could set one."""
    return Refusal(400, 40066, "There are no tags available that can be set by non-moderators")


def tag_required() -> Refusal:
    """Refuse an untagged post where a tag is required."""
    return Refusal(400, 40067, "A tag is required to create a forum post in this channel")


def no_text_channel() -> Refusal:
    """Refuse a message where there is no place for any."""
    return Refusal(400, 50008, "Cannot send messages in a non-text channel")


def wrong_channel_type() -> Refusal:
    """Refuse what this type of channel does not know."""
    return Refusal(400, 50024, "Cannot execute action on this channel type")


def required_for_community() -> Refusal:
    """Refuse to close a channel that a community cannot be without."""
    return Refusal(400, 50074, "Cannot delete a channel required for Community servers")


def thread_archived() -> Refusal:
    """Refuse what can only be done in an active thread."""
    return Refusal(400, 50083, "Thread is archived")


def thread_shut() -> Refusal:
    """Refuse words in an archived thread that only moderators may open again."""
    return Refusal(403, 50083, "Thread is archived")


def thread_exists() -> Refusal:
    """Refuse a second thread from the same message."""
    return Refusal(400, 160004, "A thread has already been created for this message")


def thread_locked() -> Refusal:
    """Refuse members in a locked thread."""
    return Refusal(403, 160005, "Thread is locked")


def too_many_threads() -> Refusal:
    """Refuse one more active thread in a guild that has as many as it may."""
    return Refusal(400, 160006, "Maximum number of active threads reached")


def too_many_announcement_threads() -> Refusal:
    """Refuse one more active announcement thread in a guild that has as many as it may."""
    return Refusal(400, 160007, "Maximum number of active announcement threads reached")


def forum_needs_thread() -> Refusal:
    """Refuse a webhook's message in a forum that says neither which thread nor what the new one is called."""
    return Refusal(400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id")


def thread_named_twice() -> Refusal:
    """Refuse a webhook's message that names both a thread and a new one."""
    return Refusal(400, 220002, "Webhooks posted to forum channels cannot have both a thread_name and thread_id")


def only_forums_take_posts() -> Refusal:
    """Refuse a webhook's new thread outside of forums."""
    return Refusal(400, 220003, "Webhooks can only create threads in forum channels")
