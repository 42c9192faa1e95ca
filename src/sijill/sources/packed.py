"""Packed files: gzip and zstd as the file they hold, zip as a folder, none of them trusted in how much they hold or where they say it goes."""

import gzip
import io
import stat
import struct
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any, BinaryIO, NamedTuple

from sijill.errors import BinaryInput, Bomb, BrokenArchive, InputError, MissingExtra, TooLarge, UnsafePath

GZIP, ZSTD, ZIP = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", (b"PK\x03\x04", b"PK\x05\x06")
RATIO = 200  # bytes for one packed byte; text packs to a tenth, markup to a fortieth
FREE = 50_000_000  # bytes that anything may unpack to,
ALL = 20 * FREE  # and all together that is in one file
MEMBERS = 100_000  # of one zip
DEPTH = 3  # packed files one in the other
_DIRECTORY = 200  # bytes that a member may take in a zip's directory, on the average
_PIECE = 1 << 20
_SPOOL = 16_000_000  # bytes kept in memory where a file must be sought in
_OFFICE = "[Content_Types].xml"  # what every office document of today holds


class Budget:
    """How much something packed may still unpack to. `packed` tells its size, or how much of it has come so far; `within` is the budget of what holds it."""

    def __init__(self, packed: Callable[[], int], free: int = FREE, within: "Budget | None" = None) -> None:
        self._packed, self._free, self._within, self._spent = packed, free, within, 0

    def layer(self) -> "Budget":
        """The budget of what the same bytes hold when they are unpacked."""
        return Budget(self._packed, within=self)

    def spent(self) -> bool:
        """Whether nothing is left."""
        return self._spent > max(self._free, RATIO * self._packed())

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked, here and in what holds it. Raises Bomb."""
        self._spent += size
        if self.spent():
            raise Bomb(f"it unpacks to more than {self._spent // 1_000_000} MB, over {RATIO} times its size", fix="unpack it yourself if you trust it")
        if self._within:
            self._within.spend(size)


class Unpacked(io.RawIOBase):
    """What a packed stream holds, counted against a budget; damage is a BrokenArchive."""

    def __init__(self, stream: Any, budget: Budget) -> None:
        self._stream, self._budget, self._given = stream, budget, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data: bytes = self._stream.read(min(len(buffer), _PIECE))  # not all at once: that would fill the memory before it is counted
        except EOFError as error:
            raise BrokenArchive(f"it is cut off, after {self._given} bytes of what it holds", fix="fetch it again") from error
        except damage() as error:
            raise BrokenArchive(f"it is damaged, after {self._given} bytes of what it holds ({error})", fix="fetch it again") from error
        self._given += len(data)
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


class Member(NamedTuple):
    """A file of a zip: its path there, its content or why it is not read, and what it may unpack to."""

    path: str
    file: io.BufferedReader | InputError
    budget: Budget


def unpacked(file: BinaryIO, magic: bytes, budget: Budget) -> io.BufferedReader:
    """The file that a gzip or zstd file holds. Raises MissingExtra; reading it raises BrokenArchive, Bomb."""
    stream: Any = gzip.GzipFile(fileobj=file) if magic.startswith(GZIP) else zstd().ZstdFile(file)
    return io.BufferedReader(Unpacked(stream, budget))


def head(data: bytes, size: int = 64) -> bytes:
    """The first bytes of what a gzip or zstd file holds, from its own first bytes; nothing where these tell none."""
    try:
        if data.startswith(GZIP):
            return zlib.decompressobj(31).decompress(data, size)
        return bytes(zstd().ZstdDecompressor().decompress(data, max_length=size))
    except damage():
        return b""


def members(file: BinaryIO, budget: Budget, most: int = MEMBERS) -> Iterator[Member]:
    """The files of a zip in its order, without folders and hidden ones. Raises BrokenArchive, Bomb."""
    if _directory(file) > most * _DIRECTORY:
        raise Bomb(f"it has more than {most:,} members", fix="unpack it yourself if you trust it")
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError) as error:
        raise BrokenArchive(f"it is no whole zip file ({error})", fix="fetch it again") from error
    with archive:
        entries = archive.infolist()
        if len(entries) > most:
            raise Bomb(f"it has {len(entries):,} members", fix="unpack it yourself if you trust it")
        if any(entry.filename == _OFFICE for entry in entries):
            raise BinaryInput("the file is not text", fix="extract the text of a document first")
        for entry in entries:
            if not entry.is_dir() and (_unsafe(entry) or not _hidden(entry)):
                yield _member(archive, entry, budget)
                if budget.spent():
                    raise Bomb("what follows in it is not read", fix="unpack it yourself if you trust it")


@contextmanager
def seekable(file: BinaryIO, largest: int, size: int | None = None) -> Iterator[BinaryIO]:
    """The same bytes, or the first `size` of them, in a file that can be sought in. Raises TooLarge."""
    with tempfile.SpooledTemporaryFile(_SPOOL) as kept:
        while piece := file.read(_PIECE if size is None else min(_PIECE, size - kept.tell())):
            kept.write(piece)
            if kept.tell() > largest:
                raise TooLarge(f"what it holds is larger than {largest // 1_000_000} MB", fix="unpack it, and give the files in it")
        kept.seek(0)
        yield kept  # type: ignore[misc]  # has all that a BinaryIO has


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, within: Budget) -> Member:
    budget = Budget(lambda: entry.compress_size, within=within)
    file: io.BufferedReader | InputError
    try:
        if _unsafe(entry):
            file = UnsafePath("its path leads out of the zip", fix="pack it again under a plain path")
        elif entry.flag_bits & 1:
            file = BrokenArchive("it is locked with a password", fix="unpack it, and give the files in it")
        else:
            file = io.BufferedReader(Unpacked(archive.open(entry), budget))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, struct.error) as error:
        file = BrokenArchive(f"it cannot be unpacked ({error})", fix="unpack it yourself, and give the files in it")
    return Member(entry.filename, file, budget)


def _unsafe(entry: zipfile.ZipInfo) -> bool:
    name = entry.orig_filename.replace("\\", "/")
    outside = name.startswith("/") or name[1:2] == ":" or ".." in name.split("/")
    return outside or any(c < " " for c in name) or stat.S_ISLNK(entry.external_attr >> 16)


def _hidden(entry: zipfile.ZipInfo) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(entry.filename).parts)


def _directory(file: BinaryIO) -> int:
    """The bytes that a zip's directory says it takes, before any of it is read; 0 where there is none."""
    file.seek(0, io.SEEK_END)
    file.seek(max(0, file.tell() - (1 << 16) - 98))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return 0
    (size,) = struct.unpack_from("<I", tail, at + 12)
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if size == 0xFFFFFFFF and 0 <= wide <= at - 56:
        (size,) = struct.unpack_from("<Q", tail, wide + 40)
    return int(size)


def zstd() -> Any:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError as error:
        raise MissingExtra("zstd needs the extra `zstd`", fix="pip install 'sijill[zstd]'") from error
    return zstd


def damage() -> tuple[type[Exception], ...]:
    """What unpacking raises where the bytes are not what they should be."""
    module = sys.modules.get("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")  # if it was asked for at all
    return (zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, *((module.ZstdError,) if module else ()))
