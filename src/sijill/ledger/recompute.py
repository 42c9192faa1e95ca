"""Events kept ready: only the blocks that something touched are computed anew.

A judgement is seen at once, in its own transaction. Articles mark their blocks as stale, and the end of an `add` settles them: a block that a
thousand articles touch is computed once, so that what an article costs does not grow with the ledger.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, delete, select, update

from sijill.ledger import tables as t
from sijill.ledger.acts import acts
from sijill.ledger.events import events_of
from sijill.ledger.ready import forget, parties_of, prepare
from sijill.ledger.rows import Event, Judgement, StoredArticle, StoredReport
from sijill.records import Report

_T = TypeVar("_T")
_AT_ONCE = 400  # blocks, and keys in one question
_report = msgspec.json.Decoder(Report)
_judgement = msgspec.json.Decoder(Judgement)
ARTICLE = ("key", "version", "sha256", "publisher", "outlet", "published", "language", "url", "title")


def recompute(connection: Connection, blocks: Iterable[str]) -> None:
    """The events of these blocks from their reports and judgements."""
    for some in chunks(_by_parties(blocks)):
        reports = _by_block(connection, some)
        syndicated = _copies(connection, some)
        judgements = judgements_on(connection, [r.key for rows in reports.values() for r in rows])
        parties = set(map(parties_of, some))
        forget(connection, parties)
        gone = list(connection.execute(select(t.events.c.id).where(t.events.c.block.in_(some))).scalars())
        for ids in chunks(gone):
            connection.execute(delete(t.event_counts).where(t.event_counts.c.event.in_(ids)))
            connection.execute(delete(t.event_parties).where(t.event_parties.c.event.in_(ids)))
            connection.execute(delete(t.events).where(t.events.c.id.in_(ids)))
        events = [event for block in some for event in events_of(block, reports[block], judgements, syndicated)]
        _keep(connection, events, {r.key for rows in reports.values() for r in rows if r.report.modality.value == "planned"})
        prepare(connection, parties)


def mark_stale(connection: Connection, blocks: Iterable[str]) -> None:
    """Leave these blocks to be settled later."""
    for some in chunks(sorted(blocks)):
        known = set(connection.execute(select(t.stale.c.block).where(t.stale.c.block.in_(some))).scalars())
        if fresh := [{"block": block} for block in some if block not in known]:
            connection.execute(t.stale.insert(), fresh)


def settle(connection: Connection) -> bool:
    """The events of some blocks that were left; whether there were any."""
    some = _by_parties(connection.execute(select(t.stale.c.block)).scalars())[:_AT_ONCE]
    if some:
        recompute(connection, some)
        connection.execute(delete(t.stale).where(t.stale.c.block.in_(some)))
    return bool(some)


def stored_reports(connection: Connection, *where: Any) -> Iterator[tuple[str, StoredReport]]:
    """Current reports with their articles, each after its block."""
    return report_rows(connection, t.reports.c.current, *where)


def report_rows(connection: Connection, *where: Any) -> Iterator[tuple[str, StoredReport]]:
    """The same of reports that need not count."""
    r, a = t.reports.c, t.articles.c
    columns = [r.block, r.key.label("report_key"), r.record, r.people, *(a[name] for name in ARTICLE)]
    rows = connection.execute(select(*columns).join(t.articles, a.pk == r.article).where(*where).order_by(r.pk))
    for block, key, record, people, *values in rows:
        said = msgspec.json.decode(people, type=dict[str, str]) if people else {}
        yield block, StoredReport(key=key, article=stored_article(values), report=_report.decode(record), people=said)


def stored_article(values: Iterable[Any]) -> StoredArticle:
    """An article out of its columns `ARTICLE`."""
    return StoredArticle(**dict(zip(("id", *ARTICLE[1:]), values, strict=True)))


def judgements_on(connection: Connection, keys: Sequence[str]) -> list[Judgement]:
    """The judgements on any of these reports, undone ones included, oldest first."""
    found: dict[str, Judgement] = {}
    j = t.judgements.c
    for some in chunks(keys):
        rows = connection.execute(select(j.record).join(t.judged, t.judged.c.judgement == j.id).where(t.judged.c.report.in_(some)).distinct())
        found |= {judgement.id: judgement for judgement in map(_judgement.decode, rows.scalars())}
    return sorted(found.values(), key=lambda judgement: (judgement.at, judgement.id))


def chunks(some: Iterable[_T]) -> Iterator[list[_T]]:
    """A few at a time, as many as one question takes."""
    rest = iter(some)
    while part := list(islice(rest, _AT_ONCE)):
        yield part


def _by_parties(blocks: Iterable[str]) -> list[str]:
    """Blocks in an order by which what follows from all blocks of some parties is made ready once."""
    return sorted(blocks, key=lambda block: (parties_of(block), block))


def _by_block(connection: Connection, blocks: Sequence[str]) -> defaultdict[str, list[StoredReport]]:
    reports: defaultdict[str, list[StoredReport]] = defaultdict(list)
    for block, report in stored_reports(connection, t.reports.c.block.in_(blocks)):
        reports[block].append(report)
    return reports


def _copies(connection: Connection, blocks: Sequence[str]) -> dict[str, str]:
    """The articles of these blocks that are copies, with the first of their kind."""
    a, r = t.articles.c, t.reports.c
    told = select(a.key, a.first).distinct().join(t.reports, r.article == a.pk).where(r.current, r.block.in_(blocks), a.first.is_not(None))
    return dict(connection.execute(told).all())


def _keep(connection: Connection, events: Sequence[Event], planned: set[str]) -> None:
    if not events:
        return
    connection.execute(t.events.insert(), [_row(event, not planned.isdisjoint(event.reports)) for event in events])
    parties = [{"event": event.id, "code": code} for event in events for code in party_codes(event.parties)]
    if parties:
        connection.execute(t.event_parties.insert(), parties)
    counted = [{"event": event.id, "block": block} for event in events for block in sorted(_counted(event))]
    if counted:
        connection.execute(t.event_counts.insert(), counted)
    days: dict[str, Any] = {"event": bindparam("event_id"), "earliest": bindparam("first_day"), "latest": bindparam("last_day")}
    connection.execute(
        update(t.reports).where(t.reports.c.key == bindparam("report_key"), t.reports.c.current).values(days),
        [{"report_key": key, "event_id": e.id, "first_day": e.time.earliest, "last_day": e.time.latest} for e in events for key in e.reports],
    )


def _counted(event: Event) -> set[str]:
    """The blocks of the events that the counts told of an event count."""
    told = {str(value.value["of"]) for value in event.values if value.name == "ordinal"}
    return {f"{acts()[act].family if act in acts() else act}:{parties_of(event.block)}" for act in told}


def _row(event: Event, announced: bool) -> dict[str, Any]:
    return {
        "id": event.id, "block": event.block, "parties": parties_of(event.block), "act": event.act, "type": event.type,
        "status": event.status, "earliest": event.time.earliest, "latest": event.time.latest, "announced": announced,
        "disputed": bool(event.conflicts), "record": msgspec.json.encode(event),
    }  # fmt: skip


def party_codes(parties: Iterable[str]) -> tuple[str, ...]:
    """The codes of parties, a person's state among them."""
    return tuple(dict.fromkeys(code for party in parties for code in (party, party.split("/")[0])))
