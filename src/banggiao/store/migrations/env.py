"""Where Alembic starts: it works on the connection that ``banggiao.store.migrate`` hands over, never on one of its own."""

from alembic import context

from banggiao.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
