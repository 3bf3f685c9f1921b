"""News for the other processes: what a transaction changed of that which each of them holds in memory."""

from typing import Final

from sqlalchemy import Connection, func, select

CHANNEL: Final = "qiao"


def tell(connection: Connection, topic: str) -> None:
    """Tell every process once this transaction is committed; where there is one process, nobody needs it.

    Whoever holds that in memory hears it by `Database.peers.on(topic, reload)`.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_notify(CHANNEL, f"{topic} ")))
