"""What a run will take, from a sample that is read with its own settings: core-hours, disk, and hours on so many workers."""

import io
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from sijill.archive.addresses import is_remote, opened
from sijill.archive.apart import Apart
from sijill.archive.desk import Desk
from sijill.archive.parquet import Files, packed_size
from sijill.archive.records import Manifest, Settings, Shard
from sijill.archive.tables import Row
from sijill.archive.task import Ready, Taken, gone_of, items_of, rows_of
from sijill.errors import SijillError
from sijill.records import Record
from sijill.sources import Given, Item, Page, Skipped
from sijill.sources.parquet import rows as parquet_rows

_PARTS = 8  # shards that a sample is taken from
_COLD = 0.25  # of the sample that is not timed


class Sample(Record, frozen=True, kw_only=True):
    """What was read of an archive to estimate the rest; `bytes` of the archive, `seconds` of a core, `written` bytes of Parquet."""

    items: int
    shards: int
    bytes: int
    articles: int
    reports: int
    seconds: float
    written: int
    failed: dict[str, str]


class Estimate(Record, frozen=True, kw_only=True):
    """What a run will take. `spool` are the bytes that copies of files from elsewhere take on each machine's disk while they are read."""

    shards: int
    bytes: int
    items: int
    articles: int
    reports: int
    core_hours: float
    workers: int
    hours: float
    disk: int
    spool: int
    sample: Sample


def estimate(manifest: Manifest, settings: Settings, workers: int, items: int) -> Estimate:
    """Read about so many items, spread over the shards by chance that is always the same, and reckon from them."""
    sample, empty = _sample(manifest, settings, items)
    times = manifest.size / sample.bytes if sample.bytes else 0.0
    hours = sample.seconds * times / 3600
    shards, largest = len(manifest.shards), max((shard.size for shard in manifest.shards if is_remote(shard.address)), default=0)
    return Estimate(
        shards=shards, bytes=manifest.size, items=round(sample.items * times), articles=round(sample.articles * times),
        reports=round(sample.reports * times), core_hours=round(hours, 4), workers=workers, hours=round(hours / max(1, min(workers, shards)), 4),
        disk=round(sample.written * times) + empty * shards, spool=largest * workers, sample=sample,
    )  # fmt: skip


class _Part(NamedTuple):
    """What was read of one shard; `seconds` of a core for the last `timed` items."""

    bytes: int
    rows: Counter[str]
    seconds: float
    timed: int


def _sample(manifest: Manifest, settings: Settings, items: int) -> tuple[Sample, int]:
    """The sample, and the bytes that a shard's files take beside their rows."""
    chosen = random.Random(manifest.hash).sample(manifest.shards, min(_PARTS, len(manifest.shards)))
    each, code, failed, parts = -(-items // len(chosen)), msgspec.json.encode(settings), dict[str, str](), list[_Part]()
    Desk(settings).warm()
    with tempfile.TemporaryDirectory() as place, Files(Path(place), "sample") as files, closing(Apart(partial(_timed, code), partial(_lost, code))) as read:
        for shard in chosen:
            try:
                cold = max(0, int(items * _COLD) - sum(part.rows["items"] for part in parts))
                parts.append(_part(shard, each, settings, read, files, cold))
            except SijillError as error:
                failed[shard.address] = str(error)
        whole = sum(written.bytes for written in files.keep().values())
        written = packed_size(Path(place), "sample")
    rows = sum((part.rows for part in parts), Counter[str]())
    timed = sum(part.timed for part in parts)
    seconds = sum(part.seconds for part in parts) * rows["items"] / timed if timed else 0.0
    return Sample(
        items=rows["items"], shards=len(parts), bytes=sum(part.bytes for part in parts), articles=rows["articles"], reports=rows["reports"],
        seconds=round(seconds, 3), written=written, failed=failed,
    ), whole - written  # fmt: skip


def _part(shard: Shard, most: int, settings: Settings, read: Apart[Taken, tuple[Ready, float]], files: Files, cold: int) -> _Part:
    """The first items of a shard, timed from the `cold`th on: words that are met again cost less, and in an archive nearly all are."""
    rows, seconds, at = Counter[str](), 0.0, 0
    begun = time.process_time()
    for taken, at in _some(shard, most, settings):  # noqa: B007  # how far it came
        if not taken[1]:
            continue  # the end: what stands behind the last item counts too
        ready, spent = read(taken)
        rows["items"] += 1
        for row in () if isinstance(ready, Skipped) else ready:
            rows[row[0]] += 1
            files.write(row)
        if rows["items"] <= cold:
            begun = time.process_time()
        else:
            seconds += spent
    return _Part(at, rows, seconds + time.process_time() - begun, max(0, rows["items"] - cold))


def _some(shard: Shard, most: int, settings: Settings) -> Iterator[tuple[Taken, int]]:
    """The first items of a shard, each with the bytes of the shard that it is behind."""
    with opened(shard) as file:
        rows = _rows(shard, file)
        at, items = 0, items_of(shard, file, settings.columns)
        for number, item in enumerate(islice(items, most), 1):
            at = max(at, shard.size * number // rows if rows else _behind(item, shard, file))
            yield (item, number), at
        if next(items, None) is None:
            yield (Skipped("the end"), 0), shard.size


def _behind(item: Item, shard: Shard, file: io.BufferedReader) -> int:
    """How far into a shard an item reaches: by its own place where it has one, since an archive is read ahead."""
    if shard.format != "warc":
        return min(file.tell(), shard.size)
    came = item.provenance if isinstance(item, Page | Given) else None
    return came.offset + (came.length or 0) - shard.start if came and came.offset is not None else 0


def _rows(shard: Shard, file: io.BufferedReader) -> int:
    """The rows of Parquet, whose bytes are not read in their order; 0 of other formats."""
    return parquet_rows(file, shard.groups) if shard.format == "parquet" else 0


def _timed(settings: bytes, taken: Taken) -> tuple[Ready, float]:
    begun = time.process_time()
    return rows_of(settings, "sample", taken), time.process_time() - begun


def _lost(settings: bytes, taken: Taken) -> tuple[list[Row] | Skipped, float]:
    return gone_of(settings, "sample", taken), 2 * msgspec.json.decode(settings, type=Settings).page_seconds
