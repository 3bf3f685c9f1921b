"""What `qiao db upgrade` does and says."""

import click

from bot.cli.errors import Speaker
from bot.storage.opening import open_engine
from bot.storage.schema import bring_up_to_date


async def upgrade_database(url: str) -> None:
    """Bring the database at *url* to this version's schema.

    Raises:
        DatabaseUnusable: In one of its kinds.
    """
    engine = await open_engine(url)
    try:
        done = await bring_up_to_date(engine)
    finally:
        await engine.close()
    say = Speaker().say
    if done.before is None:
        click.echo(say("db-made", after=done.after))
    elif done.before == done.after:
        click.echo(say("db-current", after=done.after))
    else:
        click.echo(say("db-upgraded", before=done.before, after=done.after))
    if done.backup is not None:
        click.echo(say("db-backup", backup=str(done.backup)))
