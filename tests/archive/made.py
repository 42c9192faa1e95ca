"""Small archives to read: pages of an invented wire, each of which tells the same three things, in every format that is read."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sijill.archive import Done, How, Manifest, Run, Settings, backend, begun, frozen
from sijill.archive.desk import made_with
from sijill.packs import Packs
from tests.sources.warcs import http, record

TOLD = "Kenya met Uganda on Tuesday to discuss trade number {n}, the ministers said. France condemned Syria for the attack on the town, officials told."
DULL = "The harbour team won its match number {n} before a full house, and the coach praised the young players of the club for their patience."


def page(number: int, text: str = TOLD) -> bytes:
    told = text.format(n=number)
    body = f"<article><p>{told}</p><p>More will be known later in the day.</p></article>"
    return f"<html><head><title>News {number}</title></head><body>{body}</body></html>".encode()


def members(numbers: Iterable[int], text: str = TOLD) -> list[bytes]:
    """The records of pages, each packed by itself."""
    return [gzip.compress(record(f"https://wire.example/{n}", http(page(n, text))), mtime=0) for n in numbers]


def warc(path: Path, numbers: Iterable[int], text: str = TOLD) -> Path:
    path.write_bytes(b"".join(members(numbers, text)))
    return path


def jsonl(path: Path, numbers: Iterable[int]) -> Path:
    path.write_text("".join(json.dumps({"id": str(n), "text": TOLD.format(n=n), "published": "2023-06-15"}) + "\n" for n in numbers))
    return path


def parquet(path: Path, numbers: Iterable[int], rows: int = 10) -> Path:
    some = [{"key": n, "body": TOLD.format(n=n), "published": "2023-06-15"} for n in numbers]
    pq.write_table(pa.Table.from_pylist(some), path, row_group_size=rows)
    return path


def run_of(manifest: Manifest, folder: Path, packs: Packs, settings: Settings | None = None) -> Run:
    return begun(folder, manifest, made_with(settings or Settings(), packs))


def done(paths: Iterable[Path | str], folder: Path, packs: Packs, size: int = 1 << 30, settings: Settings | None = None, workers: int = 1) -> list[Done]:
    """What became of the files, read by processes of this machine."""
    run = run_of(frozen([str(path) for path in paths], size), folder, packs, settings)
    return list(backend("local").run(run.tasks(folder), How(workers)))


def written(folder: Path) -> dict[str, bytes]:
    """The Parquet in a folder, by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    return [row for path in sorted((folder / table).glob("*.parquet")) for row in pq.read_table(path).to_pylist()]
