"""A whole ledger moved to another place, from a file to a server or back: older versions, judgements and what a watch knows too."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, Table, delete, func, select

from sijill.errors import LedgerError
from sijill.ledger import tables as t
from sijill.ledger.entry import report_words
from sijill.ledger.fulltext import Index, put
from sijill.ledger.load import insert
from sijill.ledger.words import Words
from sijill.records import Report

_AT_ONCE = 2000  # rows that are held
_report = msgspec.json.Decoder(Report)


def transfer(source: Connection, target: Connection, words: Words) -> dict[str, int]:
    """Every row of a ledger into one that holds nothing yet; how many, by table. Raises LedgerError."""
    for table in (t.articles, t.judgements, t.failures, t.sources):
        if _count(target, table):
            raise LedgerError("a ledger stands there and holds something", fix="give a new file or an empty database")
    for table in reversed(t.metadata.sorted_tables):
        target.execute(delete(table))  # what a new ledger says of itself
    for table in t.metadata.sorted_tables:
        rows = _rows(source, select(table))
        while some := [dict(row._mapping) for row in islice(rows, _AT_ONCE)]:
            insert(target, table, some)
    _index(source, target, words)
    counts = {table.name: (_count(source, table), _count(target, table)) for table in t.metadata.sorted_tables}
    if lost := [name for name, (here, there) in counts.items() if here != there]:
        raise LedgerError(f"not every row arrived: {', '.join(lost)}", fix="run the command again; if it stays, report it")
    return {name: there for name, (_, there) in counts.items()}


def _index(source: Connection, target: Connection, words: Words) -> None:
    """The index of words, made anew: what one database holds of it the other cannot read."""
    a, r = t.articles.c, t.reports.c
    articles = _rows(source, select(a.pk, a.language, a.title, a.text))
    _put(target, "article_words", ((row.pk, words.of(row.language, [row.title or "", row.text])) for row in articles))
    reports = _rows(source, select(r.pk, r.language, r.record, a.title).join(t.articles, r.article == a.pk))
    _put(target, "report_words", ((row.pk, report_words(_report.decode(row.record), row.language, row.title, words)) for row in reports))


def _put(target: Connection, index: Index, rows: Iterator[tuple[int, str]]) -> None:
    while some := list(islice(rows, _AT_ONCE)):
        put(target, index, some)


def _rows(source: Connection, question: Select[Any]) -> Iterator[Any]:
    return iter(source.execute(question, execution_options={"yield_per": _AT_ONCE}))


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
