"""What is refused of channels, and in them, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def unknown_overwrite() -> Refusal:
    """Refuse an overwrite that the channel does not have."""
    return Refusal(404, 10009, "Unknown Overwrite")


def unknown_tag() -> Refusal:
    """Refuse a tag that the forum does not have."""
    return Refusal(404, 10087, "Unknown Tag")


def too_soon(seconds: float) -> Refusal:
    """Refuse a member who speaks again too soon; *seconds* are left."""
    message = "This action cannot be performed due to slowmode rate limit"
    return Refusal(429, 20016, message, retry_after=round(seconds, 3))


def too_many_channels() -> Refusal:
    """Refuse a channel beyond a guild's five-hundredth."""
    return Refusal(400, 30013, "Maximum number of server channels reached (500)")


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


def required_for_community() -> Refusal:
    """Refuse to close a channel that a community cannot be without."""
    return Refusal(400, 50074, "Cannot delete a channel required for Community servers")
