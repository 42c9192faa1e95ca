"""The members of a WARC, one a record: each with its place in the file, and every byte that belongs to none accounted for.

A member is read as far as its own end says, whatever stands before or behind it; after damage the next that can be read whole is looked for.
"""

import io
import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, NamedTuple

from sijill.sources import packed
from sijill.sources.packed import FREE, GZIP, RATIO, ZSTD

LARGEST = 20_000_000  # bytes of a member that are kept
_PIECE = 1 << 14  # packed bytes taken at a time
_CHUNK = 1 << 20  # bytes unpacked at a time: a piece of zstd may hold gigabytes
_TRIES = 2000  # places that look like a beginning and are none, until the rest is given up
_HEADER = 1 << 15
_PLAIN = b"WARC/"
DICTIONARY = b"\x5d\x2a\x4d\x18"  # begins a zstd archive whose members share a dictionary
_LENGTH = re.compile(rb"\r?\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r?\n", re.IGNORECASE)
_END = re.compile(rb"\r?\n\r?\n")


class Member(NamedTuple):
    """A stretch of the file with what it holds, or the beginning of that where `size`, all that it holds, is more."""

    offset: int
    length: int
    data: bytes
    size: int


class Lost(NamedTuple):
    """A stretch of the file that could not be read."""

    offset: int
    length: int
    why: str


class _Broken(Exception):
    """No member begins here, or it does not end well."""


def members(file: BinaryIO, size: int, largest: int = LARGEST) -> Iterator[Member | Lost]:
    """All of a file's `size` bytes, as members and as what is lost between them; zeros at its end are nothing. Raises Bomb, MissingExtra."""
    file.seek(0)
    take, mark = _kind(file)
    budget = packed.Budget(lambda: size, packed.ALL)
    at, tries, lost, why = 0, 0, -1, ""
    while at < size:
        try:
            found = take(file, at, largest, budget)
        except _Broken as broken:
            if lost < 0:
                lost, why = at, str(broken)
                if _blank(file, at):
                    return
            tries += 1
            at = _next(file, at + 1, size, mark) if tries < _TRIES else size
            continue
        if lost >= 0:
            yield Lost(lost, at - lost, why)
            lost, tries = -1, 0
        yield found
        at += found.length
    if lost >= 0:
        yield Lost(lost, size - lost, why)


def _kind(file: BinaryIO) -> tuple[Callable[[BinaryIO, int, int, packed.Budget], Member], bytes]:
    """How the members of a file are taken, and by which bytes they begin."""
    head = file.read(8)
    if head.startswith(_PLAIN):
        return _plain, _PLAIN
    if head.startswith(GZIP):
        return _gzip, GZIP + b"\x08"
    if not head.startswith(DICTIONARY):
        return _zstd, ZSTD
    kept = file.read(min(LARGEST, int.from_bytes(head[4:], "little")))
    shared = packed.zstd().ZstdDict(packed.head(kept, LARGEST) if kept.startswith(ZSTD) else kept)
    return partial(_zstd, dictionary=shared), ZSTD


def _plain(file: BinaryIO, at: int, largest: int, _: packed.Budget) -> Member:
    """A record that is not packed: its header says how long it is."""
    file.seek(at)
    head = file.read(_HEADER)
    end = _END.search(head)
    length = _LENGTH.search(head, 0, end.end()) if end else None
    if not head.startswith(_PLAIN) or end is None or length is None:
        raise _Broken("no record begins there")
    size = end.end() + int(length[1])
    if at + size > file.seek(0, io.SEEK_END):
        raise _Broken("the file is cut off in a record")
    file.seek(at)
    data = file.read(min(size, largest))
    file.seek(at + size)
    behind = file.read(4 + len(_PLAIN))
    if behind and not behind.lstrip(b"\r\n").startswith(_PLAIN) and (data + behind).find(_PLAIN, end.end()) >= 0:
        raise _Broken("a record is damaged: the next one begins inside it")
    behind = behind[:4]
    return Member(at, size + len(behind) - len(behind.lstrip(b"\r\n")), data, size)


def _gzip(file: BinaryIO, at: int, largest: int, budget: packed.Budget) -> Member:
    unpack = zlib.decompressobj(31)

    def steps(piece: bytes) -> Iterator[bytes]:
        yield unpack.decompress(piece, _CHUNK)
        while unpack.unconsumed_tail and not unpack.eof:
            yield unpack.decompress(unpack.unconsumed_tail, _CHUNK)

    return _unpack(file, at, largest, budget, unpack, steps)


def _zstd(file: BinaryIO, at: int, largest: int, budget: packed.Budget, dictionary: Any = None) -> Member:
    unpack = packed.zstd().ZstdDecompressor(dictionary)

    def steps(piece: bytes) -> Iterator[bytes]:
        yield unpack.decompress(piece, _CHUNK)
        while not unpack.needs_input and not unpack.eof:
            yield unpack.decompress(b"", _CHUNK)

    return _unpack(file, at, largest, budget, unpack, steps)


def _unpack(file: BinaryIO, at: int, largest: int, budget: packed.Budget, unpack: Any, steps: Callable[[bytes], Iterator[bytes]]) -> Member:
    """One packed member, to its end and its check sum."""
    file.seek(at)
    parts: list[bytes] = []
    taken = size = 0
    try:
        while not unpack.eof:
            piece = file.read(_PIECE)
            if not piece:
                raise _Broken("the file is cut off in a record")
            taken += len(piece)
            for part in steps(piece):
                if size < largest:
                    parts.append(part[: largest - size])
                size += len(part)
                budget.spend(len(part))
                if size > max(FREE, RATIO * taken):
                    raise _Broken(f"a record unpacks to over {RATIO} times its size")
    except packed.damage() as error:
        raise _Broken(f"a record is damaged ({error})") from error
    return Member(at, taken - len(unpack.unused_data), b"".join(parts), size)


def _next(file: BinaryIO, at: int, size: int, mark: bytes) -> int:
    """Where the next member may begin, from `at` on."""
    while at < size:
        file.seek(at)
        window = file.read(_CHUNK)
        found = window.find(mark)
        if found >= 0:
            return at + found
        at += max(1, len(window) - len(mark) + 1)
    return size


def _blank(file: BinaryIO, at: int) -> bool:
    """Whether only zeros and line ends follow: what tapes and downloads pad files with."""
    file.seek(at)
    while piece := file.read(_CHUNK):
        if piece.strip(b"\x00\r\n"):
            return False
    return True
