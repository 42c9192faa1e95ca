"""What comes into a ledger, a batch at a time: articles, failures to remember, the links between copies, the events that they touch."""

import time
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, delete, select

from sijill.ledger import tables as t
from sijill.ledger import tallies
from sijill.ledger.copies import keep_bands, link_copies
from sijill.ledger.entry import Entry, Failed, Row, origin_hash
from sijill.ledger.here import Here
from sijill.ledger.load import Rows, insert
from sijill.ledger.people import lost, restate_articles
from sijill.ledger.settle import Mark, mark_stale
from sijill.ledger.store import Added, store
from sijill.ledger.stored import chunks

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


def put(connection: Connection, items: Collection[Entry | Failed], now: str) -> list[Added]:
    """One batch: the articles, the links between copies, the events that they touch."""
    done: list[Added] = []
    marks: set[Mark] = set()
    fresh: set[int] = set()
    replaced: set[int] = set()
    replacing: set[int] = set()  # what people said of an earlier version is said of these
    bands: list[tuple[int, int]] = []
    rows, here = Rows(connection), Here(connection, [item for item in items if isinstance(item, Entry)])
    for item in items:
        if isinstance(item, Failed):
            continue
        added, place = store(rows, here, item, now)
        done.append(added)
        if place:
            marks |= place.marks
            fresh.add(place.pk)
            replacing |= {place.pk} if place.before else set()
            bands += [(band, place.pk) for band in item.bands]
            replaced |= {place.before} if place.before else set()
    rows.flush()
    news = _remember(connection, items, now)
    more = tallies.articles(connection, fresh - replaced)
    more.subtract(tallies.articles(connection, replaced - fresh))
    tallies.add(connection, more)
    marks |= restate_articles(connection, replacing)
    gone = lost(connection, replacing)
    done = [msgspec.structs.replace(added, changes=(*added.changes, *gone.get(added.article, ()))) if added.status == "version" else added for added in done]
    if marks or fresh or news:
        tallies.changed(connection)
    keep_bands(connection, bands)
    marks |= link_copies(connection, fresh - replaced, replaced)
    mark_stale(connection, marks)
    return done


def _remember(connection: Connection, items: Iterable[Entry | Failed], now: str) -> bool:
    """Keep what failed, each once, until it is read; whether any of it is news."""
    ended: set[str] = set()
    failed: dict[str, Row] = {}
    for item in items:
        if isinstance(item, Failed):
            f = item.failure
            key = origin_hash(f.file, f.line, f.id)
            row = {"key": key, "file": f.file, "line": f.line, "id": f.id, "code": f.code, "message": f.message, "fix": f.fix, "added": now}
            failed[key] = row | {"outlet": item.outlet, "language": item.language, "published": item.published}
        elif item.origin:
            failed.pop(item.origin, None)
            ended.add(item.origin)
    c, known = t.failures.c, set[tuple[str, str, str]]()
    for some in chunks(sorted(ended | failed.keys())):
        known |= {(row.key, row.code, row.message) for row in connection.execute(select(c.key, c.code, c.message).where(c.key.in_(some)))}
    told = {key for key, code, message in known if key in failed and (failed[key]["code"], failed[key]["message"]) == (code, message)}
    gone = {key for key, _, _ in known} - told
    for some in chunks(sorted(gone)):
        connection.execute(delete(t.failures).where(c.key.in_(some)))
    fresh = [row for key, row in failed.items() if key not in told]
    insert(connection, t.failures, fresh)
    return bool(gone or fresh)
