"""What was announced and what became of it, as it stood on a day."""

from datetime import date

import pytest

from sijill.ledger.due import coverage_in, promises, prospects
from sijill.ledger.rows import Judgement, Promise, StoredReport
from tests.ledger.made import PUTIN, XI, events, judged, told

WINDOW = "2022-01-16~/2022-02-16~"
ANNOUNCED = told("a", "2021-12-16", modality="planned", times=(WINDOW,))


def _due(some: list[StoredReport], on: str, judgements: list[Judgement] | None = None) -> list[Promise]:
    return promises(prospects(events(some)), judgements or [], date.fromisoformat(on), coverage_in(some, {}))


@pytest.mark.parametrize(
    ("on", "states"), [("2021-12-01", []), ("2021-12-20", ["open"]), ("2022-02-01", ["due"]), ("2022-02-18", ["due"]), ("2022-03-01", ["overdue"])]
)
def test_states_on_a_day(on: str, states: list[str]) -> None:
    assert [p.state for p in _due([ANNOUNCED], on)] == states


def test_held_both_sentences() -> None:
    held = told("b", "2022-02-04", times=("2022-02-04",))
    (promise,) = _due([ANNOUNCED, held], "2022-02-05")
    assert promise.state == "held"
    assert promise.announcing.sentence.exact == "sentence of a"
    assert promise.fulfilling is not None
    assert promise.fulfilling.sentence.exact == "sentence of b"
    (before,) = _due([ANNOUNCED, held], "2022-02-01")
    assert (before.state, before.fulfilling) == ("due", None)


def test_overdue_with_the_coverage_since() -> None:
    since = [told(f"o{n}", f"2022-01-0{n}", act="criticism", outlet=f"outlet {n % 2}") for n in range(1, 5)]
    elsewhere = told("x", "2022-01-05", act="criticism", recipients=("USA",))
    before = told("y", "2021-12-01", act="criticism")
    (promise,) = _due([ANNOUNCED, *since, elsewhere, before], "2022-04-01")
    assert (promise.state, promise.coverage.articles, promise.coverage.outlets) == ("overdue", 4, 2)


def test_undated_and_cancelled() -> None:
    (undated,) = _due([told("a", modality="planned")], "2023-01-01")
    assert (undated.state, undated.due) == ("undated", None)
    (off,) = _due([ANNOUNCED, told("b", "2022-01-20", modality="cancelled", times=("2022-02-04",))], "2022-03-01")
    assert off.state == "cancelled"


def test_the_last_day_announced_counts() -> None:
    """A finer telling of the same days refines it, a later day puts it off, a coarser telling changes nothing."""
    rows = [("a", "2021-12-01", "2022-02"), ("b", "2021-12-05", "2022-02-04"), ("c", "2021-12-09", "2022-02")]
    (promise,) = _due([told(key, out, modality="planned", times=(edtf,)) for key, out, edtf in rows], "2022-01-01")
    assert promise.due == "2022-02-04"


def test_documents_promised_are_matched_to_documents_signed() -> None:
    promised = told("a", "2021-12-16", act="agreement", modality="planned", times=("2022-02",), documents=("joint statement",))
    signed = told("b", "2022-02-05", act="signing", times=("2022-02-04",), documents=("joint statement",))
    other = told("c", "2022-02-05", act="signing", times=("2022-02-04",), documents=("treaty",))
    (promise,) = [p for p in _due([promised, signed], "2022-03-01") if p.act == "agreement"]
    assert promise.fulfilling is not None
    assert promise.fulfilling.report == "b"
    assert [p.state for p in _due([promised, other], "2022-03-01")] == ["overdue"]


def test_a_guest_received_by_the_host_has_visited() -> None:
    visit = told("a", "2021-12-16", act="visit", modality="planned", actors=(PUTIN,), recipients=("CHN",), times=("2022-02",))
    there, elsewhere = (told(p, "2022-02-05", actors=(XI,), recipients=(PUTIN,), times=("2022-02-04",), places=(p,)) for p in ("CHN", "RUS"))
    assert [p.state for p in _due([visit, there], "2022-03-01")] == ["held"]
    assert [p.state for p in _due([visit, elsewhere], "2022-03-01")] == ["overdue"]
    assert [p.state for p in _due([visit, there], "2022-02-04")] == ["due"]


def test_what_became_known_when() -> None:
    """Each question sees the first telling that was known on its day, also where a later article tells of an earlier day."""
    rows = [told("late", "2021-12-20", modality="planned", times=("2022-02-04",)), told("early", "2021-12-16", modality="planned", times=("2022-02",))]
    rows += [told("said", "2022-02-06", times=("2022-02-04",)), told("undated", None, times=("2022-02-04",), modality="planned")]
    for on, announcing, due, fulfilling in (
        ("2021-12-15", "undated", "2022-02-04", None), ("2021-12-17", "early", "2022-02-04", None), ("2022-02-07", "early", "2022-02-04", "said"),
    ):  # fmt: skip
        (promise,) = _due(rows, on)
        assert (promise.announcing.report, promise.due) == (announcing, due)
        assert (promise.fulfilling.report if promise.fulfilling else None) == fulfilling


def test_a_verdict_is_a_persons() -> None:
    said = judged("v", "verdict", "a", verdict="broken")
    (promise,) = _due([ANNOUNCED], "2022-04-01", [said])
    assert promise.verdict == said
    (promise,) = _due([ANNOUNCED], "2022-04-01", [said, judged("u", "verdict", "a", at="2022-02-01", undoes="v")])
    assert promise.verdict is None
