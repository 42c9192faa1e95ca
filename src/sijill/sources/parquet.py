"""Parquet: one article a row under columns that go by our names or by the file's own, read a few rows at a time."""

from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from sijill.errors import BrokenArchive, EncodingError, InputError, MissingColumn, MissingExtra
from sijill.records import FailureLine
from sijill.sources.given import Given, Page
from sijill.sources.row import KEYS, Columns, article, row_of
from sijill.sources.text import sound

MAGIC = b"PAR1"
_BODY = ("text", "html")  # where an article stands
_ROWS = 256  # taken at a time


def articles(file: BinaryIO, name: str, columns: Columns, groups: tuple[int, int] | None = None) -> Iterator[Given | Page | FailureLine]:
    """The articles of a file, or of its row groups from one to another, by the number of their row in the file.

    Raises MissingExtra, MissingColumn, BrokenArchive.
    """
    opened = _opened(file)
    wanted = [told for key in KEYS if (told := columns.get(key, key)) in opened.schema_arrow.names]
    if not any(columns.get(key, key) in wanted for key in _BODY):
        given = ", ".join(opened.schema_arrow.names)
        raise MissingColumn(f"no column {' or '.join(columns.get(key, key) for key in _BODY)} among: {given}", fix="say which: --map text=COLUMN")
    first, last = groups or (0, opened.num_row_groups)
    number = sum(opened.metadata.row_group(at).num_rows for at in range(first))
    try:
        for batch in opened.iter_batches(_ROWS, row_groups=list(range(first, last)), columns=wanted, use_threads=False):
            for values in batch.to_pylist():
                number += 1
                yield _article(values, columns, name, number)
    except (_pyarrow().ArrowException, OSError) as error:
        raise BrokenArchive(f"it is damaged, behind row {number} ({error})", fix="fetch it again") from error


def groups(file: BinaryIO) -> list[int]:
    """The packed bytes of each row group of a file. Raises MissingExtra, BrokenArchive."""
    about = _opened(file).metadata
    return [sum(about.row_group(at).column(c).total_compressed_size for c in range(about.num_columns)) for at in range(about.num_row_groups)]


def rows(file: BinaryIO, some: tuple[int, int] | None = None) -> int:
    """How many rows a file has, or its row groups from one to another. Raises MissingExtra, BrokenArchive."""
    about = _opened(file).metadata
    return sum(about.row_group(at).num_rows for at in range(*(some or (0, about.num_row_groups))))


def _opened(file: BinaryIO) -> Any:
    damage = _pyarrow().ArrowException
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(file)
    except (damage, OSError) as error:
        raise BrokenArchive(f"it is no whole Parquet file ({error})", fix="fetch it again") from error


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtra("Parquet needs the extra `analytics`", fix="pip install 'sijill[analytics]'") from error
    return pyarrow


def _article(values: dict[str, Any], columns: Columns, name: str, number: int) -> Given | Page | FailureLine:
    plain = {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
    try:
        if any(isinstance(value, str) and sound(value) for value in plain.values()):
            raise EncodingError("the row holds what is no text", fix="write it as UTF-8")
        return article(row_of(plain, columns), name, number)
    except InputError as error:
        error.file, error.line, error.article = name, number, error.article or f"{name}:{number}"
        return error.record()
