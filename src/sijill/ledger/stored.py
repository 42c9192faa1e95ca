"""What is kept, read back from the tables: reports with their articles, and the judgements on them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, select

from sijill.ledger import tables as t
from sijill.ledger.rows import Judgement, StoredArticle, StoredReport
from sijill.records import Report

_T = TypeVar("_T")
AT_ONCE = 400  # keys in one question
_report = msgspec.json.Decoder(Report)
_people = msgspec.json.Decoder(dict[str, str])
_judgement = msgspec.json.Decoder(Judgement)
ARTICLE = ("key", "version", "sha256", "publisher", "outlet", "published", "language", "url", "title")


def stored_reports(connection: Connection, *where: Any) -> Iterator[tuple[str, StoredReport]]:
    """Current reports with their articles, each after its block."""
    return report_rows(connection, t.reports.c.current, *where)


def report_rows(connection: Connection, *where: Any) -> Iterator[tuple[str, StoredReport]]:
    """The same of reports that need not count."""
    for block, *values in raw_rows(connection, (t.reports.c.block,), *where):
        yield block, stored_report(values)


def raw_rows(connection: Connection, columns: Sequence[Any], *where: Any) -> Iterable[Any]:
    """Rows of reports: some columns, then what `stored_report` takes."""
    r, a = t.reports.c, t.articles.c
    told = select(*columns, r.key.label("report_key"), r.record, r.people, *(a[name] for name in ARTICLE)).join(t.articles, a.pk == r.article)
    return connection.execute(told.where(*where).order_by(r.pk))


def stored_report(values: Sequence[Any]) -> StoredReport:
    """A report out of its key, its record, what people gave, and the columns of its article."""
    key, record, people, *article = values
    said = _people.decode(people) if people else {}
    return StoredReport(key=key, article=stored_article(article), report=_report.decode(record), people=said)


def stored_article(values: Iterable[Any]) -> StoredArticle:
    """An article out of its columns `ARTICLE`."""
    return StoredArticle(**dict(zip(("id", *ARTICLE[1:]), values, strict=True)))


def judgements_on(connection: Connection, keys: Iterable[str]) -> list[Judgement]:
    """The judgements on any of these reports, undone ones included, oldest first."""
    found: dict[str, Judgement] = {}
    j = t.judgements.c
    if connection.execute(select(j.id).limit(1)).first() is None:
        return []
    for some in chunks(keys):
        rows = connection.execute(select(j.record).join(t.judged, t.judged.c.judgement == j.id).where(t.judged.c.report.in_(some)).distinct())
        found |= {judgement.id: judgement for judgement in map(_judgement.decode, rows.scalars())}
    return sorted(found.values(), key=lambda judgement: (judgement.at, judgement.id))


def chunks(some: Iterable[_T], size: int = AT_ONCE) -> Iterator[list[_T]]:
    """A few at a time, as many as one question takes."""
    rest = iter(some)
    while part := list(islice(rest, size)):
        yield part
