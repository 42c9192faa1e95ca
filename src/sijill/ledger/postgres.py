"""A ledger on a PostgreSQL server: its URL, sessions of one writer and of many readers, loading by COPY, and what the server says turned into errors.

The driver, pg8000, is loaded only for such a ledger. A password comes from the URL or from PGPASSWORD, and is in no message.
"""

import os
import socket
import ssl
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import parse_qsl

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from sijill.errors import (
    BrokenLedger,
    BusyLedger,
    CostlyQuestion,
    FullDisk,
    LedgerError,
    LostServer,
    MissingExtra,
    MissingLedger,
    ReadOnlyLedger,
    RefusedLedger,
)  # fmt: skip

_SCHEMES = ("postgresql://", "postgres://", "postgresql+pg8000://")
_PORT = 5432
_CONNECTING = 10  # seconds until a server is given up
_QUIET = 30  # seconds without a word, after which the other machine is asked whether it is there
_WAIT = 300_000  # milliseconds that a writer waits for another
_WRITER = 0x73696A696C6C  # the advisory lock of the one who writes: "sijill"
_READERS = 40  # sessions of a reading room: as many as pages are made at once
_AGAIN = "run the command again: it goes on where it stopped"

_Said = tuple[type[LedgerError], str, str]
_SAID: dict[str, _Said] = {  # by SQLSTATE, or its class
    "57014": (CostlyQuestion, "the question took too long", "ask for less: fewer years, more words, a party"),
    "55P03": (BusyLedger, "another process is writing to it", "wait for the other process, then run the command again"),
    "53300": (BusyLedger, "the server has no connection free", "wait, or raise max_connections on the server"),
    "25006": (ReadOnlyLedger, "it may not be written here", "connect to the primary server, not to a standby"),
    "42501": (ReadOnlyLedger, "the user lacks the right to do this", "let the owner of its tables grant it (docs/team.md says which)"),
    "53": (FullDisk, "the server has no room left", f"make room on the server, then {_AGAIN}"),
    "58": (FullDisk, "the server's disk refused", f"look whether it is full or failing, then {_AGAIN}"),
    "28": (RefusedLedger, "the server does not let this user in", "check user and password (PGPASSWORD, or in the URL) and the server's pg_hba.conf"),
    "3D000": (MissingLedger, "the server has no such database", "check the name, or make it: createdb --encoding UTF8 --template template0 NAME"),
    "57": (LostServer, "the server stopped or is starting", f"wait until it runs, then {_AGAIN}"),
    "08": (LostServer, "the connection was lost", f"look whether the server runs, then {_AGAIN}"),
    "XX": (BrokenLedger, "the server finds its tables damaged", "restore the last backup (docs/team.md)"),
    "42P01": (BrokenLedger, "a table is missing", "restore the last backup (docs/team.md)"),
    "42703": (BrokenLedger, "a column is missing", "restore the last backup (docs/team.md)"),
}


class _Way(NamedTuple):
    """How a server is reached; a `sock` is a path, and then host and port are not used."""

    user: str
    password: str | None
    host: str
    port: int
    database: str
    sock: str | None
    ssl_context: ssl.SSLContext | Literal[False] | None  # None: encrypted if the server can


def is_url(path: str) -> bool:
    """Whether a ledger is named by the URL of a database."""
    return path.startswith(_SCHEMES)


def shown(url: str) -> str:
    """A URL without its password."""
    try:
        return _parsed(url).set(query={}).render_as_string(hide_password=True)
    except LedgerError:
        return "the database URL"


def engine_of(url: str, patience: float | None = None) -> Engine:
    """An engine on a server's database. With `patience` its sessions only read, and no statement takes more seconds than that.

    Raises MissingLedger for a URL that cannot be used, MissingExtra.
    """
    try:
        import pg8000  # noqa: F401 - only a ledger on a server needs it
    except ModuleNotFoundError as error:
        raise MissingExtra("a ledger on PostgreSQL needs the extra `postgres`", fix="pip install 'sijill[postgres]'", file=shown(url)) from error
    way = _way(url)
    # a connection that the server closed meanwhile is opened again, so that a reading room outlives its restart
    engine = create_engine("postgresql+pg8000://", creator=lambda: _connect(way, patience), pool_pre_ping=True, max_overflow=_READERS)
    engine.dialect.use_insertmanyvalues_wo_returning = True  # many rows in one statement, where the driver would send each alone

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_WAIT}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return engine


