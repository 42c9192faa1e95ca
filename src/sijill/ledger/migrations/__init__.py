"""What changed in the tables from version to version, as Alembic runs it."""
