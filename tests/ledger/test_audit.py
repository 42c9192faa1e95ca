"""Whether the numbers that are quoted agree with each other and with the ledger."""

from datetime import date
from typing import Any

from sijill.ledger.audit import findings
from sijill.ledger.due import coverage_in, promises, prospects
from sijill.ledger.rows import Finding, StoredReport
from tests.ledger.made import LAVROV, events, told


def _audit(*some: StoredReport, on: str = "2023-01-01") -> list[tuple[str, str]]:
    return [(f.kind, f.says) for f in _findings(some, on)]


def _findings(some: tuple[StoredReport, ...], on: str) -> list[Finding]:
    found = events(list(some))
    return findings(found, promises(prospects(found), [], date.fromisoformat(on), coverage_in(some, {})))


def _at(day: str, n: int | None = None, key: str | None = None, **more: Any) -> StoredReport:
    ordinals = ({"n": n, **more.pop("limits", {})},) if n else ()
    return told(key or f"{day} {n}", day, times=(day,), ordinals=ordinals, **more)


def test_one_number_for_two_dates() -> None:
    ((kind, says),) = _audit(_at("2022-02-04", 38), _at("2022-09-15", 38), _at("2022-09-15", 38, key="again"))
    assert kind == "ordinal-conflict"
    assert says == "number 38 is given to 2022-02-04 by 1 outlet and to 2022-09-15 by 2 outlets: one count is off"


def test_a_number_that_tells_no_beginning_is_of_the_same_series() -> None:
    found = _audit(_at("2022-02-04", 38, limits={"since": "2013"}), _at("2022-09-15", 38))
    assert [kind for kind, _ in found] == ["ordinal-conflict", "ordinal-gap"]


def test_a_smaller_number_later() -> None:
    assert _audit(_at("2022-02-04", 38), _at("2022-09-15", 37)) == [("ordinal-conflict", "number 37 at 2022-09-15, after number 38 at 2022-02-04")]
    assert _audit(_at("2022-02-04", 38), _at("2022-09-15", 39)) == []


def test_ministers_are_not_counted_with_presidents() -> None:
    assert _audit(_at("2022-02-04", 38), _at("2022-09-15", 5, recipients=(LAVROV,))) == []


def test_one_source_off_by_one() -> None:
    found = _audit(_at("2022-02-04", 38), _at("2022-02-04", 38, key="again", limits={"since": "2013"}), _at("2022-02-04", 37, limits={"since": "2013"}))
    assert found[0] == ("ordinal-conflict", "ordinal: 37 by 1 outlet and 38 by 2 outlets")


def test_claimed_second_but_more_are_held_here() -> None:
    limits = {"channel": "video", "within": "2021"}
    rows = [_at(f"2021-0{n}-10", channels=("video",)) for n in range(3, 5)]
    ((kind, says),) = _audit(*rows, _at("2021-12-15", 2, channels=("video",), limits=limits))
    assert (kind, says) == ("ordinal-conflict", "called number 2 within 2021, but 2 earlier are known here")
    assert _audit(rows[0], _at("2021-12-15", 2, channels=("video",), limits=limits)) == []


def test_more_claimed_than_known() -> None:
    since = {"since": "2013"}
    assert _audit(_at("2021-12-15", 37, limits=since), _at("2022-02-04", 38, limits=since)) == [("ordinal-gap", "38 claimed since 2013, 2 known here")]


def test_first_since() -> None:
    first = _at("2022-02-04", 1, channels=("in_person",), limits={"channel": "in_person", "since": "2019"})
    assert _audit(first, _at("2021-12-15", channels=("video",))) == []
    ((kind, _),) = _audit(first, _at("2021-06-16", channels=("in_person",)))
    assert kind == "ordinal-conflict"


def test_what_is_overdue() -> None:
    announced = told("a", "2021-12-16", modality="planned", times=("2022-02",))
    assert _audit(announced) == [("overdue", "meeting due 2022-02: no later report among 0 articles of 0 outlets on these parties")]
    assert _audit(announced, on="2022-01-01") == []


def test_evidence_stands_beside_every_finding() -> None:
    (finding,) = _findings((_at("2022-02-04", 38), _at("2022-09-15", 38)), "2023-01-01")
    assert len(finding.events) == 2
    assert [t.sentence.exact for t in finding.evidence] == ["sentence of 2022-02-04 38", "sentence of 2022-09-15 38"]
