"""Cutting large files into stretches that can be read alone: WARC between gzip members, JSON Lines between lines, Parquet between row groups."""

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from sijill.archive.addresses import bytes_at
from sijill.archive.records import Kind, Shard
from sijill.errors import ArchiveError
from sijill.sources import packed, parquet, warc

_HEAD = 4096
_NEAR = 64_000_000  # bytes in which the next member must begin
_PIECE = 1 << 20
_MEMBER = packed.GZIP + b"\x08"


def kind_of(address: str) -> Kind:
    """What a file holds, by its first bytes. Raises ArchiveError, MissingFile."""
    with bytes_at(address) as file:
        head = file.read(_HEAD)
    if warc.is_archive(head, address):
        return "warc"
    if head.startswith(parquet.MAGIC):
        return "parquet"
    inside = packed.head(head) if head.startswith((packed.GZIP, packed.ZSTD)) else head
    if inside.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return "jsonl"
    raise ArchiveError("it is neither WARC nor JSON Lines nor Parquet", fix="leave it out, or add it with `sijill add`", file=address)


def cut(whole: Shard, size: int) -> Iterator[Shard]:
    """A file as stretches of about `size` bytes; itself where it cannot be cut."""
    with bytes_at(whole.address) as file:
        head = file.read(_HEAD)
        if whole.format == "parquet":
            yield from _groups(file, whole, size)
        elif whole.format == "warc" and head.startswith(packed.GZIP):
            yield from _stretches(whole, [at for place in _places(whole.size, size) if (at := _member(file, place))])
        elif whole.format == "jsonl" and not head.startswith((packed.GZIP, packed.ZSTD)):
            places = sorted({at for place in _places(whole.size, size) if (at := _line(file, place)) < whole.size})
            yield from _stretches(whole, places, _counts(file, places))
        else:
            yield whole


def _places(whole: int, size: int) -> list[int]:
    """Where a file may be cut into equal parts."""
    parts = max(1, round(whole / size))
    return [whole * part // parts for part in range(1, parts)]


def _stretches(whole: Shard, places: list[int], lines: list[int] | None = None) -> Iterator[Shard]:
    places = sorted({place for place in places if 0 < place < whole.size})
    starts = [0, *places]
    ends = [*places, whole.size]
    if not places:
        yield whole
        return
    for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
        yield msgspec.structs.replace(whole, start=start, end=end, size=end - start, lines=lines[at - 1] if lines and at else 0)


def _member(file: BinaryIO, place: int) -> int:
    """Where the next record of a packed archive begins; 0 where none is near."""
    at = place
    while at < place + _NEAR:
        file.seek(at)
        window = file.read(_PIECE)
        if len(window) < len(_MEMBER):
            return 0
        found = window.find(_MEMBER)
        while found >= 0:
            if _begins(window[found:] if len(window) - found > _HEAD else _from(file, at + found)):
                return at + found
            found = window.find(_MEMBER, found + 1)
        at += len(window) - len(_MEMBER) + 1
    return 0


def _from(file: BinaryIO, at: int) -> bytes:
    file.seek(at)
    return file.read(_HEAD)


def _begins(data: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(data[:_HEAD], 64).startswith(b"WARC/")
    except zlib.error:
        return False


def _line(file: BinaryIO, place: int) -> int:
    """Where the next line begins."""
    file.seek(place)
    while piece := file.read(_PIECE):
        found = piece.find(b"\n")
        if found >= 0:
            return file.tell() - len(piece) + found + 1
    return file.seek(0, io.SEEK_END)


def _counts(file: BinaryIO, places: list[int]) -> list[int]:
    """How many lines stand before each of these places: errors name the line of the whole file."""
    found: list[int] = []
    file.seek(0)
    at = lines = 0
    for place in places:
        while at < place:
            piece = file.read(min(_PIECE, place - at))
            lines += piece.count(b"\n")
            at += len(piece)
        found.append(lines)
    return found


def _groups(file: BinaryIO, whole: Shard, size: int) -> Iterator[Shard]:
    """Row groups together until they have the size."""
    sizes = parquet.groups(file)
    first = held = 0
    for at, bytes in enumerate(sizes, 1):
        held += bytes
        if held >= size or at == len(sizes):
            yield msgspec.structs.replace(whole, groups=(first, at), size=held) if (first, at) != (0, len(sizes)) else whole
            first, held = at, 0
