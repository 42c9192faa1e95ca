"""Watched sources: what each lists, which of it was read, what failed and when to look again; so that a watch goes on where it stopped."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, delete, func, or_, select, update

from sijill.ledger import tables as t
from sijill.ledger.entry import short_hash
from sijill.records import Record

Status = Literal["new", "read", "skipped", "failed", "gone"]
_LATEST = timedelta(days=1)  # a failing source is tried at least so often
_WITHIN = 500  # values in one question to the database


class Listing(NamedTuple):
    """An address as a source lists it. `changed` is what the list says of its last change."""

    url: str
    published: str | None = None
    changed: str | None = None


class Pending(NamedTuple):
    """An address to be fetched, with what was told when it was fetched last."""

    source: str
    url: str
    published: str | None
    etag: str | None
    modified: str | None


class Look(NamedTuple):
    """What became of one address, or of a source's list: `article` is the key of what was read there."""

    url: str
    status: Status
    etag: str | None = None
    modified: str | None = None
    article: str | None = None
    error: str | None = None


class SourceState(Record, frozen=True, kw_only=True):
    """A watched source as it stands. `failures` in a row; `silent` are the days since `since` on which it listed nothing new, oldest first."""

    name: str
    address: str
    since: str | None
    tried: str | None
    succeeded: str | None
    next: str | None
    failures: int
    error: str | None
    listed: int = 0
    read: int = 0
    reports: int = 0
    skipped: int = 0
    failed: int = 0
    gone: int = 0
    errors: dict[str, int] = msgspec.field(default_factory=dict)
    silent: tuple[str, ...] = ()


def known(connection: Connection, name: str) -> Any:
    """The row of a source, or None."""
    return connection.execute(select(t.sources).where(t.sources.c.name == name)).first()


def enrol(connection: Connection, name: str, address: str, now: str) -> None:
    """A source to be watched; one whose address changed begins anew, and keeps what was read."""
    row, c = known(connection, name), t.sources.c
    if row is None:
        connection.execute(t.sources.insert(), {"name": name, "address": address, "since": now, "failures": 0})
    elif row.address != address:
        fresh = {"address": address, "etag": None, "modified": None, "failures": 0, "next": None, "error": None}
        connection.execute(update(t.sources).where(c.name == name).values(fresh))


def succeeded(connection: Connection, name: str, now: str, after: timedelta, etag: str | None, modified: str | None) -> None:
    """A source's list was had; it is looked at again `after` so long."""
    values = {"tried": now, "succeeded": now, "failures": 0, "error": None, "next": _later(now, after), "etag": etag, "modified": modified}
    connection.execute(update(t.sources).where(t.sources.c.name == name).values(values))


def failed(connection: Connection, name: str, now: str, after: timedelta, error: str, wait: float | None = None) -> None:
    """A source's list was not had: it is left alone twice as long each time, or as long as it asks."""
    times = int(connection.execute(select(t.sources.c.failures).where(t.sources.c.name == name)).scalar_one()) + 1
    pause = max(min(after * 2 ** min(times, 16), max(_LATEST, after)), timedelta(seconds=wait or 0))
    values = {"tried": now, "failures": times, "error": error, "next": _later(now, pause)}
    connection.execute(update(t.sources).where(t.sources.c.name == name).values(values))


def listed(connection: Connection, name: str, rows: Sequence[Listing], now: str) -> int:
    """Keep what a source lists; how many addresses are new. One that the list calls changed is fetched again."""
    c, keys = t.addresses.c, {short_hash(row.url): row for row in rows}
    here: dict[str, str | None] = {}
    for some in _parts(list(keys)):
        for stored in connection.execute(select(c.key, c.changed).where(c.key.in_(some))):
            here[stored.key] = stored.changed
    new = [
        {"key": key, "source": name, "url": row.url, "published": row.published, "changed": row.changed, "found": now, "status": "new"}
        for key, row in keys.items()
        if key not in here
    ]
    if new:
        connection.execute(t.addresses.insert(), new)
    for key, row in keys.items():
        if key in here and row.changed and row.changed != here[key]:
            connection.execute(update(t.addresses).where(c.key == key).values(changed=row.changed, tried=None))
    return len(new)


