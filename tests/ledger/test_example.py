"""The packaged coverage end to end: one meeting by eleven articles in four languages, two durations, a promise kept, a count that is off by one."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from sijill.ledger import Event, Ledger
from sijill.ledger.audit import findings
from sijill.ledger.due import promises, prospects
from sijill.ledger.outlook import covered_in
from sijill.ledger.values import of
from sijill.packs import Packs
from sijill.reading import read
from sijill.records import Article, Reading
from sijill.sources import Given, sources

ON = date(2022, 12, 31)


@pytest.fixture(scope="module")
def readings(packs: Packs) -> list[Reading]:
    with as_file(files("sijill.examples").joinpath("coverage", "articles.jsonl")) as file:
        return [read(given.source, packs) for given in sources(str(file)) if isinstance(given, Given)]


@pytest.fixture(scope="module")
def ledger(readings: list[Reading], packs: Packs, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(Path(tmp_path_factory.mktemp("ledger")) / "example.sijill", packs) as ledger:
        ledger.add(readings)
        yield ledger


def _meeting(ledger: Ledger, day: str) -> Event:
    (event,) = [e for e in ledger.events("CHN", "RUS", act="meeting") if e.time.earliest == day]
    return event


def test_enough_coverage(readings: list[Reading]) -> None:
    assert len(readings) >= 12
    assert {r.article.language for r in readings} == {"ar", "en", "ru", "zh"}
    assert all(r.reports for r in readings)


def test_one_meeting_by_eleven_articles_in_four_languages(ledger: Ledger) -> None:
    event = _meeting(ledger, "2021-12-15")
    assert (event.status, event.parties, event.time.basis) == ("held", ("CHN", "RUS"), "told")
    assert (event.counts.articles, event.counts.outlets, event.counts.languages) == (11, 10, ("ar", "en", "ru", "zh"))
    assert [v.value["value"] for v in of(event.values, "channel")] == ["video"]
    assert {v.value["n"] for v in of(event.values, "ordinal")} == {37, 2}


def test_ninety_and_seventy_four_minutes(ledger: Ledger) -> None:
    (conflict,) = _meeting(ledger, "2021-12-15").conflicts
    told = {v.value["iso"]: {t.publisher for t in v.tellings} for v in conflict.values}
    assert told == {"PT74M": {"Lantern Post", "Northgate Herald", "Северный вестник"}, "PT1H30M": {"دفتر الشرق", "Signal Review", "港湾日报"}}


def test_promises_kept(ledger: Ledger) -> None:
    promises = ledger.due(ON)
    assert [(p.act, p.state, p.due) for p in promises if p.act == "agreement"] == [("agreement", "undated", None)]  # 愿同俄方加强沟通协调
    promises = [p for p in promises if p.act != "agreement"]
    assert sorted((p.act, p.state, p.due) for p in promises) == [
        ("meeting", "held", "2021-12-15"), ("meeting", "held", "2022-02"), ("signing", "held", "2022-02"), ("visit", "held", "2022-02"),
    ]  # fmt: skip
    signing = next(p for p in promises if p.act == "signing")
    assert signing.fulfilling is not None
    assert "وثائق" in signing.announcing.sentence.exact
    assert "nearly 20 documents" in signing.fulfilling.sentence.exact
    assert {(p.act, p.due): p.state for p in ledger.due(date(2021, 12, 20)) if p.due} == {
        ("meeting", "2021-12-15"): "held", ("meeting", "2022-02"): "open", ("visit", "2022-02"): "open", ("signing", "2022-02"): "open",
    }  # fmt: skip


def test_the_count_that_is_off(ledger: Ledger) -> None:
    found = {f.kind: f for f in ledger.audit(ON) if f.kind in ("value-conflict", "ordinal-conflict")}
    assert found["value-conflict"].says == "duration: 74 minutes by 3 outlets and 90 minutes by 3 outlets"
    off = found["ordinal-conflict"]
    assert off.says.startswith("number 38 is given to 2022-02-04 by 2 outlets and to 2022-09-15 by 1 outlet")
    assert off.events == (_meeting(ledger, "2022-02-04").id, _meeting(ledger, "2022-09-15").id)


def test_every_value_has_words_in_its_article(ledger: Ledger, readings: list[Reading]) -> None:
    articles = {(r.article.publisher, r.article.published): r.article for r in readings}
    told = [t for event in ledger.events() for v in event.values for t in v.tellings]
    assert len(told) > 150
    for telling in told:
        article = articles[telling.publisher, telling.published]
        for span in (telling.span, telling.sentence):
            assert _text(article, span.where)[span.start : span.end] == span.exact


def test_the_order_of_adding_changes_nothing(ledger: Ledger, readings: list[Reading], packs: Packs, tmp_path: Path) -> None:
    with Ledger(tmp_path / "other.sijill", packs) as other:
        for reading in reversed(readings):
            other.add([reading])
        assert other.events() == ledger.events()
        assert (other.due(ON), other.audit(ON)) == (ledger.due(ON), ledger.audit(ON))


@pytest.mark.parametrize("on", ["2021-12-01", "2021-12-14", "2021-12-20", "2022-02-05", "2022-09-20", "2022-12-31"])
def test_what_is_kept_ready_is_what_the_events_say(ledger: Ledger, on: str) -> None:
    day, events = date.fromisoformat(on), ledger.events()
    with ledger._reading() as connection:
        promised = promises(prospects(events), [], day, covered_in(connection, dict.fromkeys((event.parties for event in events), ""), day))
    assert ledger.due(day) == promised
    assert ledger.audit(day) == findings(events, promised)
    assert ledger.due(day, ["CHN", "RUS"]) == [p for p in promised if {"CHN", "RUS"} <= set(p.parties)]


def test_of_very_many_reports_the_last_count_as_read_since(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {promise.event: promise.coverage for promise in ledger.due(ON)}
    monkeypatch.setattr("sijill.ledger.outlook.COVERED", 2)
    for promise in ledger.due(ON):
        known = whole[promise.event]
        assert not known.more
        assert promise.coverage.more == (promise.coverage != known)
        assert promise.coverage.articles <= known.articles
    assert any(promise.coverage.more for promise in ledger.due(ON))


def test_what_is_kept_ready_follows_a_judgement(ledger: Ledger) -> None:
    before = ledger.due(ON), ledger.audit(ON)
    event = _meeting(ledger, "2021-12-15")
    judgement = ledger.judge("not-same", event.reports, "a reader")
    assert event.id not in {id for f in ledger.audit(ON) if f.kind == "value-conflict" for id in f.events}
    ledger.undo(judgement.id, "a reader")
    assert (ledger.due(ON), ledger.audit(ON)) == before


def _text(article: Article, where: str | None) -> str:
    return article.title or "" if where else article.text
