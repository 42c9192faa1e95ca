"""Parquet files that come out the same, byte for byte, from the same rows: written aside, and moved into place when all of them are whole."""

import hashlib
import os
import uuid
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sijill.archive.records import Written
from sijill.archive.tables import TABLES, Row
from sijill.errors import ArchiveError, MissingExtra
from sijill.frames import arrow_schema
from sijill.sources.parquet import groups

_ROWS = 4096  # of a row group,
_LETTERS = 32_000_000  # or as many as hold so much text
_FORMAT = {"version": "2.6", "compression": "zstd", "compression_level": 3, "use_dictionary": True, "write_statistics": True, "store_schema": True}


class Files:
    """The files of a shard, a table each. Use it as a context manager; `keep` moves them into place, else nothing is left of them."""

    def __init__(self, folder: Path, shard: str) -> None:
        self._folder, self._shard, self._mark = folder, shard, uuid.uuid4().hex[:8]  # two that write one shard at a time do not meet
        self._tables: dict[str, _Table] = {}

    def __enter__(self) -> Self:
        try:
            sweep(self._folder, self._shard)
            for name in TABLES:
                (self._folder / name).mkdir(parents=True, exist_ok=True)
                self._tables[name] = _Table(self._aside(name), name)
        except OSError as error:
            raise _failed(error, self._folder) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for name, table in self._tables.items():
            table.close()
            self._aside(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _failed(error, self._folder) from error

    def write(self, row: Row) -> None:
        """Put a row into its table."""
        self._tables[row[0]].put(row[1])

    def keep(self) -> dict[str, Written]:
        """End the files and move them into place; what they are."""
        done: dict[str, Written] = {}
        for name, table in self._tables.items():
            table.flush()
            table.close()
            done[name] = _sealed(self._aside(name), table.rows)
        for name in self._tables:
            os.replace(self._aside(name), place_of(self._folder, name, self._shard))
        return done

    def _aside(self, table: str) -> Path:
        return self._folder / table / f".{self._shard}.{self._mark}.part"


def sweep(folder: Path, shard: str) -> None:
    """Take away what a worker that was killed left of a shard, half written."""
    for name in TABLES:
        for left in (folder / name).glob(f".{shard}.*.part"):
            left.unlink(missing_ok=True)


class _Table:
    """The rows of one table, held until they make a row group."""

    def __init__(self, path: Path, name: str) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError as error:
            raise MissingExtra("archives need the extra `archive` (pyarrow)", fix="pip install 'sijill[archive]'") from error
        self._table, self._schema, self._rows, self._letters, self.rows = pa.Table, arrow_schema(TABLES[name]), list[dict[str, Any]](), 0, 0
        self._writer = pq.ParquetWriter(str(path), self._schema, **_FORMAT)

    def put(self, row: dict[str, Any]) -> None:
        self._rows.append(row)
        self._letters += len(row.get("text") or "")
        if len(self._rows) >= _ROWS or self._letters >= _LETTERS:
            self.flush()

    def flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._table.from_pylist(self._rows, self._schema))
            self.rows += len(self._rows)
        self._rows, self._letters = [], 0

    def close(self) -> None:
        self._writer.close()


def place_of(folder: Path, table: str, shard: str) -> Path:
    """Where the file of a shard stands."""
    return folder / table / f"{shard}.parquet"


def packed_size(folder: Path, shard: str) -> int:
    """The bytes that the rows of a shard's files take, without what the files say of themselves."""
    total = 0
    for table in TABLES:
        with place_of(folder, table, shard).open("rb") as file:
            total += sum(groups(file))
    return total


def _sealed(path: Path, rows: int) -> Written:
    """A whole file, safely on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return Written(rows=rows, bytes=path.stat().st_size, sha256=hashlib.file_digest(file, "sha256").hexdigest())


def _failed(error: OSError, folder: Path) -> ArchiveError:
    fix = "check the folder, its permissions and its room, then run the same again"
    return ArchiveError(f"a shard cannot be written: {error.strerror or error}", fix=fix, file=str(folder))
