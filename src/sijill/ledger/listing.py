"""The articles of a ledger by their hashes, addresses and dates, without a word of theirs."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from sijill.ledger import tables as t
from sijill.ledger.entry import date_given
from sijill.ledger.stored import chunks
from sijill.records import Record


class Listed(Record, frozen=True, kw_only=True):
    """A current article: what it was read from and by what. `sha256` is of its text, `title` that of a headline that came apart, `raw` of its page."""

    key: str
    id: str
    version: int
    sha256: str
    title: str | None
    publisher: str | None
    published: str | None
    published_from: str | None
    language: str
    url: str | None
    scope: str
    reader: str
    packs: dict[str, str]
    reports: int
    extractor: str | None
    raw: str | None
    retrieved: str | None


def listed(connection: Connection) -> Iterator[Listed]:
    """All current articles, in the order in which they were added."""
    a, r, p = t.articles.c, t.readings.c, t.provenance.c
    rows = (
        select(
            a.key, a.id, a.version, a.sha256, a.title, a.titled, a.publisher, a.published, a.published_from, a.language, a.url, a.extractor,
            r.scope, r.version.label("reader"), r.packs, r.reports, p.sha256.label("raw"), p.retrieved,
        )
        .join(t.readings, r.article == a.pk)
        .outerjoin(t.provenance, p.article == a.pk)
        .where(a.current, r.current)
        .order_by(a.pk)
    )  # fmt: skip
    for row in connection.execute(rows, execution_options={"yield_per": 1000}):
        yield _listed(row)


def given_ids(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """What the sources called these current articles, by their keys."""
    a = t.articles.c
    return {key: id for some in chunks(keys) for key, id in connection.execute(select(a.key, a.id).where(a.key.in_(some), a.current))}


def title_hash(title: str | None) -> str | None:
    """The hash of a headline."""
    return sha256(title.encode("utf-8", "surrogatepass")).hexdigest() if title is not None else None


def _listed(row: Any) -> Listed:
    published, rule = date_given(row.published, row.published_from)
    return Listed(
        key=row.key, id=row.id, version=row.version, sha256=row.sha256, title=title_hash(row.title) if row.titled else None, publisher=row.publisher,
        published=published, published_from=rule, language=row.language, url=row.url, scope=row.scope, reader=row.reader, packs=json.loads(row.packs),
        reports=row.reports, extractor=row.extractor, raw=row.raw, retrieved=row.retrieved,
    )  # fmt: skip
