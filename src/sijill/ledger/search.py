"""Finding: words in any spelling and with any clitic, narrowed by what reports say, with counts of what else would narrow them."""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, exists, func, literal_column, or_, select

from sijill.ledger import tables as t
from sijill.ledger.facets import Counted, columns, count, whole
from sijill.ledger.fulltext import Asked, Index, holding, rows_with
from sijill.ledger.rows import Event
from sijill.ledger.stored import chunks
from sijill.ledger.words import Words
from sijill.records import Record

LOOKED = 200_000  # rows that hold the words, the last added, among which a search is counted out
_AT_ONCE = 100  # of the newest reports that are fetched together, where a search finds very many
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
    """The events found, newest first and no more than were asked for; how many there are; how many reports have each value of each facet.

    `more`: so many reports were found that only some were counted; there are more events and reports than `total` and `reports` say.
    """

    events: tuple[Event, ...]
    total: int
    reports: int
    facets: dict[str, dict[str, int]]
    more: bool = False


def find(connection: Connection, query: Query, words: Words, limit: int | None) -> Found:
    """The events that have a report such as asked for."""
    every = query == Query(anywhere=query.anywhere)
    found, match = (whole(connection), ()) if every else _counted(connection, query, words, limit or 0)
    if limit is None:
        ids: Iterable[str] = _newest(connection, query, match)
    else:
        ids = _newest_of_many(connection, query, match, limit) if every or found.more else found.newest
    events = sorted(events_by_id(connection, ids), key=lambda event: (event.time.earliest or "", event.id), reverse=True)
    return Found(events=tuple(events), total=found.events, reports=found.reports, facets=found.facets, more=found.more)


def _counted(connection: Connection, query: Query, words: Words, newest: int) -> tuple[Counted, Asked]:
    """What is found, counted, and what to ask the index for it."""
    for match in _matches(query, words):
        found = count(connection, _narrowed(select(*columns()), query, match, LOOKED), newest)
        if found.events:
            break
    return found._replace(more=found.more or (bool(match) and _common(connection, query, match))), match


def _common(connection: Connection, query: Query, match: Asked) -> bool:
    """Whether more rows hold the words than are looked through."""
    rows = rows_with(_index(query), match).limit(LOOKED + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(rows)).scalar_one()) > LOOKED


def _newest(connection: Connection, query: Query, match: Asked) -> list[str]:
    """All events of the reports found."""
    return list(connection.execute(_narrowed(select(t.reports.c.event).distinct(), query, match)).scalars())


def _newest_of_many(connection: Connection, query: Query, match: Asked, limit: int) -> list[str]:
    """Events where many reports are found: the newest reports of the ledger are gone through until there are enough."""
    r = t.reports.c
    found: dict[str, None] = {}
    for dated in (r.earliest.is_not(None), r.earliest.is_(None)):
        order = _narrowed(select(r.event, r.pk), query, ()).where(dated).order_by(r.earliest.desc(), r.event.desc())
        if match:
            order = order.where(holding(_index(query), r.article if query.anywhere else r.pk, match))
        at = 0
        while len(found) < limit and (rows := connection.execute(order.limit(_AT_ONCE).offset(at)).all()):
            found |= dict.fromkeys(event for event, _ in rows)
            at += _AT_ONCE
    return list(found)[:limit]


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


def _index(query: Query) -> Index:
    return "article_words" if query.anywhere else "report_words"


def _narrowed(told: Any, query: Query, match: Asked, looked: int | None = None) -> Any:
    """A question narrowed to the reports asked for, of those that stand in an event; only so many rows that hold the words are `looked` at."""
    r, p = t.reports.c, t.report_parties.c
    told = told.where(r.current, r.event.is_not(None))
    if match:
        told = told.where((r.article if query.anywhere else r.pk).in_(rows_with(_index(query), match).limit(looked)))
    for column, value in ((r.act, query.act), (r.type, query.type), (r.modality, query.modality), (r.language, query.language)):
        told = told if value is None else told.where(column == value)
    for code in query.parties:  # of few reports, whom each names is looked up; else one begins with whom they name
        named = exists().where(p.report == r.pk, p.code == code) if match else r.pk.in_(select(p.report).where(p.code == code))
        told = told.where(named)
    if query.speaker is not None:
        told = told.where(r.speaker.in_(_named("speaker", query.speaker, query.speaker)))
    if query.publisher is not None:
        told = told.where(or_(r.outlet.in_(_named("outlet", query.publisher)), r.article.in_(_published_by(query.publisher))))
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


def _named(what: str, name: str, state: str | None = None) -> Select[Any]:
    """The values of a facet that a name in any case means, and what belongs to a state."""
    c = t.tallies.c
    same = func.lower(c.value) == name.lower()
    return select(c.value).where(c.name == what, or_(same, c.value.startswith(f"{state}/", autoescape=True)) if state else same)


def _published_by(publisher: str) -> Select[Any]:
    return select(t.articles.c.pk).where(t.articles.c.publisher.in_(_named("publishers", publisher)))
