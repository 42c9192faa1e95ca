"""The reading of one shard: the same shard, packs and version give the same Parquet files, byte for byte, wherever and however often it is read."""

import io
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path

import msgspec

from sijill.archive.addresses import opened
from sijill.archive.apart import Apart
from sijill.archive.desk import Desk, made_with
from sijill.archive.parquet import Files
from sijill.archive.records import Made, Marker, Settings, Shard, Task
from sijill.archive.shelf import Note, mark, marker_of
from sijill.archive.tables import Row
from sijill.errors import OtherRun
from sijill.sources import Item, Page, Skipped, Stretch, by_text, within

_AGAIN = "the same page again"
Taken = tuple[Item, int]  # an item with its number in the shard
Ready = list[Row] | Skipped


def perform(task: Task, step: Callable[[], None] = lambda: None) -> Marker:
    """Read a shard into its folder, unless that is done. Raises ArchiveError, MissingFile; what was not finished leaves nothing but a note.

    Where the note of an earlier attempt lies, its worker died: then each item is read in another process, and one that ends it twice is a failure.
    `step` is called before each item.
    """
    if done := marker_of(task):
        return done
    begun = time.monotonic()
    desk = desk_of(task.made)
    folder = Path(task.folder)
    counts: dict[str, Counter[str]] = {"failed": Counter(), "skipped": Counter()}
    with ExitStack() as held:
        file = held.enter_context(opened(task.shard))
        note = Note(folder, task.id)
        held.callback(note.close, False)
        files = held.enter_context(Files(folder, task.id))
        items = 0
        for ready in _read(task, desk, file, note, held):
            step()
            items += 1
            if isinstance(ready, Skipped):
                counts["skipped"][ready.reason] += 1
                continue
            for row in ready:
                files.write(row)
                if row[0] == "failures":
                    counts["failed"][row[1]["code"]] += 1
        for reason, count in sorted(counts["skipped"].items()):
            files.write(("skipped", {"shard": task.id, "reason": reason, "items": count}))
        written = files.keep()
        marker = Marker(
            id=task.id, key=task.key, files=written, items=items, articles=written["articles"].rows, reports=written["reports"].rows,
            failed=dict(sorted(counts["failed"].items())), skipped=dict(sorted(counts["skipped"].items())),
            seconds=round(time.monotonic() - begun, 3), made=task.made,
        )  # fmt: skip
        mark(folder, marker)
        note.close(done=True)
    return marker


def items_of(shard: Shard, file: io.BufferedReader, columns: dict[str, str]) -> Iterator[Item]:
    """The items of a shard that is open. What was crawled twice and came out the same is not read twice: a ledger would leave it out too."""
    seen: set[tuple[str, str]] = set()
    for item in map(by_text, within(file, shard.address, shard.size, columns, Stretch(shard.start, shard.lines, shard.groups))):
        if isinstance(item, Page) and item.provenance and item.provenance.sha256:
            key = (item.source.id, item.provenance.sha256)
            if key in seen:
                yield Skipped(_AGAIN)
                continue
            seen.add(key)
        yield item


def _read(task: Task, desk: Desk, file: io.BufferedReader, note: Note, held: ExitStack) -> Iterator[Ready]:
    """What each item gives, in their order."""
    settings = msgspec.json.encode(task.made.settings)
    read: Callable[[Taken], Ready] = partial(rows_of, settings, task.id)
    if note.died:
        read = apart = Apart(read, partial(gone_of, settings, task.id))
        held.callback(apart.close)
    for number, item in enumerate(items_of(task.shard, file, desk.settings.columns), 1):
        note.item(number, file.tell())
        yield read((item, number))


def rows_of(settings: bytes, shard: str, taken: Taken) -> Ready:
    """The rows of an item, by settings as JSON: what goes to another process must be plain."""
    return _desk_of(settings).rows(taken[0], shard, taken[1])


def gone_of(settings: bytes, shard: str, taken: Taken) -> Ready:
    """The rows of an item that ended the process which read it."""
    return _desk_of(settings).gone(taken[0], shard)


def desk_of(made: Made) -> Desk:
    """The desk of this process. Raises OtherRun where its sijill or packs are not those of the task."""
    desk = _desk_of(msgspec.json.encode(made.settings))
    here = made_with(made.settings, desk.packs)
    if here != made:
        raise OtherRun("this machine has another sijill, or other packs, than the one that began the run", fix="install the same on every machine")
    return desk


@cache
def _desk_of(settings: bytes) -> Desk:
    return Desk(msgspec.json.decode(settings, type=Settings))
