"""What a ledger holds already of the articles of a batch, asked once for all of them."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import Column, Connection, select

from sijill.ledger import tables as t
from sijill.ledger.entry import Entry
from sijill.ledger.stored import chunks


class Newest(NamedTuple):
    """The newest version of an article."""

    pk: int
    version: int
    extractor: str | None


class Here:
    """The articles that go by the addresses and names of a batch, as they stand while it goes in."""

    def __init__(self, connection: Connection, entries: Collection[Entry]) -> None:
        c = t.articles.c
        self._urls = _keys(connection, c.url, (entry.article["url"] for entry in entries))
        self._names = _keys(connection, c.name, (entry.article["name"] for entry in entries))
        self._newest: dict[str, Newest] = {}
        self._contents: set[tuple[str, str]] = set()
        for some in chunks(sorted({*self._urls.values(), *self._names.values()})):
            told = select(c.key, c.content, c.pk, c.version, c.extractor).where(c.key.in_(some)).order_by(c.version)
            for key, content, *newest in connection.execute(told):
                self._newest[key] = Newest(*newest)
                self._contents.add((key, content))

    def find(self, entry: Entry) -> tuple[str | None, Newest | None]:
        """The key of an article, known by its address or by its publisher and id, and its newest version."""
        key = self._urls.get(entry.article["url"]) or self._names.get(entry.article["name"])
        return key, self._newest[key] if key else None

    def holds(self, key: str, entry: Entry) -> bool:
        """Whether this very text is a version here, the newest or an older one: a text once seen is never a new version."""
        return (key, entry.article["content"]) in self._contents

    def add(self, key: str, entry: Entry, newest: Newest) -> None:
        """Know a version that goes in."""
        if entry.article["url"]:
            self._urls.setdefault(entry.article["url"], key)
        self._names.setdefault(entry.article["name"], key)
        self._newest[key] = newest
        self._contents.add((key, entry.article["content"]))


def _keys(connection: Connection, column: Column[str], values: Iterable[str | None]) -> dict[str | None, str]:
    """The keys of the articles that have these values, the first that came of each."""
    found: dict[str | None, str] = {}
    for some in chunks(sorted({value for value in values if value})):
        for value, key in connection.execute(select(column, t.articles.c.key).where(column.in_(some)).order_by(t.articles.c.pk)):
            found.setdefault(value, key)
    return found
