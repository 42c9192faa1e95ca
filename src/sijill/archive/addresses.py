"""Addresses: files here or at any address that fsspec knows, found, told apart by content, opened whole or as a stretch."""

import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from sijill.archive.records import Shard
from sijill.errors import ArchiveError, ChangedFile, MissingExtra, MissingFile, SijillError

ENDS = 1 << 16  # bytes at either end by which a file is known again
_PIECE = 1 << 20


def is_remote(address: str) -> bool:
    """Whether an address is fsspec's: `s3://…`, `https://…`, `memory://…`."""
    return "://" in address or "::" in address


def files_at(address: str) -> list[str]:
    """The files of an address: itself, those of a folder without hidden ones, or all that its `*` stands for; by name. Raises MissingFile."""
    if is_remote(address):
        return _remote_files(address)
    if any(c in address for c in "*?["):
        import glob

        found = [path for path in sorted(glob.glob(address, recursive=True)) if os.path.isfile(path)]
        if not found:
            raise MissingFile("no file goes by this pattern", fix="check the pattern", file=address)
        return found
    path = Path(address)
    if not path.is_dir():
        return [address]
    inside = sorted(file for file in path.rglob("*") if file.is_file())
    return [str(file) for file in inside if not any(part.startswith(".") for part in file.relative_to(path).parts)]


def known_by(address: str) -> tuple[int, str]:
    """The bytes of a file, and the mark by which it is known again: the ETag of its server, else the hash of its size and both ends. Raises MissingFile."""
    if is_remote(address):
        with _failing(address):
            files, path = _located(address)
            info = files.info(path)
            if etag := info.get("ETag") or info.get("etag"):
                if info.get("size") is None:
                    raise ArchiveError("its server does not tell its size", fix="copy it to where it can be sought in", file=address)
                return int(info["size"]), f"etag:{str(etag).strip()}"
    with bytes_at(address) as file, _failing(address):
        return _ends(file)


@contextmanager
def bytes_at(address: str) -> Iterator[BinaryIO]:
    """A file as it is, to be sought in. Raises MissingFile."""
    with _failing(address):
        files, path = _located(address) if is_remote(address) else (None, address)
        file: BinaryIO = files.open(path, "rb") if files else open(address, "rb")  # noqa: SIM115  # closed below; what goes wrong there is not of the way here
    with file:
        yield file


@contextmanager
def opened(shard: Shard) -> Iterator[io.BufferedReader]:
    """The bytes of a shard in a file that can be sought in; what is elsewhere is copied here first. Raises MissingFile, ChangedFile.

    Parquet is given whole, for its stretches are row groups.
    """
    start, end = (0, None) if shard.groups else (shard.start, shard.end)
    with bytes_at(shard.address) as file:
        with _failing(shard.address):
            _check(file, shard)
        if is_remote(shard.address):
            with tempfile.TemporaryFile() as kept:
                with _failing(shard.address):
                    file.seek(start)
                    _copy(file, kept, None if end is None else end - start)
                kept.seek(0)
                yield kept  # type: ignore[misc]  # can be written too
        elif end is None and not start:
            yield file  # type: ignore[misc]  # open() gives a BufferedReader
        else:
            yield io.BufferedReader(_Window(file, start, end if end is not None else file.seek(0, io.SEEK_END)), _PIECE)


class _Window(io.RawIOBase):
    """The bytes of a file from one to another, as a file of their own."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file, self._start, self._size, self._at = file, start, end - start, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._start + self._at)
        data = self._file.read(max(0, min(len(buffer), self._size - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def _check(file: BinaryIO, shard: Shard) -> None:
    """See that a file is what it was when the manifest was frozen. Raises ChangedFile."""
    kind, _, told = shard.hash.partition(":")
    if kind == "sha256":
        file.seek(0)
        now = hashlib.sha256()
        while piece := file.read(_PIECE):
            now.update(piece)
        same = now.hexdigest() == told.lower()
    else:
        same = (known_by(shard.address) if kind == "etag" else _ends(file))[1] == shard.hash
    if not same:
        raise ChangedFile("it is not what it was when the manifest was made", fix="bring back the file, or plan again", file=shard.address)
    file.seek(0)


def _ends(file: BinaryIO) -> tuple[int, str]:
    size = file.seek(0, io.SEEK_END)
    seen = hashlib.sha256(str(size).encode())
    file.seek(0)
    seen.update(file.read(ENDS))
    file.seek(max(0, size - ENDS))
    seen.update(file.read(ENDS))
    return size, f"ends:{seen.hexdigest()[:32]}"


def _copy(file: BinaryIO, to: BinaryIO, size: int | None) -> None:
    if size is None:
        shutil.copyfileobj(file, to, _PIECE)
        return
    while size > 0 and (piece := file.read(min(_PIECE, size))):
        to.write(piece)
        size -= len(piece)


def _located(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path there."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise MissingExtra("files that are elsewhere need the extra `archive` (fsspec)", fix="pip install 'sijill[archive]'", file=address) from error
    files, path = url_to_fs(address)
    return files, str(path)


def _remote_files(address: str) -> list[str]:
    with _failing(address):
        files, path = _located(address)
        if any(c in path for c in "*?["):
            found = sorted(files.glob(path))
        elif files.isdir(path) and not files.isfile(path):
            found = sorted(files.find(path))
        else:
            return [address]
        if not found:
            raise MissingFile("no file is there", fix="check the address", file=address)
        return [str(files.unstrip_protocol(one)) for one in found]


@contextmanager
def _failing(address: str) -> Iterator[None]:
    """What goes wrong on the way to a file, as an error that says which file and what to do."""
    try:
        yield
    except SijillError:
        raise
    except FileNotFoundError as error:
        raise MissingFile("there is no such file", fix="check the address", file=address) from error
    except ImportError as error:  # fsspec names the package that it wants for this kind of address
        raise MissingExtra(str(error), fix="install what it names", file=address) from error
    except Exception as error:  # every file system has errors of its own
        reason = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
        raise MissingFile(f"it cannot be read: {reason}", fix="check the address, your rights and the network", file=address) from error
