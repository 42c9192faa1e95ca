"""From finished shards back to what a ledger takes: the same articles, readings and places that `sijill add` would have given it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sijill.archive.parquet import place_of
from sijill.archive.records import Marker
from sijill.errors import ArchiveError
from sijill.ledger.entry import TOLD, Entry, Failed, Scribe, origin_hash
from sijill.records import Article, Assessment, Dropped, Failure, Membership, Position, Provenance, Reader, Reading, Report, Source

_ROWS = 256  # taken at a time
_KINDS: dict[str, Any] = {"reports": Report, "positions": Position, "assessments": Assessment, "memberships": Membership, "dropped": Dropped}
_PLACE = {"extractor": "extractor", "page_sha256": "sha256", "retrieved": "retrieved", "author": "author", "canonical": "canonical", "offset": "offset",
          "length": "length", "digest": "digest"}  # fmt: skip
_ARTICLE = ("article", "given", "text", "source", "record", "reader", "file", "line", *_PLACE)


class Shelved(NamedTuple):
    """An article as a shard holds it: the values of its row, and the records of what was read in it by table, as JSON."""

    row: dict[str, Any]
    told: dict[str, list[str]]


def shelved(folder: Path, marker: Marker, known: Callable[[list[str]], set[str]]) -> Iterator[Shelved | Failed]:
    """The articles and failures of a shard, without the articles that are `known` by their `given` hashes. Raises ArchiveError where a file is damaged."""
    try:
        yield from map(_failed, _rows(folder, "failures", marker, None))
        told = {table: _Following(_rows(folder, table, marker, ("article", "record"))) for table in _KINDS}
        for some in _batches(folder, "articles", marker, _ARTICLE):
            here = known([row["given"] for row in some])
            for row in some:
                records = {table: following.of(row["article"]) for table, following in told.items()}
                if row["given"] not in here:
                    yield Shelved(row, records)
    except OSError as error:
        fix = "delete its marker in done/ and run the archive again"
        raise ArchiveError(f"a file of shard {marker.id} cannot be read ({error})", fix=fix, file=str(folder)) from error


def all_known(folder: Path, marker: Marker, known: Callable[[list[str]], set[str]]) -> bool:
    """Whether nothing of a shard is new; asked of one column, so that a load that is run again soon comes to where it was."""
    given = ([row["given"] for row in some] for some in _batches(folder, "articles", marker, ("given",)))
    return not marker.failed and all(known(some) >= set(some) for some in given)


def entry_of(item: Shelved, scribe: Scribe, scope: str) -> Entry:
    """What goes into the ledger of an article."""
    row = item.row
    article = msgspec.structs.replace(msgspec.json.decode(row["record"], type=Article), text=row["text"])
    source = msgspec.structs.replace(msgspec.json.decode(row["source"], type=Source), text=row["text"])
    told = {table: tuple(msgspec.json.decode(record, type=kind) for record in item.told[table]) for table, kind in _KINDS.items()}
    reading = Reading(
        article=article, reports=told["reports"], reader=msgspec.json.decode(row["reader"], type=Reader), **{name: told[name] for name in TOLD}
    )  # fmt: skip
    came = {name: row[column] for column, name in _PLACE.items() if row[column] is not None}
    if "offset" in came:
        came["file"] = row["file"]
    return scribe.entry(reading, scope, source, Provenance(**came) if came else None, origin_hash(row["file"], row["line"], source.id))


class _Following:
    """The rows of a table that stand in the order of their articles, given out article by article."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    def of(self, article: str) -> list[str]:
        found: list[str] = []
        while self._next is not None and self._next["article"] == article:
            found.append(self._next["record"])
            self._next = next(self._rows, None)
        return found


def _failed(row: dict[str, Any]) -> Failed:
    failure = Failure(**{name: row[name] for name in Failure.__struct_fields__})
    return Failed(failure, row["outlet"], row["language"], row["published"])


def _rows(folder: Path, table: str, marker: Marker, columns: tuple[str, ...] | None) -> Iterator[dict[str, Any]]:
    for some in _batches(folder, table, marker, columns):
        yield from some


def _batches(folder: Path, table: str, marker: Marker, columns: tuple[str, ...] | None) -> Iterator[list[dict[str, Any]]]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(place_of(folder, table, marker.id)) as file:
        for batch in file.iter_batches(_ROWS, columns=list(columns) if columns else None, use_threads=False):  # processes are forked while it is read
            yield batch.to_pylist()
