"""Whether two reports are of one event: what joins them, what parts them, what does neither."""

import pytest

from sijill.ledger.acts import block_of
from sijill.ledger.facts import facts_of
from sijill.ledger.rows import StoredReport
from sijill.ledger.same_event import judge
from tests.ledger.made import LAVROV, PUTIN, XI, told

DAY, LATER = "2021-12-15", "2021-12-20"
N37 = {"n": 37, "since": "2013"}


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (told("a", times=(DAY,)), told("b", times=(DAY,)), "same"),
        (told("a", times=(DAY,)), told("b", times=("2021-12",)), "same"),
        (told("a", times=(DAY,)), told("b", times=(LATER,)), "not-same"),
        (told("a", times=(DAY,)), told("b", times=("2021-12-17~",)), "same"),
        (told("a", times=(DAY,)), told("b", "2021-12-16"), "same"),
        (told("a", times=(DAY,)), told("b", "2021-12-26"), "not-same"),
        (told("a", "2021-12-15"), told("b", "2021-12-16"), "same"),
        (told("a", None), told("b", None), "unsure"),
        (told("a", times=("2021",)), told("b", times=("2021",)), "unsure"),
        (told("a", times=(DAY,), ordinals=(N37,)), told("b", times=("2021-12-16",), ordinals=(N37,)), "same"),
        (told("a", times=(DAY,)), told("b", times=("2021-12-16",)), "not-same"),
        (told("a", times=(DAY,)), told("b", times=(DAY,), recipients=(LAVROV,)), "not-same"),
        (told("a", times=(DAY,)), told("b", times=(DAY,), actors=("CHN",), recipients=("RUS",)), "same"),
        (told("a", times=(DAY,), channels=("video",)), told("b", times=(DAY,), channels=("in_person",)), "same"),
        (told("a", channels=("video",)), told("b", channels=("in_person",)), "not-same"),
        (told("a", places=("CHN",)), told("b", places=("RUS",)), "not-same"),
        (told("a", ordinals=(N37,)), told("b", ordinals=({"n": 38, "since": "2013"},)), "not-same"),
        (told("a", "2021-12-13", modality="planned", times=(DAY,)), told("b", times=(DAY,)), "same"),
        (told("a", "2021-12-13", modality="planned", times=("2022-02",)), told("b", times=(DAY,)), "not-same"),
        (told("a", "2021-12-13", modality="planned", places=("CHN",)), told("b", times=(DAY,), places=("CHN",)), "same"),
        (told("a", "2021-12-13", modality="planned", actors=("CHN",), recipients=("RUS",)), told("b", times=(DAY,)), "unsure"),
        (told("a", "2021-12-03", act="agreement", actors=("CHN",), times=("2021-12",)), told("b", "2021-12-20", act="agreement"), "unsure"),
        (told("a", "2021-12-16", modality="denied"), told("b", times=(DAY,)), "same"),
        (told("a", "2021-12-14", modality="cancelled"), told("b", "2021-12-10", modality="planned", times=(DAY,)), "same"),
        (told("a", "2021-12-16", modality="possible"), told("b", "2021-12-16"), "unsure"),
    ],
)  # fmt: skip
def test_pairs(a: StoredReport, b: StoredReport, verdict: str) -> None:
    there, back = judge(facts_of(a), facts_of(b)), judge(facts_of(b), facts_of(a))
    assert there.verdict == verdict, there.reason
    assert there == back
    assert there.reason


def test_who_acts_on_whom() -> None:
    expelled = [told(k, act="expulsion", actors=(x,), recipients=(y,), times=(DAY,)) for k, x, y in (("a", "USA", "RUS"), ("b", "RUS", "USA"))]
    assert block_of(expelled[0].report) == block_of(expelled[1].report)
    assert judge(*map(facts_of, expelled)).verdict == "not-same"


def test_deeds_are_a_states_whoever_tells_them() -> None:
    deeds = [told(k, act="expulsion", actors=(x,), recipients=("USA",), times=(DAY,)) for k, x in (("a", PUTIN), ("b", LAVROV))]
    assert judge(*map(facts_of, deeds)).verdict == "same"


@pytest.mark.parametrize(
    ("report", "block"),
    [
        (told("a"), "talks:CHN+RUS"),
        (told("a", act="negotiation", actors=(PUTIN,), recipients=(XI,)), "talks:CHN+RUS"),
        (told("a", channels=("phone",)), "call:CHN+RUS"),
        (told("a", act="call", channels=("video",)), "talks:CHN+RUS"),
        (told("a", act="visit"), "visit:CHN+RUS"),
    ],
)
def test_blocks(report: StoredReport, block: str) -> None:
    assert block_of(report.report) == block
