"""The way to the file: an engine on SQLite in WAL, transactions that wait their turn, and what SQLite says turned into errors with a fix."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from sijill.errors import BrokenLedger, BusyLedger, CostlyQuestion, FullDisk, LedgerError, MissingLedger, ReadOnlyLedger

_WAIT = 30  # seconds that SQLite itself waits for another writer
_TRIES = 10  # times that we then ask again
_STEPS = 10_000  # instructions of SQLite between two looks at the clock
_AGAIN = "wait for the other process, then run the command again"
_RIGHTS = "change the permissions of the file and its folder, or add to a copy"
_COPY = "put the last copy made by `sijill backup` in its place"

_SAID: dict[int, tuple[type[LedgerError], str, str]] = {  # by SQLite's primary result codes
    sqlite3.SQLITE_BUSY: (BusyLedger, "another process is writing to it", _AGAIN),
    sqlite3.SQLITE_LOCKED: (BusyLedger, "another process is writing to it", _AGAIN),
    sqlite3.SQLITE_FULL: (FullDisk, "no room is left on the disk", "make room, then run the command again: it goes on where it stopped"),
    sqlite3.SQLITE_IOERR: (FullDisk, "the disk refused", "look whether it is full or failing, then run the command again: it goes on where it stopped"),
    sqlite3.SQLITE_READONLY: (ReadOnlyLedger, "it may not be written", _RIGHTS),
    sqlite3.SQLITE_PERM: (ReadOnlyLedger, "it may not be written", _RIGHTS),
    sqlite3.SQLITE_CANTOPEN: (MissingLedger, "it cannot be opened", "check the path and its permissions"),
    sqlite3.SQLITE_INTERRUPT: (CostlyQuestion, "the question took too long", "ask for less: fewer years, more words, a party"),
    sqlite3.SQLITE_NOTADB: (BrokenLedger, "it is no ledger", f"check the path, or {_COPY}"),
    sqlite3.SQLITE_CORRUPT: (BrokenLedger, "it is damaged", _COPY),
}


def engine_of(path: Path, create: bool, patience: float | None = None) -> Engine:
    """An engine on the file; `create` makes the file if it is not there. With `patience` it only reads, and no question for more seconds than that."""
    engine = create_engine("sqlite:///ledger", creator=lambda: _connect(path, create))

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if patience is not None:
            _limit(connection, patience)
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _limit(connection: Connection, seconds: float) -> None:
    """From now on only questions, and none after so many seconds."""
    plain = connection.connection.driver_connection
    assert isinstance(plain, sqlite3.Connection)
    until = time.monotonic() + seconds
    plain.execute("PRAGMA query_only = ON")
    plain.set_progress_handler(lambda: time.monotonic() > until, _STEPS)


def _connect(path: Path, create: bool) -> sqlite3.Connection:
    # in a folder that may not be written SQLite cannot make its side files; nobody else can then, so the file stands still
    still = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    mode = "ro&immutable=1" if still else "rwc" if create else "rw"
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    # pages that are written again and again go to the file once in many commits, not in each
    for pragma in ("foreign_keys = ON", "cache_size = -65536", "temp_store = MEMORY", "wal_autocheckpoint = 16000"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """A connection that sees the ledger as it is now, whatever others write meanwhile."""
    with _said(path), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """A transaction that is stored whole at its end or not at all. It waits for other writers."""
    with _said(path), engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection, _turn(connection):
        yield connection


@contextmanager
def _turn(connection: Connection) -> Iterator[None]:
    for left in reversed(range(_TRIES)):
        try:
            transaction = connection.begin()
            break
        except DBAPIError as error:
            if not left or _code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            time.sleep(0.05)
    with transaction:
        yield


def use_wal(engine: Engine, path: Path) -> None:
    """Turn a new file to write-ahead logging, so that readers never wait. Another process may be doing the same."""
    with _said(path), engine.connect() as connection:
        plain = connection.connection.driver_connection
        assert isinstance(plain, sqlite3.Connection)
        for left in reversed(range(_TRIES)):
            try:
                plain.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if not left or _code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                    raise
                time.sleep(0.1)


def copy(engine: Engine, to: Path) -> None:
    """A consistent copy of a ledger that may be in use, put in place when it is whole."""
    aside = to.with_name(f"{to.name}.part")
    with _said(to), engine.connect() as connection:
        plain = connection.connection.driver_connection
        assert isinstance(plain, sqlite3.Connection)
        try:
            with sqlite3.connect(aside) as target:
                plain.backup(target)
            target.close()
            aside.replace(to)
        finally:
            aside.unlink(missing_ok=True)


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """What SQLite says, as an error that names the file and the fix."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        kind, message, fix = _SAID.get(_code(error) or 0, (LedgerError, str(getattr(error, "orig", error)), "run the command again; if it stays, report it"))
        raise kind(message, fix=fix, file=str(path)) from error


def _code(error: DBAPIError | sqlite3.Error) -> int | None:
    """SQLite's primary result code."""
    code = getattr(error.orig if isinstance(error, DBAPIError) else error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
