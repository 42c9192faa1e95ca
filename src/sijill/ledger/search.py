"""Finding: words in any spelling and with any clitic, narrowed by what reports say, with counts of what else would narrow them."""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, literal_column, or_, select

from sijill.ledger import tables as t
from sijill.ledger.fulltext import Asked, meeting
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
    year: str | None = None
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
    r = t.reports.c
    match, total, reports = _matched(connection, query, words)
    newest = _narrowed(select(r.event), query, match).group_by(r.event).order_by(func.max(r.earliest).desc().nulls_last(), r.event)
    ids = list(connection.execute(newest.limit(limit)).scalars())
    facets = {name: _counted(connection, name, query, match) for name in FACETS}
    return Found(events=tuple(events_by_id(connection, ids)), total=total, reports=reports, facets=facets)


def found_reports(connection: Connection, query: Query, words: Words) -> Iterable[tuple[str, int]]:
    """The rows of the reports found, each after its event: events by their first day, undated ones first."""
    r = t.reports.c
    match, _, _ = _matched(connection, query, words)
    rows = _narrowed(select(r.event, r.pk), query, match).order_by(func.coalesce(r.earliest, ""), r.event, r.pk)
    yield from map(tuple, connection.execute(rows, execution_options={"yield_per": 1000}))


def newest_reports(connection: Connection, query: Query, words: Words, limit: int) -> list[tuple[str, int]]:
    """The rows of the reports found, the last published first, each after its event."""
    r = t.reports.c
    match, _, _ = _matched(connection, query, words)
    rows = _narrowed(select(r.event, r.pk), query, match).order_by(r.published.desc().nulls_last(), r.earliest.desc().nulls_last(), r.pk).limit(limit)
    return list(map(tuple, connection.execute(rows)))


def _matched(connection: Connection, query: Query, words: Words) -> tuple[Asked, int, int]:
    """What to ask the index, and how many events and reports that finds."""
    r = t.reports.c
    for match in _matches(query, words):
        total, reports = connection.execute(_narrowed(select(func.count(r.event.distinct()), func.count()), query, match)).one()
        if total:
            break
    return match, total, reports


def events_by_id(connection: Connection, ids: Iterable[str]) -> Iterable[Event]:
    """Events in the order of their ids here."""
    for some in chunks(ids):
        rows = connection.execute(select(t.events.c.id, t.events.c.record).where(t.events.c.id.in_(some)))
        records = dict(rows.all())
        yield from (_event.decode(records[id]) for id in some)


def _matches(query: Query, words: Words) -> Iterable[Asked]:
    """What to ask the index: first for forms that are surely meant, then for those that may be."""
    for sure in (True, False):
        asked = words.asked(query.words, sure)
        if query.words and not asked:
            yield ((),)  # signs alone, which are nowhere
            return
        yield tuple(tuple(sorted(forms)) for forms in asked)
        if not asked:
            return


def _narrowed(told: Any, query: Query, match: Asked) -> Any:
    """A question narrowed to the reports asked for, of those that stand in an event."""
    r, p = t.reports.c, t.report_parties.c
    told = told.where(r.current, r.event.is_not(None))
    if match:
        told = told.where(meeting("article_words", r.article, match) if query.anywhere else meeting("report_words", r.pk, match))
    for column, value in ((r.act, query.act), (r.type, query.type), (r.modality, query.modality), (r.language, query.language)):
        told = told if value is None else told.where(column == value)
    for code in query.parties:
        told = told.where(r.pk.in_(select(p.report).where(p.code == code)))
    if query.speaker is not None:
        told = told.where(or_(func.lower(r.speaker) == query.speaker.lower(), r.speaker.startswith(f"{query.speaker}/", autoescape=True)))
    if query.publisher is not None:
        told = told.where(or_(func.lower(r.outlet) == query.publisher.lower(), r.article.in_(_published_by(query.publisher))))
    if query.year is not None:
        told = told.where(_year(r) == query.year)
    if query.since is not None:
        told = told.where(r.latest >= query.since)
    if query.until is not None:
        told = told.where(r.earliest <= f"{query.until}\x7f")  # a month holds its days
    return told


def _year(reports: Any) -> Any:
    """The year in which what a report tells began."""
    return func.substr(reports.earliest, literal_column("1"), literal_column("4"))  # grouped by it, a server wants to see the numbers


def _published_by(publisher: str) -> Select[Any]:
    return select(t.articles.c.pk).where(func.lower(t.articles.c.publisher) == publisher.lower())


def _counted(connection: Connection, facet: str, query: Query, match: Asked) -> dict[str, int]:
    """How many reports have each value of a facet, the commonest first."""
    r, p = t.reports.c, t.report_parties.c
    value = p.code if facet == "party" else _year(r) if facet == "year" else r[facet]
    told = select(value, func.count())
    if facet == "party":
        told = told.select_from(t.reports).join(t.report_parties, p.report == r.pk)
    told = _narrowed(told, query, match).where(value.is_not(None)).group_by(value).order_by(func.count().desc(), value).limit(_TOP)
    return dict(connection.execute(told).all())
