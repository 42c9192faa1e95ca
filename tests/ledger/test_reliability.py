"""What goes wrong leaves the ledger as it was: kills, two writers, full disks, no rights, damage."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import event, text

from sijill.errors import BrokenLedger, FullDisk, LedgerError, MissingLedger, ReadOnlyLedger
from sijill.ledger import Ledger, Query
from tests.ledger.plain import plain

ARTICLES, KILLS = 400, 20
COUNTED = ("articles", "readings", "reports", "furniture", "events", "stale")
HALVES = """SELECT count(*) FROM articles a
    WHERE (SELECT count(*) FROM reports r WHERE r.article = a.pk) IS NOT (SELECT reports FROM readings d WHERE d.article = a.pk)"""


@pytest.fixture
def place(path: Path) -> str:
    """Here, a file alone: what goes wrong with a server is in test_postgres.py."""
    return str(path)


def counts(path: Path, *names: str) -> list[int]:
    with Ledger(path, create=False) as ledger, ledger._reading() as connection:
        return [connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names or COUNTED]


def write(path: Path, number: int, first: int = 0) -> Path:
    states = ("Kenya", "Uganda", "France", "Syria", "Egypt", "China", "Russia")
    lines = []
    for n in range(first, first + number):
        a, b = random.Random(n).sample(states, 2)
        lines.append(json.dumps({"id": f"n{n}", "text": f"{a} met {b} on Tuesday. {b} condemned {a}.", "published": f"2023-06-{1 + n % 28:02}"}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def adding(file: Path, path: Path) -> subprocess.Popen[bytes]:
    """`sijill add` in a process of its own; what it says is in `said`, for a pipe that nobody reads would stop it."""
    command = [sys.executable, "-m", "sijill", "add", str(file), "--ledger", str(path), "--json", "--jobs", "2"]
    with said(file, "out").open("wb") as out, said(file, "err").open("wb") as err:
        return subprocess.Popen(command, stdout=out, stderr=err, preexec_fn=_heed_interrupts)


def _heed_interrupts() -> None:
    """A test run in the background of a shell may have been told to ignore Ctrl-C, and its children with it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def said(file: Path, where: str) -> Path:
    return file.with_suffix(f".{where}")


def test_a_kill_at_any_moment_loses_nothing_acknowledged(tmp_path: Path, path: Path) -> None:
    file, acknowledged, rng = write(tmp_path / "in.jsonl", ARTICLES), set[str](), random.Random(7)
    for _ in range(KILLS):
        process = adding(file, path)
        time.sleep(rng.uniform(0.2, 1.3))
        process.kill()
        process.wait()
        lines = [json.loads(line) for line in said(file, "out").read_bytes().splitlines(keepends=True) if line.endswith(b"}}\n")]
        acknowledged |= {line["added"]["id"] for line in lines if "added" in line}
        if path.exists() and acknowledged:
            with Ledger(path, create=False) as ledger, ledger._reading() as connection:
                ids = connection.execute(text("SELECT id FROM articles")).scalars().all()
                assert connection.execute(text(HALVES)).scalar_one() == 0, "half a reading"
            assert len(set(ids)) == len(ids)
            assert acknowledged <= set(ids)
    assert adding(file, path).wait(60) == 0
    whole = path.with_name("whole")
    assert adding(file, whole).wait(60) == 0
    assert counts(path) == counts(whole)
    assert counts(path, "articles") == [ARTICLES]


