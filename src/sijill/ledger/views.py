"""What articles hold beside events: positions on issues and opinions on relations, with the article of each."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, Table, or_, select

from sijill.ledger import tables as t
from sijill.ledger.rows import StoredArticle
from sijill.ledger.stored import ARTICLE, stored_article
from sijill.records import Assessment, Party, Position, Record

_position: msgspec.json.Decoder[Position] = msgspec.json.Decoder(Position)
_assessment: msgspec.json.Decoder[Assessment] = msgspec.json.Decoder(Assessment)


class Held(Record, frozen=True, kw_only=True):
    """A position as an article tells it."""

    article: StoredArticle
    position: Position


class Assessed(Record, frozen=True, kw_only=True):
    """An opinion as an article tells it."""

    article: StoredArticle
    assessment: Assessment


def positions(connection: Connection, parties: Sequence[str]) -> list[Held]:
    """The positions that any of these parties holds, by publication."""
    found = ((article, _position.decode(record)) for article, record in _naming(connection, t.positions, parties))
    return [Held(article=article, position=told) for article, told in found if any(party_of(holder) in parties for holder in told.holders)]


def assessments(connection: Connection, parties: Sequence[str]) -> list[Assessed]:
    """The opinions on the relation of all these parties, by publication."""
    found = ((article, _assessment.decode(record)) for article, record in _naming(connection, t.assessments, parties))
    return [Assessed(article=article, assessment=told) for article, told in found if set(parties) <= set(told.about)]


def party_of(holder: Party) -> str | None:
    """The state or body that a party is, or that a person speaks for."""
    return holder.country or (holder.id.split("/")[0] if holder.id else None)


def _naming(connection: Connection, table: Table, parties: Sequence[str]) -> list[tuple[StoredArticle, str]]:
    """The records that name any of these parties somewhere: most can be left out before they are decoded."""
    r, a, c = t.readings.c, t.articles.c, table.c
    named = or_(*(c.record.contains(f'"{code}', autoescape=True) for code in parties))
    told = select(c.record, *(a[name] for name in ARTICLE)).join(t.readings, r.pk == c.reading).join(t.articles, a.pk == r.article)
    rows = connection.execute(told.where(r.current, a.current, named).order_by(a.published.is_(None), a.published, a.key, c.rank))
    return [(stored_article(values), record) for record, *values in rows]