def copy_in(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Put rows into a table by COPY."""
    import pg8000

    names = ", ".join(f'"{name}"' for name in columns)
    try:
        connection.connection.cursor().execute(f'COPY "{table}" ({names}) FROM STDIN', stream=_lines(rows))  # type: ignore[call-arg]
    except pg8000.Error as error:
        raise DBAPIError("COPY", None, error) from error


def by_code_points(connection: Connection) -> None:
    """Let all text compare as in a file, by code points whatever the language of the server, and be as long as it is."""
    told = connection.exec_driver_sql(
        "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)"
        " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND (data_type = 'character varying'"
        " OR data_type = 'text' AND collation_name IS DISTINCT FROM 'C') ORDER BY 1, 2"
    )
    columns: dict[str, list[str]] = {}
    for table, column in told:
        columns.setdefault(table, []).append(column)
    for table, names in columns.items():
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ' + ", ".join(f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in names))


def check_encoding(connection: Connection, url: str) -> None:
    """Refuse a database that cannot hold every script. Raises BrokenLedger."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        fix = "make one that is: createdb --encoding UTF8 --template template0 NAME"
        raise BrokenLedger(f"its database is in {encoding}, not in UTF8", fix=fix, file=shown(url))


def said(error: BaseException | None) -> _Said | None:
    """The error that tells what the server or the driver says: its kind, the message, the fix; None where nothing is known of it."""
    told = error.args[0] if error is not None and error.args else None
    before = error
    while before is not None and not isinstance(told, dict):  # the driver may stumble over a connection that the server closed after saying why
        before = before.__context__
        told = before.args[0] if before is not None and before.args and isinstance(before.args[0], dict) else told
    if not isinstance(told, dict):  # the driver's own: no server, or no answer
        return (LostServer, f"the server cannot be reached, or the connection broke ({told})", f"look whether it runs, then {_AGAIN}")
    state = str(told.get("C", ""))
    return _SAID.get(state) or _SAID.get(state[:2]) or (LedgerError, f"the server says: {told.get('M')} ({state})", "if it stays, report it")


def _lines(rows: Iterable[Sequence[Any]], size: int = 1 << 16) -> Iterator[bytes]:
    """Rows in COPY's text format, many in a piece."""
    some = bytearray()
    for row in rows:
        some += "\t".join(map(_cell, row)).encode() + b"\n"
        if len(some) >= size:
            yield bytes(some)
            some.clear()
    if some:
        yield bytes(some)


_MARKS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value.translate(_MARKS)
    if value is None:
        return "\\N"
    return rf"\\x{value.hex()}" if isinstance(value, bytes) else str(value)


def _connect(way: _Way, patience: float | None) -> Any:
    import pg8000

    try:
        sock = _socket(way)
    except OSError as error:
        raise pg8000.InterfaceError(f"{way.sock or f'{way.host}:{way.port}'}: {error.strerror or error}") from error
    try:
        connection = pg8000.Connection(
            way.user, host=way.host, sock=sock, database=way.database, password=way.password, ssl_context=way.ssl_context, application_name="sijill",
        )  # fmt: skip
    except BaseException:
        sock.close()  # the driver leaves it open where the server turned it away
        raise
    cursor = connection.cursor()
    settings = {"client_encoding": "'UTF8'"}
    if patience is not None:
        settings |= {"default_transaction_read_only": "on", "statement_timeout": str(max(1, round(patience * 1000)))}
    for name, value in settings.items():
        cursor.execute(f"SET {name} = {value}")
    connection.commit()
    return connection


def _socket(way: _Way) -> socket.socket:
    """A connection that is given up soon while it is made, then waits as long as it takes, unless the other machine is gone."""
    if way.sock:
        sock = socket.socket(socket.AF_UNIX)
        try:
            sock.connect(way.sock)
        except OSError:
            sock.close()
            raise
        return sock
    sock = socket.create_connection((way.host, way.port), _CONNECTING)
    sock.settimeout(None)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option in ("TCP_KEEPIDLE", "TCP_KEEPINTVL"):
        if hasattr(socket, option):
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), _QUIET)
    return sock


def _parsed(url: str) -> URL:
    try:
        return make_url("postgresql://" + url.partition("://")[2])
    except (ArgumentError, ValueError):
        fix = "postgresql://USER@HOST:PORT/DATABASE; signs such as @ and / in a password are written %40 and %2F"
        raise MissingLedger("its URL cannot be read", fix=fix) from None  # it may hold a password


def _way(url: str) -> _Way:
    """What a URL says, with what libpq's variables add. Raises MissingLedger."""
    parsed = _parsed(url)
    told = dict(parse_qsl(url.partition("?")[2], keep_blank_values=True))
    unknown = sorted(told.keys() - {"host", "sslmode", "sslrootcert"})
    if unknown:
        raise MissingLedger(f"its URL has {unknown[0]!r}, which is not known here", fix="known are host, sslmode and sslrootcert", file=shown(url))
    if not parsed.database:
        raise MissingLedger("its URL names no database", fix="postgresql://USER@HOST:PORT/DATABASE", file=shown(url))
    host = told.get("host") or parsed.host or os.environ.get("PGHOST") or "localhost"
    port = parsed.port or int(os.environ.get("PGPORT") or _PORT)
    user = parsed.username or os.environ.get("PGUSER") or os.environ.get("USER") or "postgres"
    sock = str(Path(host) / f".s.PGSQL.{port}") if host.startswith("/") else None
    password = parsed.password if isinstance(parsed.password, str) else os.environ.get("PGPASSWORD")
    return _Way(user, password, host, port, parsed.database, sock, _encrypted(url, told.get("sslmode"), told.get("sslrootcert")))


def _encrypted(url: str, mode: str | None, root: str | None) -> ssl.SSLContext | Literal[False] | None:
    """What `sslmode` asks for, as libpq has it: `prefer` encrypts if the server can, `require` always, and `verify-ca` and `verify-full` ask who it is."""
    if mode in (None, "prefer", "disable"):
        return False if mode == "disable" else None
    if mode not in ("require", "verify-ca", "verify-full"):
        fix = "sslmode is disable, prefer, require, verify-ca or verify-full"
        raise MissingLedger(f"its sslmode {mode!r} is not known here", fix=fix, file=shown(url))
    context = ssl.create_default_context(cafile=root)
    context.check_hostname = mode == "verify-full"
    if mode == "require":
        context.verify_mode = ssl.CERT_NONE
    return context
