"""A ledger brought to the tables of today when it is opened; one that is newer than this program is left alone."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from sijill.errors import BrokenLedger, NewerLedger
from sijill.ledger.connect import reading, use_wal, writing

REVISIONS = ("0001", "0002", "0003", "0004", "0006")  # the files of migrations/versions, oldest first


def ready(engine: Engine, path: Path) -> bool:
    """See that the ledger has the tables of today; whether it was an older one. Raises NewerLedger, BrokenLedger."""
    with reading(engine, path) as connection:
        version = _version(connection, path)
    if version == REVISIONS[-1]:
        return False
    if version is None:
        use_wal(engine, path)
    with writing(engine, path) as connection:
        if _version(connection, path) != REVISIONS[-1]:  # another process may have been first
            _upgrade(connection)
    return version is not None


def _version(connection: Connection, path: Path) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise BrokenLedger("it is a database, but no ledger of sijill", fix="check the path", file=str(path))
        return None
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version not in REVISIONS:
        raise NewerLedger(f"its tables are of version {version}, the newest known here is {REVISIONS[-1]}", fix="pip install --upgrade sijill", file=str(path))
    return str(version)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # only a new or an old ledger needs it
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "sijill.ledger:migrations")
    command.upgrade(config, "head")
