"""The records of an archive run: what is to be read, how, by what, and what became of it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from sijill.records import Record

Kind = Literal["warc", "jsonl", "parquet"]


class Shard(Record, omit_defaults=True, frozen=True, kw_only=True):
    """A file of an archive, or a stretch of one, as it was when the manifest was frozen.

    `size` are the bytes of what is to be read, `hash` those of the whole file by `sha256:`, `etag:` or `ends:` (its size, beginning and end). A stretch
    goes from the byte `start` to `end`, with so many `lines` of JSON Lines before it, or over the row groups `groups` of Parquet, from one to another.
    """

    address: str
    format: Kind
    size: int
    hash: str
    start: int = 0
    end: int | None = None
    lines: int = 0
    groups: tuple[int, int] | None = None


class Manifest(Record, frozen=True, kw_only=True):
    """All shards in their order."""

    shards: tuple[Shard, ...]

    @property
    def hash(self) -> str:
        """By which it is known again."""
        return digest_of(self.shards)

    @property
    def size(self) -> int:
        """Bytes of all that is to be read."""
        return sum(shard.size for shard in self.shards)


class Settings(Record, frozen=True, kw_only=True):
    """How pages are read; what `language` and `published` say stands in where an article tells none."""

    scope: str = "international"
    language: str | None = None
    published: str | None = None
    columns: dict[str, str] = msgspec.field(default_factory=dict)
    prefilter: bool = True
    page_seconds: float = 10.0
    page_memory: int = 1000  # MB
    page_bytes: int = 20_000_000


class Made(Record, frozen=True, kw_only=True):
    """All that decides what a shard gives, beside the shard: the version of sijill, its packs and extractor, the settings."""

    sijill: str
    packs: dict[str, str]
    extractor: str | None
    settings: Settings


class Task(Record, frozen=True, kw_only=True):
    """One shard to read into a folder: what goes to a worker, here or on another machine. `id` names the shard in the folder."""

    id: str
    shard: Shard
    folder: str
    made: Made

    @property
    def key(self) -> str:
        """The hash of all that decides what the task writes."""
        return digest_of((self.shard, self.made))


class Written(Record, frozen=True, kw_only=True):
    """A Parquet file that a task wrote."""

    rows: int
    bytes: int
    sha256: str


class Marker(Record, frozen=True, kw_only=True):
    """That a shard is finished: the task's `key`, its files by table, and counts. `failed` is by code, `skipped` by reason; seconds are of the clock."""

    id: str
    key: str
    files: dict[str, Written]
    items: int
    articles: int
    reports: int
    failed: dict[str, int]
    skipped: dict[str, int]
    seconds: float
    made: Made


def digest_of(value: object) -> str:
    """Sixteen hexadecimal digits of a value's JSON."""
    return hashlib.sha256(msgspec.json.encode(value, order="sorted")).hexdigest()[:16]


def tasks_of(manifest: Manifest, folder: str, made: Made) -> list[Task]:
    """The tasks of a manifest. A shard's id tells its place in the manifest and its content, so that no other shard goes by it."""
    return [Task(id=f"{at:05d}-{digest_of(shard)[:8]}", shard=shard, folder=folder, made=made) for at, shard in enumerate(manifest.shards)]


def counted(markers: Iterable[Marker]) -> dict[str, int]:
    """The sums over finished shards."""
    found = list(markers)
    return {
        "shards": len(found), "items": sum(m.items for m in found), "articles": sum(m.articles for m in found), "reports": sum(m.reports for m in found),
        "failed": sum(sum(m.failed.values()) for m in found), "skipped": sum(sum(m.skipped.values()) for m in found),
        "bytes": sum(w.bytes for m in found for w in m.files.values()),
    }  # fmt: skip


def summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Counts by name, over several."""
    total: Counter[str] = Counter()
    for some in counts:
        total.update(some)
    return dict(total.most_common())
