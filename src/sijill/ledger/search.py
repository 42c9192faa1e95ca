"""Finding: words in any spelling and with any clitic, narrowed by what reports say, with counts of what else would narrow them."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, or_, select, text

from sijill.ledger import tables as t
from sijill.ledger.recompute import chunks
from sijill.ledger.rows import Event
from sijill.ledger.words import Words
from sijill.records import Record

FACETS = ("act", "type", "modality", "speaker", "outlet", "language", "year", "party")
_TOP = 50  # values of a facet that are counted out
_event = msgspec.json.Decoder(Event)


class Query(Record, frozen=True, kw_only=True):
    """What to find: all the words, and whatever else is told. Words stand in a report's own sentences and headline, or `anywhere` in its article."""

    words: str = ""
    parties: tuple[str, ...] = ()
    act: str | None = None
    type: str | None = None
    modality: str | None = None
    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    language: str | None = None
    anywhere: bool = False


class Found(Record, frozen=True, kw_only=True):
    """The events found, newest first and no more than were asked for; how many there are; how many reports have each value of each facet."""

    events: tuple[Event, ...]
    total: int
    reports: int
    facets: dict[str, dict[str, int]]


def find(connection: Connection, query: Query, words: Words, limit: int | None) -> Found:
    """The events that have a report such as asked for."""
    r, a, e = t.reports.c, t.articles.c, t.events.c
    columns = (r.event, e.earliest, r.act, r.type, r.modality, r.speaker, a.outlet, a.language)
    for match in _matches(query, words):
        told = _narrowed(select(*columns), query, match)
        rows = connection.execute(told, {"match": match} if match else {}).all()
        if rows:
            break
    if not rows:
        return Found(events=(), total=0, reports=0, facets={name: {} for name in FACETS})
    event, day, *values = zip(*rows, strict=True)
    counted: list[Iterable[Any]] = [*values, ((moment or "")[:4] for moment in day)]
    facets = {name: _top(column) for name, column in zip(FACETS[:-1], counted, strict=True)}
    facets["party"] = _parties(connection, query, match)
    ids = [id for _, id in sorted(dict.fromkeys(zip((moment or "" for moment in day), event, strict=True)), reverse=True)]
    return Found(events=tuple(events_by_id(connection, ids[:limit])), total=len(ids), reports=len(rows), facets=facets)


def events_by_id(connection: Connection, ids: Iterable[str]) -> Iterable[Event]:
    """Events in the order of their ids here."""
    for some in chunks(ids):
        rows = connection.execute(select(t.events.c.id, t.events.c.record).where(t.events.c.id.in_(some)))
        records = dict(rows.tuples().all())
        yield from (_event.decode(records[id]) for id in some)


def _matches(query: Query, words: Words) -> Iterable[str]:
    """What to ask the index: first for forms that are surely meant, then for those that may be."""
    for sure in (True, False):
        asked = words.asked(query.words, sure)
        yield " AND ".join("(" + " OR ".join(_quoted(form) for form in sorted(forms)) + ")" for forms in asked)
        if not asked:
            return


def _quoted(form: str) -> str:
    return f'"{form.removesuffix("*")}"*' if form.endswith("*") else f'"{form}"'


def _narrowed(told: Select[Any], query: Query, match: str) -> Select[Any]:
    r, a, e = t.reports.c, t.articles.c, t.events.c
    told = told.join(t.articles, a.pk == r.article).join(t.events, e.id == r.event).where(r.current)
    if match:
        index, key = ("article_words", r.article) if query.anywhere else ("report_words", r.pk)
        told = told.where(key.in_(text(f"SELECT rowid FROM {index} WHERE {index} MATCH :match")))
    for column, value in ((r.act, query.act), (r.type, query.type), (r.modality, query.modality), (a.language, query.language)):
        told = told if value is None else told.where(column == value)
    for code in query.parties:
        told = told.where(r.pk.in_(select(t.report_parties.c.report).where(t.report_parties.c.code == code)))
    if query.speaker is not None:
        told = told.where(or_(func.lower(r.speaker) == query.speaker.lower(), r.speaker.startswith(f"{query.speaker}/", autoescape=True)))
    if query.publisher is not None:
        told = told.where(or_(func.lower(a.outlet) == query.publisher.lower(), func.lower(a.publisher) == query.publisher.lower()))
    if query.since is not None:
        told = told.where(e.latest >= query.since)
    if query.until is not None:
        told = told.where(func.substr(e.earliest, 1, len(query.until)) <= query.until)
    return told


def _parties(connection: Connection, query: Query, match: str) -> dict[str, int]:
    p = t.report_parties.c
    told = _narrowed(select(p.code, func.count().label("n")).select_from(t.reports).join(t.report_parties, p.report == t.reports.c.pk), query, match)
    rows = connection.execute(told.group_by(p.code).order_by(text("n DESC"), p.code).limit(_TOP), {"match": match} if match else {})
    return dict(rows.tuples().all())


def _top(values: Iterable[Any]) -> dict[str, int]:
    counts = Counter(value for value in values if value)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_TOP])
