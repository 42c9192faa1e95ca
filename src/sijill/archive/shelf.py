"""The folder that an archive is read into: what it is of, what is finished in it, and what is being read."""

import contextlib
import hashlib
import json
import os
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from sijill.archive.parquet import place_of
from sijill.archive.records import Made, Manifest, Marker, Shard, Task, tasks_of
from sijill.errors import ArchiveError, OtherRun
from sijill.records import Record

_RUN, _DONE, _HAND = "archive.json", "done", "in-hand"
_EVERY = 0.5  # seconds between two notes of how far a shard is
_T = TypeVar("_T")


class Run(Record, frozen=True, kw_only=True):
    """What a folder is of."""

    made: Made
    shards: tuple[Shard, ...]

    def tasks(self, folder: str | Path) -> list[Task]:
        """All that is to be read into the folder."""
        return tasks_of(Manifest(shards=self.shards), str(folder), self.made)


class InHand(NamedTuple):
    """A shard that is being read, or whose worker died: the item that it was at, how far it was in the shard's bytes, and when that was noted."""

    item: int
    at: int
    noted: float


def begun(folder: Path, manifest: Manifest, made: Made, renew: bool = False) -> Run:
    """The run of a folder, made if it is new. `renew` lets another one take its place: what differs is read again. Raises OtherRun."""
    run = Run(made=made, shards=manifest.shards)
    before = _before(folder)
    if before is not None and before != run and not renew:
        raise OtherRun(f"it was begun with {_other(before, run)}", fix="give another folder, or say --renew to read again what differs", file=str(folder))
    if before != run:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / _RUN, msgspec.json.encode(run))
    return run


def run_of(folder: Path) -> Run:
    """What a folder is of. Raises ArchiveError."""
    run = _before(folder)
    if run is None:
        raise ArchiveError("no archive was read into this folder", fix="check the path, or begin with `sijill archive run`", file=str(folder))
    return run


def _before(folder: Path) -> Run | None:
    try:
        return msgspec.json.decode((folder / _RUN).read_bytes(), type=Run)
    except FileNotFoundError:
        return None
    except (msgspec.DecodeError, OSError) as error:
        raise ArchiveError(f"its {_RUN} cannot be read ({error})", fix="bring it back, or read into another folder", file=str(folder)) from error


def marker_of(task: Task) -> Marker | None:
    """The marker of a finished task; None where it is not finished, was of something else, or its files are not all there."""
    folder = Path(task.folder)
    try:
        marker = msgspec.json.decode((folder / _DONE / f"{task.id}.json").read_bytes(), type=Marker)
        whole = all(place_of(folder, table, task.id).stat().st_size == written.bytes for table, written in marker.files.items())
    except (OSError, msgspec.DecodeError):
        return None
    return marker if whole and marker.key == task.key else None


def finished(tasks: Iterable[Task]) -> dict[str, Marker]:
    """The markers of the tasks that are finished, by shard."""
    return {task.id: marker for task in tasks if (marker := marker_of(task))}


def mark(folder: Path, marker: Marker) -> None:
    """Say that a shard is finished."""
    (folder / _DONE).mkdir(exist_ok=True)
    _write(folder / _DONE / f"{marker.id}.json", msgspec.json.format(msgspec.json.encode(marker)) + b"\n")


class Note:
    """The note of a shard in hand: how far it is, and, where it is left behind, that its worker died. A few bytes written in place now and then."""

    def __init__(self, folder: Path, shard: str) -> None:
        (folder / _HAND).mkdir(parents=True, exist_ok=True)
        self._path = folder / _HAND / shard
        self.died = self._path.exists()
        self._file = self._path.open("wb", buffering=0)
        self._last = 0.0

    def item(self, number: int, at: int) -> None:
        """Now at this item, and so far in the bytes of the shard."""
        now = time.monotonic()
        if now - self._last > _EVERY:
            self._last = now
            self._file.seek(0)
            self._file.write(f"{number:>19} {at:>19}\n".encode())

    def close(self, done: bool) -> None:
        """Put the note away; it stays where the shard is not finished."""
        self._file.close()
        if done:
            self._path.unlink(missing_ok=True)


def in_hand(folder: Path) -> dict[str, InHand]:
    """The shards that are being read, or whose worker died."""
    found: dict[str, InHand] = {}
    for path in sorted((folder / _HAND).glob("*")):
        with contextlib.suppress(OSError):  # finished in this moment
            item, at, *_ = (*map(int, path.read_text().split()), 0, 0)
            found[path.name] = InHand(item, at, path.stat().st_mtime)
    return found


def _other(before: Run, now: Run) -> str:
    """In what two runs differ."""
    if before.shards != now.shards:
        return "another manifest"
    a, b = msgspec.to_builtins(before.made), msgspec.to_builtins(now.made)
    different = [name for name in a if a[name] != b[name]]
    told = {"sijill": f"sijill {before.made.sijill}", "packs": "other packs", "extractor": f"the extractor {before.made.extractor}"}
    settings = [f"{name} {json.dumps(a['settings'][name])}" for name in a["settings"] if a["settings"][name] != b["settings"][name]]
    return ", ".join([told[name] for name in different if name in told] + settings)


def _write(path: Path, data: bytes) -> None:
    """Put a file in its place whole."""
    aside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise ArchiveError(f"it cannot be written: {error.strerror or error}", fix="check the folder, its permissions and its room", file=str(path)) from error


def part_of(tasks: Iterable[_T], number: int, of: int) -> Iterator[_T]:
    """Every `of`th task from the `number`th on: what one of several machines is to do."""
    return (task for at, task in enumerate(tasks) if at % of == number)


def damaged(folder: Path, markers: Mapping[str, Marker]) -> list[str]:
    """The files of finished shards that are not what was written."""
    found: list[str] = []
    for shard, marker in markers.items():
        for table, written in marker.files.items():
            path = place_of(folder, table, shard)
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != written.sha256:
                    found.append(str(path))
    return found
