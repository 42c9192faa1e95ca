"""What leaves a ledger comes in parts, and the parts make the whole."""

from importlib.resources import as_file, files

import pytest

from sijill.cli.options import Options, readings
from sijill.ledger import Ledger, Query
from sijill.ledger import told as module
from sijill.packs import Packs


@pytest.fixture
def covered(ledger: Ledger, packs: Packs) -> Ledger:
    with as_file(files("sijill.examples").joinpath("coverage", "articles.jsonl")) as file:
        ledger.add(readings([str(file)], Options(), packs))
    return ledger


def test_every_report_once_under_its_event(covered: Ledger) -> None:
    found = list(covered.told(Query()))
    assert {t.event.id: tuple(s.key for s in t.reports) for t in found} == {e.id: e.reports for e in covered.events("CHN", "RUS")}
    assert [t.event.time.earliest for t in found] == sorted(t.event.time.earliest or "" for t in found)


def test_parts_of_any_size_make_the_same_whole(covered: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(covered.told(Query(), texts=True))
    for size in (1, 4):
        monkeypatch.setattr(module, "_AT_ONCE", size)
        assert list(covered.told(Query(), texts=True)) == whole


def test_it_streams(covered: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 1)
    asked: list[int] = []
    loaded = module._loaded
    monkeypatch.setattr(module, "_loaded", lambda connection, some, texts: (asked.append(len(some)), loaded(connection, some, texts))[1])
    first = next(iter(covered.told(Query())))
    assert first.reports
    assert asked == [1]  # nothing beyond the first event was read
