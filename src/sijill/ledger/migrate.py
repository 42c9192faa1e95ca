"""A ledger brought to the tables of today when it is opened; one that is newer than this program is left alone."""

from sqlalchemy import Connection, Engine, inspect, text

from sijill.errors import BrokenLedger, MissingLedger, NewerLedger
from sijill.ledger import postgres, sqlite
from sijill.ledger.connect import name_of, reading, said, writing

REVISIONS = ("0001", "0002", "0003", "0004", "0006")  # the files of migrations/versions, oldest first


def ready(engine: Engine, path: str, create: bool) -> bool:
    """See that the ledger has the tables of today; `create` makes them where there are none. Whether it was an older one.

    Raises NewerLedger, BrokenLedger, MissingLedger.
    """
    with reading(engine, path) as connection:
        version = _version(connection, path)
    if version == REVISIONS[-1]:
        return False
    if version is None and not create:
        raise MissingLedger("there is no ledger in it", fix="check the name, or make one with `sijill add`", file=name_of(path))
    if version is None and engine.dialect.name == "sqlite":
        with said(path):
            sqlite.use_wal(engine)
    with writing(engine, path) as connection:
        if _version(connection, path) != REVISIONS[-1]:  # another process may have been first
            _upgrade(connection, path)
    return version is not None


def _version(connection: Connection, path: str) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            fix = "check the name: a ledger has a file or a database of its own"
            raise BrokenLedger("it is a database, but no ledger of sijill", fix=fix, file=name_of(path))
        return None
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version not in REVISIONS:
        message = f"its tables are of version {version}, the newest known here is {REVISIONS[-1]}"
        raise NewerLedger(message, fix="pip install --upgrade sijill", file=name_of(path))
    return str(version)


def _upgrade(connection: Connection, path: str) -> None:
    from alembic import command  # only a new or an old ledger needs it
    from alembic.config import Config

    server = connection.dialect.name == "postgresql"
    if server:
        postgres.check_encoding(connection, path)
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "sijill.ledger:migrations")
    command.upgrade(config, "head")
    if server:
        postgres.by_code_points(connection)
