"""Counts kept ready: how many reports have each value of each facet, how many events there are, how often the ledger changed.

They are of what is settled: reports that stand in an event, as they stood when that was computed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, and_, bindparam, func, select, update

from sijill.ledger import tables as t
from sijill.ledger.stored import chunks

FACETS = ("act", "type", "modality", "speaker", "outlet", "language", "year", "party")
EVENTS, EDITION, ARTICLES, PUBLISHERS, MONTHS, PROMISES = "events", "edition", "articles", "publishers", "months", "promises"

Key = tuple[str, str]  # what is counted, and its value


def counted(connection: Connection, reports: Iterable[int]) -> Counter[Key]:
    """How many of these reports, if they stand in events, have each value of each facet."""
    r, p = t.reports.c, t.report_parties.c
    columns = (r.act, r.type, r.modality, r.speaker, r.outlet, r.language, func.substr(r.earliest, 1, 4))
    found: Counter[Key] = Counter()
    for some in chunks(reports):
        of = (r.pk.in_(some), r.event.is_not(None))
        for row in connection.execute(select(*columns).where(*of)):
            found.update((name, value) for name, value in zip(FACETS, row, strict=False) if value is not None)
        rows = connection.execute(select(p.code, func.count()).join(t.reports, r.pk == p.report).where(*of).group_by(p.code))
        found.update({("party", code): number for code, number in rows})
    return found


def add(connection: Connection, more: Mapping[Key, int]) -> None:
    """Add to counts, or take from them where a number is negative."""
    c = t.tallies.c
    for some in chunks(sorted(key for key, number in more.items() if number)):
        same = [and_(c.name == name, c.value.in_([value for of, value in some if of == name])) for name in dict.fromkeys(name for name, _ in some)]
        known = {key for question in same for key in map(tuple, connection.execute(select(c.name, c.value).where(question)))}
        if rows := [{"of": name, "which": value, "more": more[name, value]} for name, value in some if (name, value) in known]:
            which = (c.name == bindparam("of"), c.value == bindparam("which"))
            connection.execute(update(t.tallies).where(*which).values(n=c.n + bindparam("more")), rows)
        if rows := [{"name": name, "value": value, "n": more[name, value]} for name, value in some if (name, value) not in known]:
            connection.execute(t.tallies.insert(), rows)


def changed(connection: Connection) -> None:
    """Say that the ledger may now answer differently."""
    add(connection, {(EDITION, ""): 1})


def total(connection: Connection, name: str, value: str = "") -> int:
    """One count."""
    c = t.tallies.c
    return connection.execute(select(c.n).where(c.name == name, c.value == value)).scalar() or 0


def largest(connection: Connection, name: str, limit: int) -> dict[str, int]:
    """The values of what is counted that most have, the commonest first."""
    c = t.tallies.c
    return dict(connection.execute(select(c.value, c.n).where(c.name == name, c.n > 0).order_by(c.n.desc(), c.value).limit(limit)).all())


def articles(connection: Connection, rows: Iterable[int]) -> Counter[Key]:
    """How many of these rows of articles each outlet, each publisher and each month has."""
    a = t.articles.c
    found: Counter[Key] = Counter()
    for some in chunks(sorted(rows)):
        for outlet, publisher, published in connection.execute(select(a.outlet, a.publisher, a.published).where(a.pk.in_(some))):
            found.update([(ARTICLES, outlet or ""), (PUBLISHERS, publisher or ""), (MONTHS, (published or "")[:7])])
    return found
