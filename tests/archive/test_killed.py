"""A worker, the run and the loader killed with -9: nothing is lost, nothing doubled, and the bytes are those of an undisturbed run."""

import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text

from bench.pages import told
from bench.tree import descendants
from sijill.archive import frozen, write_manifest
from sijill.errors import MissingLedger
from sijill.ledger import Ledger
from sijill.ledger.intake import BATCH
from sijill.ledger.tables import metadata
from tests.archive.killing import NUMBERS, SHARDS, alive, done, in_hand, reading, rows, sijill, until, written

ARTICLES = 2 * BATCH
STATES = ("Kenya", "Uganda", "France", "Syria", "Egypt", "China", "Russia", "Peru", "Chile", "Japan", "India", "Oman", "Qatar", "Mali", "Cuba", "Fiji")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")


def test_a_run_gives_what_the_pages_are_told_to(undisturbed: Path) -> None:
    known = Counter(told(number).gives for number in NUMBERS)
    assert 0 < rows(undisturbed)["articles"] <= known["article"]
    assert rows(undisturbed)["failures"] >= known["broken-archive"] > 0


def test_a_worker_is_killed_and_then_the_run(archive: Path, undisturbed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    process = reading(archive, folder)
    until(lambda: len(in_hand(folder)) == 2, process)
    victim = descendants(process.pid)[0]
    os.kill(victim, signal.SIGKILL)
    until(lambda: len(done(folder)) > 1 and bool(in_hand(folder)), process)
    workers = descendants(process.pid)
    assert victim not in workers
    process.kill()
    process.wait()
    until(lambda: not any(alive(pid) for pid in workers))  # nobody reads on when nobody waits for it
    assert 0 < len(done(folder)) < SHARDS
    assert reading(archive, folder).wait() == 0
    assert written(folder) == written(undisturbed)


def test_the_loader_is_killed_and_begun_again(tmp_path: Path) -> None:
    folder, whole, broken = tmp_path / "run", tmp_path / "whole.db", tmp_path / "broken.db"
    write_manifest(frozen([str(short_articles(tmp_path / "short.jsonl"))], 1 << 30), tmp_path / "short.manifest.jsonl")
    assert reading(tmp_path / "short.manifest.jsonl", folder).wait() == 0
    assert loading(folder, whole).wait() == 0
    process = loading(folder, broken)
    until(lambda: stored(broken) >= BATCH, process)
    process.kill()
    process.wait()
    assert 0 < stored(broken) < stored(whole) == ARTICLES
    assert loading(folder, broken).wait() == 0
    assert counts(broken) == counts(whole)
    assert loading(folder, broken).wait() == 0
    assert counts(broken) == counts(whole)


def short_articles(path: Path) -> Path:
    lines = []
    for number in range(ARTICLES):
        a, b = random.Random(number).sample(STATES, 2)
        lines.append(json.dumps({"id": f"n{number}", "text": f"{a} met {b} on Tuesday.", "published": f"20{10 + number % 14}-{1 + number % 12:02}-14"}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def loading(folder: Path, ledger: Path) -> subprocess.Popen[bytes]:
    return sijill("archive", "load", str(folder), "--ledger", str(ledger), "--jobs", "1", said=ledger)


def stored(ledger: Path) -> int:
    try:
        return counts(ledger)["articles"]
    except MissingLedger:  # not there, or nothing in it yet
        return 0


def counts(ledger: Path) -> dict[str, int]:
    """The rows of each table."""
    with Ledger(ledger, create=False) as opened, opened._reading() as connection:
        return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in metadata.tables}
