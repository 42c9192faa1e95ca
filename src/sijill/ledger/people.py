"""What people say of single reports, applied to what was read: the rows of the reports follow from the judgements, and from nothing else.

A rejected report counts nowhere, but stays where it stands. A corrected one is another row, beside the one that was read. So undoing a judgement
brings back what was, a new reading of an article meets the same judgements, and whatever asks for current reports gets what people say.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, func, select, update

from sijill.errors import UnknownId
from sijill.ledger import tables as t
from sijill.ledger.corrections import corrected
from sijill.ledger.entry import report_entry
from sijill.ledger.facts import facts_of
from sijill.ledger.judged import addition_of, corrections_of, standing, word_on
from sijill.ledger.missed import Page, moved
from sijill.ledger.rows import Event, Judgement, StoredReport
from sijill.ledger.same_event import judge
from sijill.ledger.store import is_read, put_report
from sijill.ledger.stored import chunks, judgements_on, report_rows
from sijill.ledger.succession import Change
from sijill.ledger.words import Words
from sijill.records import Dropped, Report

_report = msgspec.json.Decoder(Report)
_dropped = msgspec.json.Decoder(Dropped)
Touched = set[tuple[int, str]]  # the rows of reports that came or went, with their blocks


class _Stated(NamedTuple):
    """A report as people let it stand, and where: `people` as in `StoredReport`, none where it stands as it was read."""

    article: int
    reading: int
    report: Report
    people: dict[str, str]


def restate(connection: Connection, keys: Iterable[str]) -> Touched:
    """Let these reports stand as people judged them."""
    touched: Touched = set()
    for some in chunks(sorted(set(keys))):
        said = by_report(judgements_on(connection, some))
        rows = _rows(connection, some)
        for key in some:
            touched |= _restate(connection, key, rows[key], said.get(key, []))
    return touched


def restate_articles(connection: Connection, articles: Iterable[int]) -> Touched:
    """The same for all reports of these article versions that people judged, in this version or an earlier one."""
    r, a, older = t.reports.c, t.articles.c, t.articles.alias().c
    touched: Touched = set()
    for some in chunks(sorted(articles)):
        told = select(r.key).distinct().join(t.judged, t.judged.c.report == r.key).join(t.articles, a.pk == r.article)
        touched |= restate(connection, connection.execute(told.where(a.key.in_(select(older.key).where(older.pk.in_(some))))).scalars())
    return touched


def by_report(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Judgements by the reports that they are on."""
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        for key in dict.fromkeys(judgement.reports):
            found[key].append(judgement)
    return found


def is_rejected(key: str, judgements: Iterable[Judgement]) -> bool:
    """Whether the last standing word on a report is that it is wrong."""
    word = word_on(key, judgements)
    return word is not None and word.kind == "reject"


def rejected(connection: Connection, event: Event, told: Sequence[StoredReport]) -> list[StoredReport]:
    """The rejected reports that would stand in an event, whose reports are `told`: a reader sees them struck out, not gone."""
    r = t.reports.c
    out = {stored.key: stored for _, stored in report_rows(connection, r.block == event.block, ~r.current, is_read())}
    said = by_report(judgements_on(connection, sorted(out)))
    facts = [facts_of(stored) for stored in told]
    return [s for key, s in out.items() if is_rejected(key, said.get(key, [])) and any(judge(facts_of(s), other).verdict == "same" for other in facts)]


def as_read(connection: Connection, keys: Iterable[str]) -> dict[str, Report]:
    """What was read of these reports, whatever people say of them, by their keys."""
    r = t.reports.c
    questions = [select(r.key, r.record).where(r.key.in_(some), is_read(), r.people.is_(None)) for some in chunks(sorted(set(keys)))]
    return {key: _report.decode(record) for question in questions for key, record in connection.execute(question)}


def as_stated(connection: Connection, key: str) -> Report | None:
    """A report as it was read and people corrected it, rejected or not; nothing where it is told no more."""
    stated = _stated(connection, key, _rows(connection, [key])[key], judgements_on(connection, [key]))
    return stated.report if stated else None


def lost(connection: Connection, articles: Iterable[int]) -> dict[str, list[Change]]:
    """The added reports whose words these new versions of their articles no longer hold, by the keys of the articles."""
    a = t.articles.c
    keys = {key for some in chunks(sorted(articles)) for key in connection.execute(select(a.key).where(a.pk.in_(some))).scalars()}
    found: defaultdict[str, list[Change]] = defaultdict(list)
    for key in sorted(keys):
        for judgement in standing(judgements_on(connection, reports_in(connection, key))):
            if judgement.added and judgement.article == key and _place(connection, judgement) is None:
                found[key].append(Change(kind="lost", key=judgement.reports[0], before=judgement.added, after=None))
    return found


