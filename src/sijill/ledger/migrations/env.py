"""Alembic's entry: migrations run in the transaction of the one who opens the ledger, all or nothing."""

from alembic import context

from sijill.ledger.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
