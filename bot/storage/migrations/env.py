"""Alembic's way in: it runs in the connection and transaction that `bot.storage.schema` hands over."""

from alembic import context

from bot.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite's statements of definition can be rolled back too; Alembic assumes not
)
with context.begin_transaction():
    context.run_migrations()
