"""What a validation sample is drawn from: reports, sentences dropped in articles that have reports, and articles without any."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, String, cast, func, literal, select, tuple_

from sijill.ledger import tables as t
from sijill.ledger.store import is_read
from sijill.ledger.stored import chunks
from sijill.records import Dropped, Record, Report

Kind = Literal["report", "dropped", "article"]
KINDS: tuple[Kind, ...] = ("report", "dropped", "article")
_report = msgspec.json.Decoder(Report)
_dropped = msgspec.json.Decoder(Dropped)


Place = tuple[int, int]  # a row, and of a dropped sentence its rank in that reading


class Unit(NamedTuple):
    """Something that may be drawn: where it is, its stratum, and what it is known by."""

    place: Place
    stratum: str
    key: str


class Drawn(Record, frozen=True, kw_only=True):
    """Something drawn, as a person codes it: its report or dropped sentence, or the text of its article."""

    kind: Kind
    key: str
    language: str
    outlet: str | None
    published: str | None
    url: str | None
    title: str | None
    report: Report | None = None
    dropped: Dropped | None = None
    text: str | None = None


def strata(connection: Connection, kind: Kind) -> dict[str, int]:
    """How many there are of a kind, by stratum: reports by act and language, the others by language."""
    units = _units(kind).subquery()
    rows = connection.execute(select(units.c.stratum, func.count()).group_by(units.c.stratum).order_by(units.c.stratum))
    return {f"{kind}:{name}": count for name, count in rows}


def units(connection: Connection, kind: Kind) -> Iterator[Unit]:
    """All of a kind, streamed."""
    for pk, rank, stratum, key in connection.execute(_units(kind), execution_options={"yield_per": 1000}):
        yield Unit((pk, rank), f"{kind}:{stratum}", key)


def drawn(connection: Connection, kind: Kind, places: Sequence[Place]) -> Iterator[Drawn]:
    """What was drawn, with all that a coder needs."""
    a = t.articles.c
    about = (a.language, a.outlet, a.published, a.url, a.title)
    for some in chunks(places):
        rows: dict[Place, Drawn] = {}
        for row in connection.execute(_whole(kind, about, some)):
            record = {"report": _report.decode(row.record)} if kind == "report" else {"dropped": _dropped.decode(row.record)} if kind == "dropped" else {}
            rows[row.pk, row.rank] = Drawn(
                kind=kind, key=row.key, language=row.language, outlet=row.outlet, published=row.published, url=row.url, title=row.title,
                text=row.text if kind == "article" else None, **record,
            )  # fmt: skip
        yield from (rows[place] for place in some)


def _units(kind: Kind) -> Select[Any]:
    a, r, d, n = t.articles.c, t.reports.c, t.dropped.c, t.readings.c
    none = literal(0).label("rank")
    if kind == "report":
        return select(r.pk, none, (r.act + "/" + r.language).label("stratum"), r.key.label("key")).where(is_read(), r.people.is_(None))
    if kind == "dropped":
        key = (a.key + "/" + cast(d.rank, String)).label("key")
        told = select(d.reading, d.rank, a.language.label("stratum"), key).join(t.readings, n.pk == d.reading).join(t.articles, a.pk == n.article)
        return told.where(a.current, n.current, n.reports > 0)
    told = select(a.pk, none, a.language.label("stratum"), a.key.label("key")).join(t.readings, n.article == a.pk)
    return told.where(a.current, n.current, n.reports == 0)


def _whole(kind: Kind, about: Sequence[Any], places: Sequence[Place]) -> Select[Any]:
    a, r, d, n = t.articles.c, t.reports.c, t.dropped.c, t.readings.c
    none, pks = literal(0).label("rank"), [pk for pk, _ in places]
    if kind == "report":
        return select(r.pk, none, r.key.label("key"), r.record, *about).join(t.articles, a.pk == r.article).where(r.pk.in_(pks))
    if kind == "dropped":
        key = (a.key + "/" + cast(d.rank, String)).label("key")
        told = select(d.reading.label("pk"), d.rank, key, d.record, *about).join(t.readings, n.pk == d.reading).join(t.articles, a.pk == n.article)
        return told.where(tuple_(d.reading, d.rank).in_(places))
    return select(a.pk, none, a.key.label("key"), a.text, *about).where(a.pk.in_(pks))