def pending(connection: Connection, name: str, now: str, again: timedelta, within: timedelta, limit: int) -> list[Pending]:
    """What is to be fetched of a source: what is new or changed first, then what was found `within` so long and not looked at for `again`."""
    c = t.addresses.c
    due = or_(c.tried.is_(None), (c.found >= _later(now, -within)) & (c.tried <= _later(now, -again)) & (c.status != "gone"))
    rows = connection.execute(
        select(c.source, c.url, c.published, c.etag, c.modified).where(c.source == name, due).order_by(c.tried.is_not(None), c.found, c.url).limit(limit)
    )
    return [Pending(*row) for row in rows]


def looked(connection: Connection, looks: Iterable[Look], now: str) -> None:
    """Keep what became of addresses."""
    for look in looks:
        told = {"status": look.status, "etag": look.etag, "modified": look.modified, "article": look.article}
        values = {name: value for name, value in told.items() if value is not None} | {"tried": now, "error": look.error}
        connection.execute(update(t.addresses).where(t.addresses.c.key == short_hash(look.url)).values(values))


def forget(connection: Connection, names: Iterable[str]) -> None:
    """Sources that are watched no more; their articles stay."""
    for name in names:
        connection.execute(delete(t.addresses).where(t.addresses.c.source == name))
        connection.execute(delete(t.sources).where(t.sources.c.name == name))


def overview(connection: Connection, on: date) -> list[SourceState]:
    """Every watched source as it stands on a day, by name."""
    a = t.addresses.c
    statuses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, status, number in connection.execute(select(a.source, a.status, func.count()).group_by(a.source, a.status)):
        statuses[source][status] = number
    errors: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for source, error, number in connection.execute(select(a.source, a.error, func.count()).where(a.error.is_not(None)).group_by(a.source, a.error)):
        errors[source][error] = number
    told = (
        select(a.source, func.sum(t.readings.c.reports))
        .join(t.articles, (t.articles.c.key == a.article) & t.articles.c.current)
        .join(t.readings, (t.readings.c.article == t.articles.c.pk) & t.readings.c.current)
        .group_by(a.source)
    )
    reports = {source: int(number or 0) for source, number in connection.execute(told)}
    days: defaultdict[str, set[str]] = defaultdict(set)
    for source, day in connection.execute(select(a.source, func.substr(a.found, 1, 10)).distinct()):
        days[source].add(day)
    rows = connection.execute(select(t.sources).order_by(t.sources.c.name)).all()
    return [_state(row, statuses[row.name], errors[row.name], reports.get(row.name, 0), _silent(row.since, days[row.name], on)) for row in rows]


def _state(row: Row[Any], statuses: Counter[str], errors: dict[str, int], reports: int, silent: tuple[str, ...]) -> SourceState:
    return SourceState(
        name=row.name, address=row.address, since=row.since, tried=row.tried, succeeded=row.succeeded, next=row.next, failures=row.failures, error=row.error,
        listed=statuses.total(), read=statuses["read"], reports=reports, skipped=statuses["skipped"], failed=statuses["failed"], gone=statuses["gone"],
        errors=errors, silent=silent,
    )  # fmt: skip


def _silent(since: str | None, days: set[str], on: date) -> tuple[str, ...]:
    """The days on which nothing new was listed, the first and today left aside."""
    first = date.fromisoformat(since[:10]) if since else on
    every = (first + timedelta(days=n) for n in range(1, (on - first).days))
    return tuple(day.isoformat() for day in every if day.isoformat() not in days)


def _later(now: str, by: timedelta) -> str:
    return (datetime.fromisoformat(now) + by).isoformat(timespec="seconds")


def _parts(keys: list[str]) -> Iterable[list[str]]:
    return (keys[at : at + _WITHIN] for at in range(0, len(keys), _WITHIN))
