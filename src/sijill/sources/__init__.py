"""Sources: files and standard input to articles, one by one as they are read; what cannot be used gives an error in its place."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from sijill.errors import BinaryInput, Bomb, InputError, MissingFile, TooLarge
from sijill.records import FailureLine, Source
from sijill.sources import jsonl, packed, parquet, table, warc
from sijill.sources.given import Given, Item, Page, Skipped, by_text
from sijill.sources.lines import lines
from sijill.sources.page.html import extractor
from sijill.sources.pages import LARGEST_PAGE, bytes_of, glance, opened
from sijill.sources.row import KEYS, Columns
from sijill.sources.text import decode, sound

__all__ = [
    "FORMATS",
    "KEYS",
    "STDIN",
    "Columns",
    "Format",
    "Given",
    "Item",
    "Page",
    "Skipped",
    "Stretch",
    "by_text",
    "bytes_of",
    "decode",
    "extractor",
    "glance",
    "items",
    "opened",
    "sound",
    "sources",
    "within",
]

Format = Literal["text", "html", "jsonl", "csv", "warc"]
FORMATS: tuple[Format, ...] = ("text", "html", "jsonl", "csv", "warc")
STDIN = "-"
LARGEST = 200_000_000  # bytes of one text; lines, rows and records are read one by one, and there may be any number of them
_SPOOLED = 4_000_000_000  # bytes of a zip or archive that has to be laid down somewhere to be sought in
_PEEK = 4096
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # marks of UTF-16 and UTF-32
_TABLES = (".csv", ".tsv")


class Stretch(NamedTuple):
    """What part of a larger file is read: where it begins, in bytes and in lines, or which row groups of Parquet it is."""

    start: int = 0
    lines: int = 0
    groups: tuple[int, int] | None = None


class _Place(NamedTuple):
    """A file or a file within one: what errors call it, the id of its article, what it is to be read as, and what may still be unpacked of it."""

    name: str
    id: str
    format: Format | None
    columns: Columns
    budget: packed.Budget
    depth: int = 0
    stretch: Stretch = Stretch()


def sources(path: str | Path, format: Format | None = None, columns: Columns | None = None, id: str | None = None) -> Iterator[Given | FailureLine]:
    """The articles of a file, or of standard input (`-`), the text of pages taken. What is no article by its nature is left out.

    The format is told by the content: a packed file is what it holds, `{` begins JSON Lines, `<` HTML, `WARC/` an archive, a line that names columns CSV;
    all else is text. `columns` maps our names for the parts of an article (`KEYS`) to the file's. `id` is the article's where the file tells none.
    """
    for item in items(path, format, columns, id):
        if isinstance(item, Page):
            yield opened(item)
        elif not isinstance(item, Skipped):
            yield item


def items(path: str | Path, format: Format | None = None, columns: Columns | None = None, id: str | None = None) -> Iterator[Item]:
    """The same with pages as they came, for who takes their text elsewhere, and with what is left out."""
    name = "stdin" if str(path) == STDIN else str(path)
    place = partial(_Place, name, id or Path(name).name, format, columns or {})
    try:
        if str(path) == STDIN:
            yield from _guarded(*_counted(sys.stdin.buffer, place))
            return
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            yield from _guarded(file, place(packed.Budget(lambda: size, packed.ALL))) if file.seekable() else _guarded(*_counted(file, place))
    except OSError as error:
        yield MissingFile(error.strerror or str(error), fix="check the path and its permissions", file=name).record()


def within(file: io.BufferedReader, name: str, size: int, columns: Columns | None = None, stretch: Stretch = Stretch()) -> Iterator[Item]:  # noqa: B008
    """The items of a file of `size` bytes that is open and can be sought in, or of a stretch of one: the file holds the bytes of the stretch alone."""
    yield from _guarded(file, _Place(name, Path(name).name, None, columns or {}, packed.Budget(lambda: size, packed.ALL), stretch=stretch))


def _counted(stream: BinaryIO, place: Callable[[packed.Budget], _Place]) -> tuple[io.BufferedReader, _Place]:
    """A stream whose size is not known before, counted as it comes."""
    counted = _Counted(stream)
    return io.BufferedReader(counted), place(packed.Budget(counted.given, packed.ALL))


class _Counted(io.RawIOBase):
    """A stream that knows how much of it has come."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._count = stream, 0

    def readable(self) -> bool:
        return True

    def given(self) -> int:
        return self._count

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the base class takes any buffer
        data = self._stream.read1(len(buffer)) if isinstance(self._stream, io.BufferedReader) else self._stream.read(len(buffer))
        self._count += len(data)
        buffer[: len(data)] = data
        return len(data)


