"""Files, folders and `-` to articles, each under an id that says which it is, and how many there are."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sijill.cli.network import Network, fetcher_of
from sijill.errors import UnsafePath
from sijill.records import FailureLine
from sijill.sources import STDIN, Columns, Format, Item, by_text, items

_PIECE = 1 << 20
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"WARC/")


class File(NamedTuple):
    """A file with the id that its article gets if it tells none: its path within the folder given, else its name."""

    path: str
    id: str


def files(paths: Iterable[str]) -> Iterator[File | FailureLine]:
    """Every file of the paths, those of a folder by name without hidden ones. What a symbolic link brings in from outside a folder is refused."""
    for path in paths:
        folder = Path(path)
        if path == STDIN or not folder.is_dir():
            yield File(path, folder.name)
            continue
        home = folder.resolve()
        for file in sorted(_below(folder)):
            within = file.relative_to(folder).as_posix()
            if file.is_symlink() and not file.resolve().is_relative_to(home):
                fix = "copy what it means into the folder, or name it"
                yield UnsafePath("a symbolic link leads out of the folder", fix=fix, file=str(file), article=within).record()
            elif file.is_file() or file.is_symlink() and not file.exists():
                yield File(str(file), within)


def articles(paths: Iterable[str], format: Format | None, columns: Columns | None = None, network: Network | None = None) -> Iterator[Item]:
    """What the files and addresses hold. A line without an id goes by its text, since its number says nothing once lines are moved."""
    for path in paths:
        if is_address(path):
            yield from fetched(path, network or Network())
        else:
            yield from _of_files([path], format, columns)


def is_address(path: str) -> bool:
    """Whether a path is an address of the web."""
    return path.startswith(("http://", "https://"))


def fetched(url: str, network: Network) -> Iterator[Item]:
    """The page at an address, or all that a feed or sitemap there lists."""
    with fetcher_of(network) as fetcher:
        from sijill.sources.net import fetched_items

        yield from fetched_items(url, fetcher)


def _of_files(paths: Iterable[str], format: Format | None, columns: Columns | None) -> Iterator[Item]:
    for file in files(paths):
        if isinstance(file, FailureLine):
            yield file
            continue
        yield from map(by_text, items(file.path, format, columns, file.id))


def count(paths: Iterable[str], format: Format | None) -> int | None:
    """About how many articles there are: the lines of JSON Lines, and one a file else; None where a packed file, a pipe or an address is among them."""
    total = 0
    if any(is_address(path) for path in paths):
        return None
    for file in files(paths):
        lines = 1 if isinstance(file, FailureLine) else None if file.path == STDIN or not Path(file.path).is_file() else _lines(Path(file.path), format)
        if lines is None:
            return None
        total += lines
    return total


def _below(folder: Path) -> Iterator[Path]:
    """Files and links of a folder and its folders; no link is followed into another, so none can go round in a circle."""
    for place, folders, names in os.walk(folder):
        linked = [name for name in folders if Path(place, name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in (*names, *linked) if not name.startswith("."))


def _lines(path: Path, format: Format | None) -> int | None:
    try:
        with path.open("rb") as file:
            head = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
            if head.startswith(_PACKED):
                return None
            if format not in ("jsonl", "csv") and not (format is None and (head.startswith(b"{") or path.suffix in (".csv", ".tsv"))):
                return 1
            file.seek(0)
            return max(1, sum(piece.count(b"\n") for piece in iter(lambda: file.read(_PIECE), b"")))
    except OSError:
        return 1
