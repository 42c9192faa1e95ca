"""What comes into a ledger, a batch at a time: articles, failures to remember, the links between copies, the events that they touch."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, delete, select

from sijill.ledger import tables as t
from sijill.ledger import tallies
from sijill.ledger.copies import keep_bands, link_copies
from sijill.ledger.entry import Entry, Failed, origin_hash
from sijill.ledger.people import lost, restate_articles
from sijill.ledger.settle import Mark, mark_stale
from sijill.ledger.store import Added, store

_T = TypeVar("_T")
BATCH = 500  # articles stored and acknowledged together,
PATIENCE = 0.5  # or as many as came in so many seconds


def batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """A few at a time, none of them waiting for long."""
    some: list[_T] = []
    begun = time.monotonic()
    for item in items:
        some.append(item)
        if len(some) >= size or time.monotonic() - begun > PATIENCE:
            yield some
            some, begun = [], time.monotonic()
    if some:
        yield some


def put(connection: Connection, items: Iterable[Entry | Failed], now: str) -> list[Added]:
    """One batch: the articles, the links between copies, the events that they touch."""
    done: list[Added] = []
    marks: set[Mark] = set()
    fresh: set[int] = set()
    replaced: set[int] = set()
    replacing: set[int] = set()  # what people said of an earlier version is said of these
    bands: list[tuple[int, int]] = []
    for item in items:
        if isinstance(item, Failed):
            _remember(connection, item, now)
            continue
        if item.origin:
            connection.execute(delete(t.failures).where(t.failures.c.key == item.origin))
        added, place = store(connection, item, now)
        done.append(added)
        if place:
            marks |= place.marks
            fresh.add(place.pk)
            replacing |= {place.pk} if place.before else set()
            bands += [(band, place.pk) for band in item.bands]
            replaced |= {place.before} if place.before else set()
    more = tallies.articles(connection, fresh - replaced)
    more.subtract(tallies.articles(connection, replaced - fresh))
    tallies.add(connection, more)
    marks |= restate_articles(connection, replacing)
    gone = lost(connection, replacing)
    done = [msgspec.structs.replace(added, changes=(*added.changes, *gone.get(added.article, ()))) if added.status == "version" else added for added in done]
    keep_bands(connection, bands)
    marks |= link_copies(connection, fresh - replaced, replaced)
    mark_stale(connection, marks)
    return done


def _remember(connection: Connection, failed: Failed, now: str) -> None:
    f = failed.failure
    key, c = origin_hash(f.file, f.line, f.id), t.failures.c
    if connection.execute(select(c.key).where(c.key == key, c.code == f.code, c.message == f.message)).first():
        return  # it is no news
    connection.execute(delete(t.failures).where(t.failures.c.key == key))
    row = {"key": key, "file": f.file, "line": f.line, "id": f.id, "code": f.code, "message": f.message, "fix": f.fix, "added": now}
    connection.execute(t.failures.insert(), row | {"outlet": failed.outlet, "language": failed.language, "published": failed.published})
