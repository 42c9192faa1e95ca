"""People's judgements: signed, dated, only ever added; one is undone by another."""

import msgspec
from sqlalchemy import Connection, select

from sijill.errors import UnknownId
from sijill.ledger import tables as t
from sijill.ledger import tallies
from sijill.ledger.corrections import check
from sijill.ledger.entry import short_hash
from sijill.ledger.judged import standing
from sijill.ledger.missed import Missed, report_of
from sijill.ledger.people import as_stated, page_of, restate
from sijill.ledger.rows import Correction, Judgement, JudgementKind, Verdict
from sijill.ledger.settle import judged
from sijill.ledger.store import is_read
from sijill.ledger.stored import chunks

_judgement = msgspec.json.Decoder(Judgement)


def judge(
    connection: Connection, kind: JudgementKind, reports: tuple[str, ...], by: str, at: str, verdict: Verdict | None = None, evidence: str | None = None
) -> Judgement:
    """Keep a judgement on reports, by their keys, and let the events follow it. Raises UnknownId."""
    known = {key for some in chunks(reports) for key in connection.execute(select(t.reports.c.key).where(t.reports.c.key.in_(some))).scalars()}
    for key in reports:
        if key not in known:
            raise UnknownId(f"no report {key!r}", fix="`sijill find` and `sijill timeline` show the ids of reports")
    return _keep(connection, Judgement(id="", kind=kind, reports=reports, verdict=verdict, by=by, at=at, evidence=evidence))


def correct(connection: Connection, report: str, correction: Correction, by: str, at: str, evidence: str | None = None) -> Judgement:
    """Keep a correction of a report, by its key. Raises UnknownId, BadValue."""
    told = as_stated(connection, report)
    if told is None:
        raise UnknownId(f"no report {report!r}", fix="`sijill find` and `sijill timeline` show the ids of reports")
    check(told, correction)
    return _keep(connection, Judgement(id="", kind="correct", reports=(report,), correction=correction, by=by, at=at, evidence=evidence))


def add(connection: Connection, article: str, missed: Missed, by: str, at: str, evidence: str | None = None) -> Judgement:
    """Keep a report that the reader missed in an article, by the article's key. Raises UnknownId, BadValue."""
    report = report_of(page_of(connection, article), missed, by)
    key = short_hash(article, report.id)
    return _keep(connection, Judgement(id="", kind="add", reports=(key,), article=article, added=report, by=by, at=at, evidence=evidence))


def undo(connection: Connection, id: str, by: str, at: str, evidence: str | None = None) -> Judgement:
    """Keep a judgement that undoes another. Raises UnknownId."""
    record = connection.execute(select(t.judgements.c.record).where(t.judgements.c.id == id)).scalar()
    if record is None:
        raise UnknownId(f"no judgement {id!r}", fix="give the id of a judgement of this ledger")
    undone = _judgement.decode(record)
    return _keep(connection, msgspec.structs.replace(undone, id="", by=by, at=at, evidence=evidence, undoes=id))


def judgements(connection: Connection) -> list[Judgement]:
    """All of them, oldest first."""
    c = t.judgements.c
    return [_judgement.decode(record) for record in connection.execute(select(c.record).order_by(c.made, c.id)).scalars()]


def orphaned(connection: Connection) -> list[Judgement]:
    """The standing judgements of which a report is no longer told: its article was edited, or a newer reading does not find it."""
    told = select(t.reports.c.key).where(is_read())
    lost = set(connection.execute(select(t.judged.c.judgement).where(t.judged.c.report.not_in(told)).distinct()).scalars())
    return [judgement for judgement in standing(judgements(connection)) if judgement.id in lost]


def _keep(connection: Connection, judgement: Judgement) -> Judgement:
    signed = msgspec.structs.replace(judgement, id=short_hash(msgspec.json.encode(judgement).decode()))
    if connection.execute(select(t.judgements.c.id).where(t.judgements.c.id == signed.id)).first() is not None:
        return signed
    row = {"id": signed.id, "made": signed.at, "by": signed.by, "record": msgspec.json.encode(signed).decode()}
    connection.execute(t.judgements.insert(), row)
    keys = sorted(set(signed.reports))
    connection.execute(t.judged.insert(), [{"judgement": signed.id, "report": key} for key in keys])
    judged(connection, keys, restate(connection, keys))
    tallies.changed(connection)
    return signed
