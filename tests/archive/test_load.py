"""Loading: finished shards come into a ledger as `sijill add` would have brought them, once, however often and wherever it is cut off."""

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result

from sijill.archive import finished, run_of
from sijill.archive.load import all_known, entry_of, shelved
from sijill.cli.desk import entries_of
from sijill.cli.options import Options
from sijill.ledger import Ledger
from sijill.ledger.entry import Entry, Failed
from sijill.packs import Packs
from sijill.sources import Skipped, by_text, items
from sijill.sources.limits import Limits
from tests.archive.made import done, jsonl, warc

_TIMES = {"added", "read"}  # when it was stored
_TABLES = ("articles", "furniture", "provenance", "readings", "reports", "report_parties", "positions", "assessments", "memberships", "dropped", "failures")


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a ledger holds, but for when it was stored."""
    held = sqlite3.connect(path)
    try:
        told = {}
        for table in _TABLES:
            columns = [name for _, name, *_ in held.execute(f"PRAGMA table_info({table})") if name not in _TIMES]
            told[table] = sorted(held.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall(), key=str)
        return told
    finally:
        held.close()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A crawl, lines with a broken one and one without an id."""
    lines = jsonl(tmp_path / "news.jsonl", range(3))
    lines.write_text(lines.read_text() + '{"id": "empty"}\n{"text": "France condemned Syria.", "publisher": "Harbour Wire"}\n')
    return [warc(tmp_path / "crawl.warc.gz", range(6)), lines]


@pytest.fixture
def folder(files: list[Path], tmp_path: Path, packs: Packs) -> Path:
    done(files, tmp_path / "out", packs)
    return tmp_path / "out"


def loaded(folder: Path, ledger: Ledger) -> Iterator[Entry | Failed]:
    for marker in finished(run_of(folder).tasks(folder)).values():
        for item in shelved(folder, marker, ledger.knows):
            yield item if isinstance(item, Failed) else entry_of(item, ledger.scribe, "international")


def test_it_comes_in_as_it_would_have_been_added(files: list[Path], folder: Path, tmp_path: Path, packs: Packs) -> None:
    with Ledger(tmp_path / "loaded", packs) as ledger:
        ledger.add(loaded(folder, ledger))
    read = partial(entries_of, options=Options(), limits=Limits(), sift=True)
    added = [one for path in files for item in items(path) for one in read([by_text(item)]) if not isinstance(one, Skipped)]
    with Ledger(tmp_path / "added", packs) as ledger:
        ledger.add(added)
    assert content(tmp_path / "loaded") == content(tmp_path / "added")
    assert [len(content(tmp_path / "loaded")[table]) for table in ("articles", "failures")] == [10, 1]


def test_loading_twice_changes_nothing(folder: Path, tmp_path: Path, packs: Packs, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(tmp_path / "ledger", packs) as ledger:
        ledger.add(loaded(folder, ledger))
        first = content(tmp_path / "ledger")
        edition = ledger.edition()
        crawl, lines = finished(run_of(folder).tasks(folder)).values()
        assert all_known(folder, crawl, ledger.knows)
        assert not all_known(folder, lines, ledger.knows), "one with failures is looked at again"
        monkeypatch.setattr("sijill.ledger.ledger._now", lambda: "2099-01-01T00:00:00+00:00")
        assert ledger.add(loaded(folder, ledger)) == []
        assert ledger.edition() == edition
    assert content(tmp_path / "ledger") == first
    held = sqlite3.connect(tmp_path / "ledger")
    assert held.execute("SELECT count(*) FROM failures WHERE added LIKE '2099%'").fetchone() == (0,), "a failure that is known is no news"
    held.close()


@pytest.mark.parametrize("stored", [0, 1, 4, 8])
def test_cut_off_anywhere_and_run_again_is_the_same_as_once(folder: Path, tmp_path: Path, packs: Packs, stored: int) -> None:
    with Ledger(tmp_path / "once", packs) as ledger:
        ledger.add(loaded(folder, ledger))
    with Ledger(tmp_path / "cut", packs) as ledger:
        adding = ledger.adding(loaded(folder, ledger), batch=1)
        for _ in range(stored):
            next(adding)
        adding.close()  # what was not told is not there; the events are not computed
        ledger.add(loaded(folder, ledger))
    assert content(tmp_path / "cut") == content(tmp_path / "once")


def test_the_verb_says_what_it_did(folder: Path, tmp_path: Path, sijill: Callable[..., Result]) -> None:
    first = sijill("archive", "load", folder, "--ledger", tmp_path / "ledger", "--jobs", "2")
    assert (first.exit_code, first.stdout) == (0, "10 articles added with 28 reports, from 2 shards\n")
    again = sijill("archive", "load", folder, "--ledger", tmp_path / "ledger", "--json")
    assert again.stdout == '{"loaded":{"shards":2,"unfinished":0,"added":0,"versions":0,"reports":0}}\n'
