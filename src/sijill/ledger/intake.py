"""What comes into a ledger, a batch at a time: articles, failures to remember, the links between copies, the events that they touch."""

import time
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from sqlalchemy import Connection, delete

from sijill.ledger import tables as t
from sijill.ledger.copies import keep_bands, link_copies
from sijill.ledger.entry import Entry, Failed, Row, origin_hash
from sijill.ledger.here import Here
from sijill.ledger.load import Rows, insert
from sijill.ledger.recompute import chunks, mark_stale
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


def put(connection: Connection, items: Collection[Entry | Failed], now: str) -> list[Added]:
    """One batch: the articles, the links between copies, the events that they touch."""
    done: list[Added] = []
    blocks: set[str] = set()
    fresh: set[int] = set()
    replaced: set[int] = set()
    bands: list[tuple[int, int]] = []
    rows, here = Rows(connection), Here(connection, [item for item in items if isinstance(item, Entry)])
    for item in items:
        if isinstance(item, Failed):
            continue
        added, place = store(rows, here, item, now)
        done.append(added)
        if place:
            blocks |= place.blocks
            fresh.add(place.pk)
            bands += [(band, place.pk) for band in item.bands]
            replaced |= {place.before} if place.before else set()
    rows.flush()
    _remember(connection, items, now)
    keep_bands(connection, bands)
    blocks |= link_copies(connection, fresh - replaced, replaced)
    mark_stale(connection, blocks)
    return done


def _remember(connection: Connection, items: Iterable[Entry | Failed], now: str) -> None:
    """Keep what failed, each once, until it is read."""
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
    for some in chunks(sorted(ended | failed.keys())):
        connection.execute(delete(t.failures).where(t.failures.c.key.in_(some)))
    insert(connection, t.failures, list(failed.values()))
