"""What the tests that kill share: an archive, runs of the command line in processes of their own, and what came of them."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq

from bench.pages import told

SHARDS = 6
NUMBERS = [number for number in range(1000) if told(number).language == "en"]  # of pages: one language is loaded sooner than four
PATIENCE = 120.0  # seconds


def reading(manifest: Path, folder: Path, *options: str, **environment: str) -> subprocess.Popen[bytes]:
    """`sijill archive run`, in a process of its own."""
    return sijill("archive", "run", str(manifest), "--to", str(folder), "--workers", "2", *options, said=folder, **environment)


def sijill(*arguments: str, said: Path, **environment: str) -> subprocess.Popen[bytes]:
    """The command line in a process of its own; what it says goes to a file beside `said`."""
    with said.with_suffix(".out").open("ab") as out:
        return subprocess.Popen([sys.executable, "-m", "sijill", *arguments], stdout=out, stderr=out, env=os.environ | environment)


def until(true: Callable[[], bool], process: subprocess.Popen[bytes] | None = None) -> None:
    """Waits until something is so, while a process runs."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert process is None or process.poll() is None, "it ended before"
        assert time.monotonic() < end, "it never was"
        time.sleep(0.01)


def in_hand(folder: Path) -> set[str]:
    """The shards that are being read."""
    return {path.name for path in folder.glob("in-hand/*") if path.stat().st_size and not (folder / "done" / f"{path.name}.json").exists()}


def done(folder: Path) -> set[str]:
    """The shards that are finished."""
    return {path.stem for path in folder.glob("done/*.json")}


def written(folder: Path) -> dict[str, str]:
    """All that a run wrote, file by file, with the hashes of their bytes; hidden files too. Markers tell seconds and are counted only."""
    files = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return {name: "" if name.startswith("done/") else hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(files.items())}


def alive(pid: int) -> bool:
    """Whether a process runs; one that is dead and not yet buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def rows(folder: Path) -> dict[str, int]:
    """How many articles, reports and failures a run wrote, as the files tell, not the markers."""
    return {table: sum(pq.read_metadata(path).num_rows for path in folder.glob(f"{table}/*.parquet")) for table in ("articles", "reports", "failures")}


def title(pid: int) -> str:
    """How a process calls itself."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
