"""What a ledger remembers for `watch`, each question and each note a transaction of its own."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection

from sijill.ledger import watched
from sijill.ledger.watched import Listing, Look, Pending, SourceState

_Opens = Callable[[], AbstractContextManager[Connection]]


class Watching:
    """The watched sources of a ledger; moments are ISO 8601 in UTC."""

    def __init__(self, reading: _Opens, writing: _Opens) -> None:
        self._reading, self._writing = reading, writing

    def begins(self, name: str, address: str, now: str) -> bool:
        """Make a source known; whether it is its turn."""
        with self._writing() as connection:
            watched.enrol(connection, name, address, now)
            row = watched.known(connection, name)
        return row.next is None or bool(row.next <= now)

    def marks(self, name: str) -> tuple[str | None, str | None]:
        """ETag and Last-Modified of a source's list when it was last had."""
        with self._reading() as connection:
            row = watched.known(connection, name)
        return (row.etag, row.modified) if row else (None, None)

    def succeeded(self, name: str, now: str, after: timedelta, etag: str | None, modified: str | None, rows: Sequence[Listing]) -> int:
        """A source's list was had, with these rows; how many are new."""
        with self._writing() as connection:
            new = watched.listed(connection, name, rows, now)
            watched.succeeded(connection, name, now, after, etag, modified)
        return new

    def failed(self, name: str, now: str, after: timedelta, error: str, wait: float | None = None) -> None:
        """A source's list was not had."""
        with self._writing() as connection:
            watched.failed(connection, name, now, after, error, wait)

    def pending(self, name: str, now: str, again: timedelta, within: timedelta, limit: int) -> list[Pending]:
        """What is to be fetched of a source."""
        with self._reading() as connection:
            return watched.pending(connection, name, now, again, within, limit)

    def looked(self, looks: Iterable[Look], now: str) -> None:
        """Keep what became of addresses."""
        with self._writing() as connection:
            watched.looked(connection, looks, now)

    def forget(self, names: Iterable[str]) -> None:
        """Sources that are watched no more."""
        with self._writing() as connection:
            watched.forget(connection, names)

    def overview(self, on: date | None = None) -> list[SourceState]:
        """Every source as it stands on a day (today)."""
        with self._reading() as connection:
            return watched.overview(connection, on or datetime.now(UTC).date())
