"""Files, folders and `-` to articles, each under an id that says which it is, and how many there are."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from sijill.records import FailureLine
from sijill.sources import STDIN, Format, Given, sources

_PIECE = 1 << 20


def files(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every file with the id that its article gets if it tells none: its path within the folder given, else its name. Hidden ones are left out."""
    for path in paths:
        folder = Path(path)
        if path == STDIN or not folder.is_dir():
            yield path, folder.name
            continue
        for file in sorted(folder.rglob("*")):
            within = file.relative_to(folder)
            if file.is_file() and not any(part.startswith(".") for part in within.parts):
                yield str(file), within.as_posix()


def articles(paths: Iterable[str], format: Format | None) -> Iterator[Given | FailureLine]:
    """The articles of the files. A line without an id goes by its text, since its number says nothing once lines are moved."""
    for file, name in files(paths):
        for given in sources(file, format):
            yield given if isinstance(given, FailureLine) else given._replace(source=msgspec.structs.replace(given.source, id=_id(given, name)))


def count(paths: Iterable[str], format: Format | None) -> int | None:
    """About how many articles there are: the lines of JSON Lines, and one a file else; None where standard input is among them."""
    paths = tuple(paths)
    return None if STDIN in paths else sum(_lines(Path(file), format) for file, _ in files(paths))


def _id(given: Given, name: str) -> str:
    id = given.source.id
    if given.line is None:
        return name
    if id != f"{given.file}:{given.line}":
        return id
    from sijill.ledger.entry import short_hash

    return short_hash(given.source.text)


def _lines(path: Path, format: Format | None) -> int:
    try:
        with path.open("rb") as file:
            if format != "jsonl" and not (format is None and file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")):
                return 1
            file.seek(0)
            return max(1, sum(piece.count(b"\n") for piece in iter(lambda: file.read(_PIECE), b"")))
    except OSError:
        return 1
