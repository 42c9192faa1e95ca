"""Parsed packs kept between runs: TOML is slow to parse, and the packs change only with a release or a linguist's edit.

The cache is keyed by the content's hash, so it can never be stale; where it cannot be written, packs are parsed each time.
"""

import contextlib
import hashlib
import os
import tempfile
import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sijill.errors import PackError


class Tables(NamedTuple):
    """The parsed files of one pack with their names, and a hash of their content."""

    files: list[tuple[str, dict[str, Any]]]
    hash: str


def cached_tables(folder: Traversable, pack: str, own: Path | None = None) -> Tables:
    """Every TOML file of a pack in the order of its names, and the user's `own` behind them. Raises PackError."""
    paths = [*sorted(_toml_files(folder.joinpath(pack)), key=str), *([own] if own else [])]
    contents = [(str(path), path.read_bytes()) for path in paths]
    digest = hashlib.sha256(b"".join(hashlib.sha256(content).digest() for _, content in contents)).hexdigest()[:16]
    kept = _cache_folder() / f"{pack}-{digest}.msgpack"
    with contextlib.suppress(OSError, msgspec.DecodeError):
        tables: list[dict[str, Any]] = msgspec.msgpack.decode(kept.read_bytes())
        if len(tables) == len(contents):
            return Tables([(name, table) for (name, _), table in zip(contents, tables, strict=True)], digest)
    encoded = msgspec.msgpack.encode([_parse(name, content) for name, content in contents])
    with contextlib.suppress(OSError):
        _write(kept, encoded)
    tables = msgspec.msgpack.decode(encoded)  # dates are text from here on, kept or not
    return Tables([(name, table) for (name, _), table in zip(contents, tables, strict=True)], digest)


def _toml_files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for path in folder.iterdir():
        if path.is_dir():
            found.extend(_toml_files(path))
        elif path.name.endswith(".toml"):
            found.append(path)
    return found


def _parse(name: str, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"not valid TOML: {error}", fix="correct the line named", file=name) from error


def _cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sijill"


def _write(path: Path, content: bytes) -> None:
    """Written aside and moved into place, so that two processes never see half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, path)
