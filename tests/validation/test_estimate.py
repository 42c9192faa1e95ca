"""Precision and recall: by hand on small sheets, and the intervals hold what they promise on many drawn ones."""

import random

import pytest

from sijill.validation import Coded, Estimate, estimates
from sijill.validation.estimate import interval


def report(id: int, right: bool | None = True, *, act: str = "meeting", size: int = 10, stratum: str | None = None, language: str = "en",
           outlet: str = "Harbour Wire", modality: bool | None = None) -> Coded:  # fmt: skip
    return Coded(
        id=f"r{id}", kind="report", stratum=stratum or f"report:{act}/{language}", size=size, language=language, outlet=outlet, year="2022", act=act,
        right=right, modality_right=modality, missed=0, missed_acts=(), answered=right is not None,
    )  # fmt: skip


def dropped(id: int, missed: int = 0, *, acts: tuple[str, ...] = (), size: int = 10, language: str = "en", outlet: str = "Harbour Wire") -> Coded:
    return Coded(
        id=f"d{id}", kind="dropped", stratum=f"dropped:{language}", size=size, language=language, outlet=outlet, year="2022", act="", right=None,
        modality_right=None, missed=missed, missed_acts=acts, answered=True,
    )  # fmt: skip


def of(found: list[Estimate], by: str, group: str) -> Estimate:
    return next(one for one in found if (one.by, one.group) == (by, group))


def test_wilson_is_that_of_the_textbooks() -> None:
    assert interval(0.8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert interval(0.0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert interval(1.0, 50)[1] == 1.0


def test_rows_count_as_much_as_they_stand_for() -> None:
    meetings = [report(n, n < 8, size=100) for n in range(10)]  # 80 of 100 right
    visits = [report(10 + n, n < 5, act="visit", size=900) for n in range(10)]  # 450 of 900
    found = estimates([*meetings, *visits])
    whole = of(found, "all", "all")
    assert whole.precision is not None
    assert whole.precision.value == pytest.approx(530 / 1000)
    assert whole.precision.rows == 20
    assert of(found, "act", "visit").precision.value == pytest.approx(0.5)  # type: ignore[union-attr]
    assert whole.recall is None  # nothing but reports was coded


def test_recall_by_hand() -> None:
    rows = [*(report(n, n < 4, size=50) for n in range(5)), *(dropped(n, int(n == 0), acts=("visit",) * (n == 0), size=100) for n in range(10))]
    found = estimates(rows)
    whole = of(found, "all", "all")
    assert whole.recall is not None
    assert whole.recall.value == pytest.approx(40 / (40 + 10))
    assert whole.recall.low < whole.recall.value < whole.recall.high
    assert of(found, "act", "meeting").recall.value == 1.0  # type: ignore[union-attr]
    assert of(found, "act", "visit").recall.value == 0.0  # type: ignore[union-attr]


def test_rows_left_empty_are_stood_for_by_the_others() -> None:
    coded = [*(report(n, n < 4, size=50) for n in range(5)), dropped(0, 1, size=10)]
    more = [*coded, *(report(20 + n, None, size=50) for n in range(5))]
    assert estimates(more) == estimates(coded)
    assert estimates([]) == []


def test_nothing_missed_is_no_certainty() -> None:
    found = of(estimates([*(report(n, size=50) for n in range(10)), *(dropped(n, size=500) for n in range(10))]), "all", "all")
    assert found.recall is not None
    assert (found.recall.value, found.recall.high) == (1.0, 1.0)
    assert found.recall.low == pytest.approx(50 / (50 + 500 * 0.2775), abs=1e-3)


def test_a_group_of_one_row_is_not_certain() -> None:
    rows = [report(0, size=9), *(dropped(n, 1, size=9, outlet="Lantern Post" if n else "Harbour Wire") for n in range(3))]
    recall = of(estimates(rows), "outlet", "Harbour Wire").recall
    assert recall is not None
    assert recall.high - recall.low > 0.4


def test_modality_is_of_right_reports() -> None:
    found = of(estimates([report(0, modality=True), report(1, modality=False), report(2, False), report(3)]), "all", "all")
    assert found.modality is not None
    assert (found.modality.value, found.modality.rows) == (0.5, 2)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """From a corpus of which all is known, 200 samples are drawn; the numbers are fixed by the seed."""
    chance = random.Random(7)
    right = {"meeting": [n < 160 for n in range(200)], "visit": [n < 70 for n in range(100)]}
    missed = [int(n < 60) for n in range(600)]
    truth_precision, truth_recall = 230 / 300, 230 / 290
    held = {"precision": 0, "recall": 0}
    for _ in range(200):
        rows = [report(at, good, act=act, size=len(all)) for act, all in right.items() for at, good in enumerate(chance.sample(all, 20))]
        rows += [dropped(at, n, size=600) for at, n in enumerate(chance.sample(missed, 60))]
        whole = of(estimates(rows), "all", "all")
        assert whole.precision is not None
        assert whole.recall is not None
        held["precision"] += whole.precision.low <= truth_precision <= whole.precision.high
        held["recall"] += whole.recall.low <= truth_recall <= whole.recall.high
    assert held["precision"] >= 184
    assert held["recall"] >= 184
