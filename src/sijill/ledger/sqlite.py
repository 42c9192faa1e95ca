"""A ledger in a file: SQLite in WAL, writers that wait their turn, a copy while others write, and what SQLite says turned into errors with a fix."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event

from sijill.errors import BrokenLedger, BusyLedger, CostlyQuestion, FullDisk, LedgerError, MissingLedger, ReadOnlyLedger

_WAIT = 30  # seconds that SQLite itself waits for another writer
_TRIES = 10  # times that we then ask again
_STEPS = 10_000  # instructions of SQLite between two looks at the clock
_AGAIN = "wait for the other process, then run the command again"
_RIGHTS = "change the permissions of the file and its folder, or add to a copy"
_COPY = "put the last copy made by `sijill backup` in its place"

_SAID: dict[int | None, tuple[type[LedgerError], str, str]] = {  # by SQLite's primary result codes
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
    """An engine on the file; `create` makes the file if it is not there. With `patience` it only reads, and no question for more seconds than that.

    Raises MissingLedger.
    """
    if not path.parent.is_dir():
        raise MissingLedger("its folder is not there", fix="check the path, or make the folder", file=str(path))
    if not create and not path.exists():
        raise MissingLedger("there is no ledger", fix="check the path, or make one with `sijill add`", file=str(path))
    engine = create_engine("sqlite:///ledger", creator=lambda: _connect(path, create))

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        plain = plain_of(connection)
        if patience is not None:
            _limit(plain, patience)
        _turn(plain) if connection.get_execution_options().get("writes") else plain.execute("BEGIN")

    return engine


def plain_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection."""
    plain = connection.connection.driver_connection
    assert isinstance(plain, sqlite3.Connection)
    return plain


def _limit(plain: sqlite3.Connection, seconds: float) -> None:
    """From now on only questions, and none after so many seconds."""
    until = time.monotonic() + seconds
    plain.execute("PRAGMA query_only = ON")
    plain.set_progress_handler(lambda: time.monotonic() > until, _STEPS)


def _turn(plain: sqlite3.Connection) -> None:
    """Begin to write when the others have ended."""
    for left in reversed(range(_TRIES)):
        try:
            plain.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if not left or not _busy(error):
                raise
            time.sleep(0.05)


def _connect(path: Path, create: bool) -> sqlite3.Connection:
    # in a folder that may not be written SQLite cannot make its side files; nobody else can then, so the file stands still
    still = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    mode = "ro&immutable=1" if still else "rwc" if create else "rw"
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    # pages that are written again and again go to the file once in many commits, not in each
    for pragma in ("foreign_keys = ON", "cache_size = -65536", "temp_store = MEMORY", "wal_autocheckpoint = 16000"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def use_wal(engine: Engine) -> None:
    """Turn a new file to write-ahead logging, so that readers never wait. Another process may be doing the same."""
    with engine.connect() as connection:
        for left in reversed(range(_TRIES)):
            try:
                plain_of(connection).execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if not left or not _busy(error):
                    raise
                time.sleep(0.1)


@contextmanager
def aside(to: Path) -> Iterator[Path]:
    """A file beside `to` that takes its place when it is whole."""
    part = to.with_name(f"{to.name}.part")
    try:
        yield part
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)


def copy(connection: Connection, to: Path) -> None:
    """A consistent copy of a ledger that may be in use, put in place when it is whole."""
    with aside(to) as part:
        with sqlite3.connect(part) as target:
            plain_of(connection).backup(target)
        target.close()


def said(error: sqlite3.Error) -> tuple[type[LedgerError], str, str] | None:
    """The error that tells what SQLite says: its kind, the message, the fix; None where nothing is known of it."""
    return _SAID.get(_code(error))


def _busy(error: sqlite3.Error) -> bool:
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _code(error: sqlite3.Error) -> int | None:
    """SQLite's primary result code."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
