"""Sources: files and standard input to articles, one by one as they are read; what cannot be used gives an error in its place."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from sijill.errors import InputError, MissingFile, TooLarge
from sijill.records import FailureLine, Source
from sijill.sources.given import Given
from sijill.sources.html import decode_page, extract
from sijill.sources.jsonl import articles
from sijill.sources.text import decode, sound

__all__ = ["FORMATS", "LARGEST", "STDIN", "Format", "Given", "decode", "sound", "sources"]

Format = Literal["text", "html", "jsonl"]
FORMATS: tuple[Format, ...] = ("text", "html", "jsonl")
STDIN = "-"
LARGEST = 200_000_000  # bytes of one text or page; JSON Lines are read line by line and have no limit but that of a line
_PEEK = 4096
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # marks of UTF-16 and UTF-32


def sources(path: str | Path, format: Format | None = None) -> Iterator[Given | FailureLine]:
    """The articles of a file, or of standard input (`-`). The format is told by the first character: `{` JSON Lines, `<` HTML, else text."""
    name = str(path)
    try:
        if name == STDIN:
            stream = sys.stdin.buffer
            yield from _articles(stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(io.BytesIO(stream.read())), "stdin", format)
            return
        with open(path, "rb") as file:
            yield from _articles(file, name, format)
    except OSError as error:
        yield MissingFile(error.strerror or str(error), fix="check the path and its permissions", file=name).record()
    except InputError as error:
        error.file = error.file or name
        error.article = error.article or _id(name)
        yield error.record()


def _articles(file: io.BufferedReader, name: str, format: Format | None) -> Iterator[Given | FailureLine]:
    head = file.peek(_PEEK)[:_PEEK]
    kind = format or _told(head)
    if kind == "jsonl":
        yield from articles(_lines(file, head, name), name)
        return
    data = _all(file, name)
    given = Source(id=_id(name), text="")
    if kind == "html":
        yield Given(extract(decode_page(data, name), given), name, None)
    else:
        yield Given(Source(id=given.id, text=decode(data, name)), name, None)


def _told(head: bytes) -> Format:
    """The format by the first character that is no space and no mark."""
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip() if not head.startswith(_WIDE) else head[2:].replace(b"\x00", b"").lstrip()
    return "jsonl" if first.startswith(b"{") else "html" if first.startswith(b"<") else "text"


def _lines(file: BinaryIO, head: bytes, name: str) -> Iterator[bytes]:
    """Lines as UTF-8; a file in UTF-16 is read whole, all others line by line."""
    if head.startswith(_WIDE):
        yield from decode(_all(file, name), name).encode("utf-8", "surrogatepass").splitlines()
        return
    if head.startswith(b"\xef\xbb\xbf"):
        file.read(3)
    yield from file


def _all(file: BinaryIO, name: str) -> bytes:
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise TooLarge(f"the file is larger than {LARGEST // 1_000_000} MB", fix="split it: one article a file, or JSON Lines", file=name)
    return data


def _id(name: str) -> str:
    return Path(name).name
