"""What is refused of threads, and in them, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def too_many_participants() -> Refusal:
    """Refuse one more in a thread that a thousand have joined."""
    return Refusal(400, 30033, "Maximum number of thread participants reached (1000)")


def too_many_pinned_threads() -> Refusal:
    """Refuse a second pinned post in a forum."""
    return Refusal(400, 30047, "Maximum number of pinned threads in a forum channel has been reached (1)")


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