def _guarded(file: io.BufferedReader, place: _Place) -> Iterator[Item]:
    """What is in a file; where it breaks, an error, and what came before stays."""
    try:
        yield from _inside(file, place)
    except InputError as error:
        error.file = error.file or place.name
        error.article = error.article or place.id
        yield error.record()


def _inside(file: io.BufferedReader, place: _Place) -> Iterator[Item]:
    """Layers of packing are taken off until a format shows."""
    head = file.peek(_PEEK)[:_PEEK]
    if place.depth > packed.DEPTH:
        raise Bomb(f"more than {packed.DEPTH} packed files are one in the other", fix="unpack it yourself if you trust it")
    if head.startswith(packed.ZIP):
        yield from _zipped(file, place)
    elif warc.is_archive(head, place.name):
        with _seekable(file) as kept:
            yield from warc.pages(kept, place.name, place.stretch.start)
    elif head.startswith(parquet.MAGIC):
        with _seekable(file) as kept:
            yield from parquet.articles(kept, place.name, place.columns, place.stretch.groups)
    elif head.startswith((packed.GZIP, packed.ZSTD)):
        inner = place._replace(id=place.id.removesuffix(".gz").removesuffix(".zst"), budget=place.budget.layer(), depth=place.depth + 1)
        yield from _inside(packed.unpacked(file, head, inner.budget), inner)
    else:
        yield from _articles(file, head, place)


def _zipped(file: io.BufferedReader, place: _Place) -> Iterator[Item]:
    with _seekable(file) as kept:
        for path, inner, budget in packed.members(kept, place.budget):
            within = place._replace(name=f"{place.name}/{path}", id=f"{place.id}/{path}", budget=budget, depth=place.depth + 1)
            if isinstance(inner, InputError):
                inner.file, inner.article = within.name, within.id
                yield inner.record()
            else:
                with inner:
                    yield from _guarded(inner, within)


def _articles(file: io.BufferedReader, head: bytes, place: _Place) -> Iterator[Item]:
    kind = place.format or _told(head, place)
    if kind == "jsonl":
        yield from jsonl.articles(_lines(file, head), place.name, place.columns, place.stretch.lines)
    elif kind == "csv":
        yield from table.articles(file, head, place.name, place.columns)
    elif kind == "warc":
        raise BinaryInput("it is no WARC archive", fix="leave out --format: archives are told by their content")
    elif kind == "html":
        yield Page(_all(file, LARGEST_PAGE), Source(id=place.id, text=""), place.name, None)
    else:
        yield Given(Source(id=place.id, text=decode(_all(file, LARGEST))), place.name, None)


def _told(head: bytes, place: _Place) -> Format:
    """The format by the first character that is no space and no mark, and a table by its name or its columns."""
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip() if not head.startswith(_WIDE) else head[2:].replace(b"\x00", b"").lstrip()
    if first.startswith((b"{", b"<")):
        return "jsonl" if first.startswith(b"{") else "html"
    return "csv" if place.id.lower().endswith(_TABLES) or table.is_table(head, place.columns) else "text"


def _lines(file: BinaryIO, head: bytes) -> Iterator[bytes | None]:
    """Lines as UTF-8; a file in UTF-16 is read whole, all others line by line."""
    if head.startswith(_WIDE):
        yield from decode(_all(file, LARGEST)).encode("utf-8", "surrogatepass").splitlines()
        return
    if head.startswith(b"\xef\xbb\xbf"):
        file.read(3)
    yield from lines(file)


def _all(file: BinaryIO, largest: int) -> bytes:
    data = file.read(largest + 1)
    if len(data) > largest:
        raise TooLarge(f"it is larger than {largest // 1_000_000} MB", fix="split it: one article a file, or JSON Lines")
    return data


def _seekable(file: io.BufferedReader) -> AbstractContextManager[BinaryIO]:
    return nullcontext(file) if file.seekable() else packed.seekable(file, _SPOOLED)
