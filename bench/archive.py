"""How archives are read as they grow, on one worker, on two and on a Ray cluster of two nodes: `python -m bench.archive /tmp/archive --pages 100000`.

The pages are those of pages.py. Each run is `sijill archive run` as users run it, in processes of its own, and what it gives is held to what the pages are.
With `--of DIR` nothing is read: a run that was made is held to its pages and its numbers are told.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from bench.pages import told, write
from bench.tree import watched
from sijill.archive import finished, frozen, run_of, write_manifest
from sijill.archive.records import counted, summed

SHARD = 2500  # pages
_TENTH = 10


class Ran(NamedTuple):
    """A run: seconds of the clock and of processor, and the most memory that all its processes took together."""

    name: str
    pages: int
    seconds: float
    processor: float
    peak: int

    def __str__(self) -> str:
        rate, cost = self.pages / self.seconds, 1000 * self.processor / self.pages
        return f"{self.name}: {self.pages:,} pages, {rate:.0f} pages/s, {cost:.2f} ms of processor a page, peak {self.peak / 1e6:.0f} MB"


def main() -> None:
    """Prints a line for each run, how two workers compare with one, and what a page costs when there are ten times as many."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--pages", type=int, default=100_000)
    options.add_argument("--on", nargs="*", choices=["1", "2", "ray"], default=["1", "2", "ray"], help="One worker, two, a Ray cluster of two nodes.")
    options.add_argument("--of", type=Path, help="A folder that such an archive was read into.")
    asked = options.parse_args()
    if asked.of:
        hold(asked.of, asked.pages)
        return
    pages = asked.folder / f"pages-{SHARD}"
    write(pages, asked.pages, max(1, asked.pages // SHARD), os.cpu_count() or 1)
    begun = time.perf_counter()
    small = [measured(asked.folder, pages, asked.pages // _TENTH, name) for name in asked.on]
    large = measured(asked.folder, pages, asked.pages, "2")
    compared({ran.name: ran for ran in small}, large)
    hold(asked.folder / f"run-2-{asked.pages}", asked.pages)
    print(f"in {time.perf_counter() - begun:.0f} s, load of the machine {os.getloadavg()[2]:.1f} on {os.cpu_count()} cores")


def measured(folder: Path, archive: Path, pages: int, name: str) -> Ran:
    """A run over the first pages of an archive; it begins anew."""
    out, manifest = folder / f"run-{name}-{pages}", folder / f"{pages}.jsonl"
    shutil.rmtree(out, ignore_errors=True)
    write_manifest(frozen([str(path) for path in sorted(archive.glob("*.gz"))[: max(1, pages // SHARD)]], 1 << 40), manifest)
    where = ["--on", "ray"] if name == "ray" else ["--workers", name]
    command = [sys.executable, "-m", "sijill", "archive", "run", str(manifest), "--to", str(out), *where]
    with watched() as use, _cluster(name == "ray") as environment:
        begun = time.perf_counter()
        subprocess.run(command, env=os.environ | environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds = time.perf_counter() - begun
    ran = Ran(name, pages, seconds, use.seconds, use.peak)
    print(ran, flush=True)
    return ran


def compared(small: dict[str, Ran], large: Ran) -> None:
    """Two workers against one, and many pages against few."""
    if "1" in small and "2" in small:
        print(f"two workers against one: {small['1'].seconds / small['2'].seconds / 2:.0%} efficient by the clock", end=", ")
        print(f"{small['1'].processor / small['2'].processor:.0%} by processor")
    if "2" in small:
        few, many = (ran.processor / ran.pages for ran in (small["2"], large))
        print(f"ten times the pages: {many / few:.2f} times the processor a page, {large.peak / small['2'].peak:.2f} times the memory")


def hold(folder: Path, pages: int) -> None:
    """Holds a run to its pages: everything accounted for, nothing twice, every page that tells of states read or told as a failure."""
    run = run_of(folder)
    markers = finished(run.tasks(folder))
    rows = [row for shard in markers for row in _columns(folder, "articles", shard, "article", "id")]
    failures = {number: code for shard in markers for name, code in _columns(folder, "failures", shard, "id", "code") if (number := _number(name)) is not None}
    known = [told(number) for number in range(pages)]
    wanted = {one.original if one.original is not None and one.kind == "again" else one.number for one in known if one.diplomatic and one.gives == "article"}
    missing = wanted - {_number(name) for _, name in rows}
    why = Counter(failures.get(number, "lost") for number in missing)
    counts, codes = counted(markers.values()), summed(marker.failed for marker in markers.values())
    merged = sum(one.kind == known[one.number - 1].kind == "cut" for one in known if one.number % SHARD)  # what is lost in one stretch is told once
    items = pages - merged - sum(one.kind == "request" for one in known)
    broken = sum(one.gives == "broken-archive" for one in known) - merged
    print(f"{len(markers)} of {len(run.shards)} shards: {counts['items']:,} items of {items:,}, {counts['articles']:,} articles, {counts['reports']:,} reports")
    print(f"articles that stand twice: {len(rows) - len(dict(rows))}; damaged records told: {codes['broken-archive']:,} of {broken:,}")
    print(f"diplomatic articles that were not read: {len(missing):,} of {len(wanted):,}, {dict(why)}; failures: {dict(codes)}")
    print(f"{counts['bytes'] / 1e6:.0f} MB of Parquet; {_paces([marker.seconds / marker.items for marker in markers.values()])}")


def _number(name: str | None) -> int | None:
    """The number of a page, by its address."""
    found = re.search(r"story-(\d+)", name or "")
    return int(found[1]) if found else None


def _columns(folder: Path, table: str, shard: str, *names: str) -> list[tuple[str, ...]]:
    read = pq.read_table(folder / table / f"{shard}.parquet", columns=list(names))
    return list(zip(*(read[name].to_pylist() for name in names), strict=True))


def _paces(costs: list[float]) -> str:
    """The middle cost of a page in the first and in the last tenth of the shards, by the clock."""
    tenth = max(1, len(costs) // _TENTH)
    first, last = sorted(costs[:tenth])[tenth // 2], sorted(costs[-tenth:])[tenth // 2]
    return f"a page took {first * 1000:.1f} ms of a worker in the first tenth, {last * 1000:.1f} ms in the last"


@contextmanager
def _cluster(wanted: bool) -> Iterator[dict[str, str]]:
    """A Ray cluster of two nodes with a core each, and what finds it."""
    if not wanted:
        yield {}
        return
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "object_store_memory": 100_000_000}
    cluster = Cluster(initialize_head=True, head_node_args=node | {"include_dashboard": False})
    try:
        cluster.add_node(**node)
        yield {"RAY_ADDRESS": cluster.address}
    finally:
        cluster.shutdown()


if __name__ == "__main__":
    main()