def test_two_processes_add_at_once_and_a_reader_sees_whole_articles(tmp_path: Path, path: Path) -> None:
    files = [write(tmp_path / f"{n}.jsonl", ARTICLES, first) for n, first in enumerate((0, ARTICLES // 2))]  # half of it is in both
    processes = [adding(file, path) for file in files]
    seen = [0]
    while any(process.poll() is None for process in processes):
        if path.exists() and path.stat().st_size:
            with Ledger(path) as ledger:
                seen.append(sum(row.read for row in ledger.coverage()))
                ledger.find(Query(parties=("KEN",)))
    for process, file in zip(processes, files, strict=True):
        assert process.wait() == 0, said(file, "err").read_text()
    assert seen == sorted(seen)
    assert counts(path, "articles", "stale") == [ARTICLES + ARTICLES // 2, 0]


def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(tmp_path: Path, path: Path) -> None:
    file = write(tmp_path / "in.jsonl", 4000)
    process = adding(file, path)
    while not said(file, "out").stat().st_size:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 1
    err, (*added, last) = said(file, "err").read_text(), said(file, "out").read_bytes().splitlines()
    done = len(added)
    assert json.loads(last)["summary"]["stopped"]
    assert "Traceback" not in err
    assert "stopped" in err
    assert 0 < done < 4000
    assert counts(path, "articles")[0] >= done


def test_a_full_disk_keeps_what_was_acknowledged(path: Path) -> None:
    def small(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 150")

    with Ledger(path) as ledger:
        ledger.add([plain("KEN met UGA.", "first")])
        ledger.close()
        event.listen(ledger._engine, "connect", small)
        done = []
        with pytest.raises(FullDisk) as error:
            done.extend(ledger.adding((plain(f"KEN met UGA. {n}" + "x" * 9000, str(n)) for n in range(1000)), batch=5))
        assert "make room" in error.value.fix
        assert error.value.file == str(path)
    assert counts(path, "articles") >= [1]
    with Ledger(path) as ledger:
        ledger.add([plain("FRA condemned SYR.", "last")])
        assert "condemnation" in [event.act for event in ledger.events()]


def test_a_fault_in_the_middle_of_an_article_stores_nothing_of_its_batch(ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.add([plain("KEN met UGA.", "first")])
    before = counts(path)

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("sijill.ledger.store.put_reading", fail)
    with pytest.raises(Exception, match="disk I/O error"):
        ledger.add([plain("FRA condemned SYR.", "second")])
    assert counts(path) == before


def test_a_ledger_that_may_not_be_written_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(path) as ledger:
        ledger.add([plain("KEN met UGA.")])
    before = path.read_bytes()
    monkeypatch.setattr("os.access", lambda *_: False)  # as in a folder of another user
    with Ledger(path, create=False) as ledger:
        assert ledger.find(Query(words="met")).total == 1
        with pytest.raises(ReadOnlyLedger) as error:
            ledger.add([plain("FRA condemned SYR.", "b")])
    assert "permissions" in error.value.fix
    assert path.read_bytes() == before


def test_a_damaged_ledger_is_said_to_be_damaged(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add([plain(f"KEN met UGA. {n}", str(n)) for n in range(50)])
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xa5" * (len(whole) - 8192))
    with pytest.raises(BrokenLedger) as error, Ledger(path, create=False) as ledger:
        ledger.find(Query())
    assert "backup" in error.value.fix


def test_a_backup_of_a_ledger_in_use_is_whole(path: Path) -> None:
    stop = threading.Event()
    with Ledger(path) as ledger:
        ledger.add([plain("KEN met UGA.", "first")])

        def busy() -> None:
            number = 0
            while not stop.is_set():
                ledger.add([plain(f"KEN met UGA. {number}", str(number))])
                number += 1

        writer = threading.Thread(target=busy)
        writer.start()
        for n in range(3):
            ledger.backup(path.with_name(f"copy{n}"))
        stop.set()
        writer.join()
    for n in range(3):
        articles, readings, reports = counts(path.with_name(f"copy{n}"), "articles", "readings", "reports")
        assert articles == readings == reports > 0
    assert not list(path.parent.glob("*.part"))


def test_a_backup_to_nowhere_has_its_error(ledger: Ledger, path: Path) -> None:
    with pytest.raises(MissingLedger):
        ledger.backup(path.parent / "absent" / "copy")


def test_a_backup_never_replaces_a_ledger_in_use(ledger: Ledger, path: Path) -> None:
    ledger.add([plain("KEN met UGA.")])
    with pytest.raises(LedgerError, match="in use"):
        ledger.backup(path)
