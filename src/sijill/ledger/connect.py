"""The way to a ledger, in a file or on a server: transactions that read and transactions that write, and what either says turned into errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from sijill.errors import BusyLedger, LedgerError
from sijill.ledger import postgres, sqlite


def engine_of(path: str, create: bool, patience: float | None = None) -> Engine:
    """An engine on a file or a database URL; `create` makes a file that is not there. With `patience` it only reads, no question for more seconds."""
    return postgres.engine_of(path, patience) if postgres.is_url(path) else sqlite.engine_of(Path(path), create, patience)


def name_of(path: str) -> str:
    """What a ledger is called in messages: never with a password."""
    return postgres.shown(path) if postgres.is_url(path) else path


@contextmanager
def reading(engine: Engine, path: str) -> Iterator[Connection]:
    """A connection that sees the ledger as it is now, whatever others write meanwhile."""
    with said(path), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, path: str) -> Iterator[Connection]:
    """A transaction that is stored whole at its end or not at all. It waits for other writers."""
    with said(path), engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def size(connection: Connection, path: str) -> int:
    """The bytes of a ledger."""
    if postgres.is_url(path):
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())
    return sum(file.stat().st_size for file in (Path(path), Path(f"{path}-wal")) if file.exists())


@contextmanager
def said(path: str) -> Iterator[None]:
    """What a database says, as an error that names the ledger and the fix."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, ConnectionResetError) as error:  # the driver passes on a connection that is reset
        orig = error.orig if isinstance(error, DBAPIError) else error
        told = sqlite.said(orig) if isinstance(orig, sqlite3.Error) else postgres.said(orig)
        kind, message, fix = told or (LedgerError, str(orig), "run the command again; if it stays, report it")
        raise kind(message, fix=fix, file=name_of(path)) from error
    except NoConnection as error:
        raise BusyLedger("too many questions at once", fix="wait a moment, then ask again", file=name_of(path)) from error
