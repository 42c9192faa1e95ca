"""What goes wrong with a server: it, or who writes to it, is killed in the middle of a load, and nothing acknowledged is lost and nothing doubled."""

import gc
import json
import random
import subprocess
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from sijill.errors import LedgerError, LostServer, MissingLedger
from sijill.ledger import Ledger
from tests import postgres
from tests.ledger.plain import plain
from tests.ledger.test_reliability import COUNTED, HALVES, adding, said, write

ARTICLES = 300


@pytest.fixture
def own() -> Iterator[postgres.Server]:
    """A server of the test's own, which it may kill."""
    with postgres.server() as running:
        if running is None:
            pytest.skip("PostgreSQL is not installed")
        yield running
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()  # pg8000 leaves the sockets of a dead server to the collector


def acknowledged(file: Path) -> set[str]:
    lines = [json.loads(line) for line in said(file, "out").read_bytes().splitlines(keepends=True) if line.endswith(b"}}\n")]
    return {line["added"]["id"] for line in lines if "added" in line}


def counts(place: str) -> list[int]:
    with Ledger(place, create=False) as ledger, ledger._reading() as connection:
        return [connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in COUNTED]


def check(place: str, told: set[str]) -> None:
    """That all of these articles are there, whole and once."""
    with Ledger(place, create=False) as ledger, ledger._reading() as connection:
        ids = connection.execute(text("SELECT id FROM articles")).scalars().all()
        assert connection.execute(text(HALVES.replace("IS NOT", "IS DISTINCT FROM"))).scalar_one() == 0, "half a reading"
    assert len(set(ids)) == len(ids)
    assert told <= set(ids)


def stopped(process: subprocess.Popen[bytes], file: Path, least: int) -> None:
    """Wait until so many articles are acknowledged, and a little more."""
    for _ in range(600):
        if process.poll() is not None or len(acknowledged(file)) >= least:
            break
        time.sleep(0.02)
    time.sleep(random.Random(least).uniform(0, 0.1))


def test_killed_servers_and_writers_lose_nothing_and_double_nothing(own: postgres.Server, tmp_path: Path) -> None:
    file, told = write(tmp_path / "in.jsonl", ARTICLES), set[str]()
    place, whole = own.make(), own.make()
    for least in (1, 60, 120):
        process = adding(file, place)
        stopped(process, file, least)
        process.kill()
        process.wait()
        told |= acknowledged(file)
        check(place, told)
    for least in (1, 60):
        process = adding(file, place)
        stopped(process, file, least)
        own.crash()
        assert process.wait(60) == 1 or acknowledged(file) | told == {f"n{n}" for n in range(ARTICLES)}
        told |= acknowledged(file)
        own.start()
        check(place, told)
    assert adding(file, place).wait(60) == 0
    assert adding(file, whole).wait(60) == 0
    assert counts(place) == counts(whole)
    assert counts(place)[0] == ARTICLES


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_server_that_is_away_is_told_with_a_fix(own: postgres.Server) -> None:
    place = own.make()
    with Ledger(place) as ledger:
        ledger.add([plain("KEN met UGA.")])
        own.crash()
        with pytest.raises(LostServer, match="again"):
            ledger.add([plain("KEN met EGY.", "b")])
    with pytest.raises(LedgerError):
        Ledger(place)
    own.start()
    with Ledger(place) as ledger:
        assert len(ledger.events()) == 1


def test_no_such_database_and_no_password_in_what_is_said(own: postgres.Server) -> None:
    with pytest.raises(MissingLedger) as error:
        Ledger(own.url("nowhere").replace("sijill@", "sijill:secret@"))
    assert "secret" not in str(error.value)
