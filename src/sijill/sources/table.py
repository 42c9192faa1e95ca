"""CSV: one article a row under a first line that names the columns; a row that cannot be used gives an error in its place."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from sijill.errors import BrokenRow, EmptyInput, EncodingError, InputError, MissingColumn, TooLarge
from sijill.records import FailureLine
from sijill.sources.given import Given, Page
from sijill.sources.lines import LONGEST, lines
from sijill.sources.row import Columns, article, row_of
from sijill.sources.text import encoding_of, sound

_BODY = ("text", "html")  # where an article stands
_MARKS = ",;\t"  # what parts columns, in Excel by the country


def is_table(head: bytes, columns: Columns) -> bool:
    """Whether a file's first line names several columns, one of them for texts."""
    try:
        first = head.decode(encoding_of(head), "replace").lstrip("\ufeff").splitlines()[0]
    except (InputError, IndexError):
        return False
    names = _cells(first, _mark(first))
    return len(names) > 1 and any(columns.get(key, key) in names for key in _BODY)


def articles(file: BinaryIO, head: bytes, name: str, columns: Columns) -> Iterator[Given | Page | FailureLine]:
    """The articles of a table, one by one as they are read; empty rows are skipped. Raises InputError where the table as a whole is no table."""
    told = _decoded(file, encoding_of(head))
    first = next(told, "").lstrip("\ufeff")
    if not first.strip():
        raise EmptyInput("the file is empty", fix="leave it out, or give its text")
    mark = _mark(first)
    names = _cells(first, mark)
    if not any(columns.get(key, key) in names for key in _BODY):
        raise MissingColumn(f"no column {' or '.join(columns.get(key, key) for key in _BODY)} among: {', '.join(names)}", fix="say which: --map text=COLUMN")
    csv.field_size_limit(LONGEST)  # the library's own is 128 kB, for all its readers: an article may be longer
    rows = csv.reader(told, delimiter=mark, strict=True)
    place = 2
    while True:
        try:
            cells = next(rows, None)
            if cells is None:
                return
            if any(cells):
                yield _article(dict(zip(names, cells, strict=False)), columns, name, place)
        except csv.Error as error:
            goes_on = "expected after" in str(error)  # a quote inside a cell; an open one takes in all that follows
            lost = "" if goes_on else "; what follows is not read"
            yield BrokenRow(f"the row cannot be parted into columns: {error}{lost}", fix="mend its quotes", file=name, line=place).record()
            if not goes_on:
                return
        except InputError as error:
            error.file, error.line, error.article = name, place, error.article or f"{name}:{place}"
            yield error.record()
        place = rows.line_num + 2


def _article(values: dict[str, str], columns: Columns, name: str, place: int) -> Given | Page:
    if any("\x00" in value or sound(value) for value in values.values()):
        raise EncodingError("the row holds bytes that are no text in the encoding of the file", fix="save the file as UTF-8")
    return article(row_of(values, columns), name, place)


def _decoded(file: BinaryIO, encoding: str) -> Iterator[str]:
    """The lines of the file as text; what is no text is marked, so that only its row is lost."""
    if encoding in ("utf-16", "utf-32"):  # their line ends are not found among bytes
        data = file.read(LONGEST * 10 + 1)
        if len(data) > LONGEST * 10:
            raise TooLarge(f"the file is larger than {LONGEST // 100_000} MB", fix="save it as UTF-8: that is read line by line")
        yield from data.decode(encoding, "replace").splitlines(keepends=True)
        return
    for line in lines(file):
        yield "" if line is None else line.decode(encoding, "surrogateescape")


def _mark(first: str) -> str:
    return max(_MARKS, key=first.count)


def _cells(first: str, mark: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([first], delimiter=mark), [])]