def page_of(connection: Connection, article: str) -> Page:
    """An article as reports are added to it, by its key. Raises UnknownId."""
    a, n, r, d = t.articles.c, t.readings.c, t.reports.c, t.dropped.c
    told = select(n.pk, a.sha256, a.title, a.text).join(t.readings, n.article == a.pk).where(a.key == article, a.current, n.current)
    row = connection.execute(told).first()
    if row is None:
        raise UnknownId(f"no article {article!r}", fix="follow a link from an event, or search for its words")
    reading, sha256, title, text = row
    reports = [_report.decode(record) for record in connection.execute(select(r.record).where(r.reading == reading, r.people.is_(None))).scalars()]
    dropped = [_dropped.decode(record) for record in connection.execute(select(d.record).where(d.reading == reading)).scalars()]
    sentences = dict.fromkeys([*(s for report in reports for s in (report.evidence, *(m.evidence for m in report.mentions))), *(d.evidence for d in dropped)])
    return Page(sha256=sha256, title=title, text=text, sentences=tuple(sentences), taken=tuple(report.id for report in reports))


def reports_in(connection: Connection, article: str) -> list[str]:
    """The keys of all reports that were ever told of an article."""
    a, r = t.articles.c, t.reports.c
    return list(connection.execute(select(r.key).distinct().join(t.articles, a.pk == r.article).where(a.key == article)).scalars())


def _restate(connection: Connection, key: str, rows: Sequence[Any], said: Sequence[Judgement]) -> Touched:
    stated = _stated(connection, key, rows, said)
    wanted = None if stated is None or is_rejected(key, said) else _row_of(connection, key, rows, stated)
    before = {(row.pk, row.block) for row in rows if row.current}
    after = {wanted} if wanted else set()
    if before == after:
        return set()
    r = t.reports.c
    connection.execute(update(t.reports).where(r.pk.in_([pk for pk, _ in before - after])).values(current=False))
    connection.execute(update(t.reports).where(r.pk.in_([pk for pk, _ in after - before])).values(current=True))
    return before | after


def _stated(connection: Connection, key: str, rows: Iterable[Any], said: Sequence[Judgement]) -> _Stated | None:
    """What people make of a report that was read, or that they added; nothing where it is told no more."""
    read = next((row for row in rows if row.people is None), None)
    added = addition_of(key, said)
    corrections = corrections_of(key, said)
    people = {j.correction.name if j.correction else "report": j.id for j in ([added] if added else []) + corrections}
    if added and (place := _place(connection, added)):
        article, reading, base = place
    elif read is not None:
        article, reading, base = read.article, read.reading, _report.decode(read.record)
        people.pop("report", None)
    else:
        return None
    report = corrected(base, [j.correction for j in corrections if j.correction]) if corrections else base
    return _Stated(article, reading, report, people)


def _place(connection: Connection, added: Judgement) -> tuple[int, int, Report] | None:
    """The article version, its reading, and an added report as it stands there, if its sentence still does."""
    a, n = t.articles.c, t.readings.c
    told = select(a.pk, n.pk, a.title, a.text).join(t.readings, n.article == a.pk).where(a.key == added.article, a.current, n.current)
    row = connection.execute(told).first()
    report = moved(added.added, row[2], row[3]) if row and added.added else None
    return (row[0], row[1], report) if row and report else None


def _row_of(connection: Connection, key: str, rows: Sequence[Any], stated: _Stated) -> tuple[int, str]:
    """The row of a report as it is stated, made if there is none, and its block."""
    people = msgspec.json.encode(stated.people, order="sorted").decode() if stated.people else None
    record = msgspec.json.encode(stated.report).decode()
    for row in rows:
        if row.people == people and (people is None or row.record == record):
            return row.pk, row.block
    return _put(connection, key, stated, people or "{}")


def _put(connection: Connection, key: str, stated: _Stated, people: str) -> tuple[int, str]:
    """A row of its own for a report that people had a hand in."""
    a, r = t.articles.c, t.reports.c
    outlet, language, published, title = connection.execute(select(a.outlet, a.language, a.published, a.title).where(a.pk == stated.article)).one()
    rank = connection.execute(select(func.coalesce(func.max(r.rank), -1) + 1).where(r.reading == stated.reading)).scalar_one()
    entry = report_entry(rank, stated.report, {"outlet": outlet, "language": language, "published": published}, title, _words())
    pk = put_report(connection, entry, {"key": key, "article": stated.article, "reading": stated.reading, "people": people, "current": False})
    return pk, entry.row["block"]


def _rows(connection: Connection, keys: Sequence[str]) -> defaultdict[str, list[Any]]:
    """The rows of these reports in current readings, as they came."""
    r = t.reports.c
    found: defaultdict[str, list[Any]] = defaultdict(list)
    columns = (r.pk, r.key, r.block, r.current, r.people, r.record, r.article, r.reading)
    for row in connection.execute(select(*columns).where(r.key.in_(keys), is_read()).order_by(r.pk)):
        found[row.key].append(row)
    return found


@cache
def _words() -> Words:
    return Words()
