"""Rows on their way into the tables: many at once, by COPY where the server has it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select

from sijill.ledger import tables as t
from sijill.ledger.entry import Row
from sijill.ledger.fulltext import Index, put
from sijill.ledger.postgres import copy_in


class Rows:
    """Rows of one writing transaction, held until `flush`. Their keys are given here, since nobody else writes meanwhile."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.fresh: set[int] = set()  # the articles of which something is still held
        self._rows: defaultdict[str, list[Row]] = defaultdict(list)
        self._words: defaultdict[Index, list[tuple[int, str]]] = defaultdict(list)
        self._next: dict[str, int] = {}

    def key(self, table: Table) -> int:
        """The next free key of a table."""
        if table.name not in self._next:
            self._next[table.name] = int(self.connection.execute(select(func.coalesce(func.max(table.c.pk), 0))).scalar_one())
        self._next[table.name] += 1
        return self._next[table.name]

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        """Hold rows of a table."""
        self._rows[table.name] += rows

    def add_words(self, index: Index, pk: int, words: str) -> None:
        """Hold the forms of words under the key of their row."""
        self._words[index].append((pk, words))

    def flush(self) -> None:
        """Put what is held into the tables, those first that others point to."""
        for table in t.metadata.sorted_tables:
            if rows := self._rows.pop(table.name, None):
                insert(self.connection, table, rows)
        for index, words in self._words.items():
            put(self.connection, index, words)
        self._words.clear()
        self.fresh.clear()


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Put rows into a table; a column that a row does not tell is empty."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        names = [column.name for column in table.columns]
        copy_in(connection, table.name, names, ([row.get(name) for name in names] for row in rows))
    else:
        connection.execute(table.insert(), _even(rows))


def _even(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows that all tell the same columns, as one statement for many needs."""
    names = dict.fromkeys(name for row in rows for name in row)
    return [{name: row.get(name) for name in names} for row in rows]
