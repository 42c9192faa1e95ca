"""The accounts of an event: which of its articles speak for which side, and what these articles promise and hold beside it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, Table, select

from sijill.ledger import tables as t
from sijill.ledger.ready import parties_of
from sijill.ledger.rows import Event, Side, SideKind, StoredArticle
from sijill.ledger.search import events_by_id
from sijill.ledger.stored import ARTICLE, chunks, stored_article
from sijill.ledger.values import of
from sijill.records import Assessment, Position

OTHERS = "others"
PROMISED = ("planned", "possible")  # what a promise is told as

SideOf = Callable[[str | None, str | None], str | None]  # the state that a publisher, or the address of a page, speaks for
View = tuple[StoredArticle, Position | Assessment]
_position: msgspec.json.Decoder[Position | Assessment] = msgspec.json.Decoder(Position)
_assessment: msgspec.json.Decoder[Position | Assessment] = msgspec.json.Decoder(Assessment)


class Accounts(NamedTuple):
    """The sides of an event in the order of their columns, the side of each article, and what the articles tell beside the event."""

    sides: tuple[Side, ...]
    side: Mapping[str, str]
    promised: tuple[Event, ...]
    views: tuple[View, ...]


def accounts(connection: Connection, event: Event, side_of: SideOf) -> Accounts:
    """The accounts that a ledger has of an event. A copy of another's text is that outlet's, unless it is a side's own."""
    keys = sorted({telling.article for value in of(event.values, "modality") for telling in value.tellings})
    found = articles_of(connection, keys)
    articles = list(found.values())
    states = {a.id: state for a in articles if (state := side_of(a.publisher, a.url)) in event.parties and state}
    if states:
        side = {a.id: states.get(a.id, OTHERS) for a in articles}
        order: Iterable[str] = (*event.parties, OTHERS)
    else:
        side = _by_outlet(articles, _firsts(connection, keys))
        order = dict.fromkeys(side.values())
    sides = tuple(_side(id, some, "outlet" if not states else "others" if id == OTHERS else "state") for id in order if (some := _told_by(id, articles, side)))
    return Accounts(sides, side, tuple(_promised(connection, event, keys)), tuple(_views(connection, found)))


def _by_outlet(articles: Sequence[StoredArticle], firsts: Mapping[str, str]) -> dict[str, str]:
    """The outlet of each article; copies of one text are one outlet's, whose was first."""
    outlets: dict[str, str] = {}
    for article in articles:
        outlets.setdefault(firsts.get(article.id, article.id), article.source)
    return {article.id: outlets[firsts.get(article.id, article.id)] for article in articles}


def _told_by(side: str, articles: Iterable[StoredArticle], sides: Mapping[str, str]) -> list[StoredArticle]:
    return [article for article in articles if sides[article.id] == side]


def _side(id: str, articles: Sequence[StoredArticle], kind: SideKind) -> Side:
    outlets = tuple(dict.fromkeys(article.source for article in articles))
    return Side(id=id, kind=kind, outlets=outlets, articles=len(articles), languages=tuple(sorted({article.language for article in articles})))


def articles_of(connection: Connection, keys: Iterable[str]) -> dict[int, StoredArticle]:
    """The articles of these keys as they are now, by their rows, in the order of publication."""
    a = t.articles.c
    told = [select(a.pk, *(a[name] for name in ARTICLE)).where(a.current, a.key.in_(some)) for some in chunks(keys)]
    found = [(pk, stored_article(values)) for question in told for pk, *values in connection.execute(question)]
    return dict(sorted(found, key=lambda row: (row[1].published is None, row[1].published or "", row[1].id)))


def _firsts(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """Of those articles that are copies, the first with their text."""
    a = t.articles.c
    told = [select(a.key, a.first).where(a.current, a.first.is_not(None), a.key.in_(some)) for some in chunks(keys)]
    return {key: first for question in told for key, first in connection.execute(question)}


def _promised(connection: Connection, event: Event, keys: Iterable[str]) -> Iterable[Event]:
    """The other events of the same parties that these articles tell as ahead."""
    a, r = t.articles.c, t.reports.c
    ahead = select(r.event).distinct().join(t.articles, a.pk == r.article).where(r.current, r.parties == parties_of(event.block), r.modality.in_(PROMISED))
    ids = {id for some in chunks(keys) for id in connection.execute(ahead.where(a.key.in_(some), r.event.is_not(None), r.event != event.id)).scalars()}
    return sorted(events_by_id(connection, ids), key=lambda event: (event.time.earliest or "", event.id))


def _views(connection: Connection, articles: Mapping[int, StoredArticle]) -> Iterator[View]:
    """The positions, then the assessments, of the articles in their order."""
    for table, view in ((t.positions, _position), (t.assessments, _assessment)):
        records = _records(connection, table, articles)
        yield from ((article, view.decode(record)) for pk, article in articles.items() for record in records[pk])


def _records(connection: Connection, table: Table, articles: Iterable[int]) -> Mapping[int, list[str]]:
    """What the readings of the articles have in a table."""
    r, c = t.readings.c, table.c
    found: defaultdict[int, list[str]] = defaultdict(list)
    for some in chunks(articles):
        told = select(r.article, c.record).join(t.readings, r.pk == c.reading).where(r.current, r.article.in_(some)).order_by(c.reading, c.rank)
        for pk, record in connection.execute(told):
            found[pk].append(record)
    return found
