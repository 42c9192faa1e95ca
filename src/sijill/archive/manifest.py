"""Manifests: the frozen list of what is to be read, as JSON Lines or TOML."""

import os
import tomllib
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from sijill.archive.addresses import bytes_at, files_at, is_remote, known_by
from sijill.archive.cuts import cut, kind_of
from sijill.archive.records import Kind, Manifest, Shard
from sijill.errors import ArchiveError, BrokenManifest
from sijill.records import Record

_ENDINGS = (".jsonl", ".toml")
_HEAD = 4096
_FIX = 'give an "address" for each, with "format", "size" and "hash" or nothing more; `sijill archive plan` writes it'


class _Listed(Record, frozen=True, kw_only=True):
    """A file as a list that was written by hand names it; what is not told is looked up."""

    address: str
    format: Kind | None = None
    hash: str | None = None


def read(path: str | Path) -> Manifest:
    """A frozen manifest. Raises BrokenManifest."""
    shards: list[Shard] = []
    for place, row in _rows(path):
        try:
            shards.append(msgspec.convert(row, Shard))
        except msgspec.ValidationError as error:
            told = "size" in row and "hash" in row
            fix = _FIX if told else f"freeze it: sijill archive plan {path} --to FILE"
            message = f"no shard: {error}" if told else "it is not frozen: a shard has no size and no hash"
            raise BrokenManifest(message, fix=fix, file=str(path), line=place) from error
    return _checked(shards, str(path))


def write(manifest: Manifest, path: str | Path) -> None:
    """Write a manifest as JSON Lines; what was there before is replaced when it is whole. Raises ArchiveError."""
    aside = Path(f"{path}.{uuid.uuid4().hex[:8]}.part")
    try:
        aside.write_bytes(b"".join(msgspec.json.encode(shard) + b"\n" for shard in manifest.shards))
        os.replace(aside, path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise ArchiveError(f"it cannot be written: {error.strerror or error}", fix="check the folder and its permissions", file=str(path)) from error


def frozen(paths: Iterable[str], shard_size: int) -> Manifest:
    """The manifest of files, folders, patterns and lists of files, as they are now. Raises BrokenManifest, ArchiveError, MissingFile.

    Files larger than `shard_size` bytes are cut where that can be done.
    """
    shards: list[Shard] = []
    for path in paths:
        if is_list(path):
            for place, row in _rows(path):
                shards += _frozen_row(row, str(path), place, shard_size)
        else:
            for address in files_at(path):
                shards += _frozen(_Listed(address=address), shard_size)
    return _checked(shards, ", ".join(paths))


def is_list(path: str) -> bool:
    """Whether a file is a manifest, frozen or not: by its name and its first line, for archives may be JSON Lines too."""
    if is_remote(path) or not path.endswith(_ENDINGS) or not Path(path).is_file():
        return False
    if path.endswith(".toml"):
        return True
    with bytes_at(path) as file:
        return file.readline(_HEAD).lstrip().startswith((b'{"address"', b'{ "address"'))


def _rows(path: str | Path) -> Iterator[tuple[int | None, dict[str, Any]]]:
    try:
        data = Path(path).read_bytes()
        if str(path).endswith(".toml"):
            rows = tomllib.loads(data.decode()).get("shard", [])
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                raise BrokenManifest("its shards are no tables", fix="begin each with [[shard]]", file=str(path))
            yield from ((None, row) for row in rows)
            return
    except OSError as error:
        raise BrokenManifest(f"it cannot be read: {error.strerror or error}", fix="check the path", file=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenManifest(f"not valid TOML: {error}", fix="correct the line named", file=str(path)) from error
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            try:
                yield number, msgspec.json.decode(line, type=dict[str, Any])
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise BrokenManifest(f"not a JSON object: {error}", fix=_FIX, file=str(path), line=number) from error


def _frozen_row(row: dict[str, Any], path: str, place: int | None, shard_size: int) -> list[Shard]:
    """The shards of a row of a list: itself, where it is frozen already."""
    try:
        if "size" in row and "hash" in row:
            return [msgspec.convert(row, Shard)]
        return _frozen(msgspec.convert(row, _Listed), shard_size)
    except msgspec.ValidationError as error:
        raise BrokenManifest(f"no shard: {error}", fix=_FIX, file=path, line=place) from error


def _frozen(listed: _Listed, shard_size: int) -> list[Shard]:
    size, mark = known_by(listed.address)
    kind = listed.format or kind_of(listed.address)
    whole = Shard(address=listed.address, format=kind, size=size, hash=listed.hash or mark)
    return list(cut(whole, shard_size)) if size > shard_size else [whole]


def _checked(shards: list[Shard], path: str) -> Manifest:
    if not shards:
        raise BrokenManifest("it names no files", fix=_FIX, file=path)
    seen: set[tuple[object, ...]] = set()
    for shard in shards:
        key = (shard.address, shard.start, shard.groups)
        if key in seen:
            raise BrokenManifest(f"{shard.address} is in it twice", fix="leave out one: each article would be there twice", file=path)
        seen.add(key)
    return Manifest(shards=tuple(shards))
