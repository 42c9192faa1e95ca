"""The measures: right readings score full marks, wrong ones do not, and the same input gives the same numbers."""

from pathlib import Path
from typing import Any

from sijill.quality.against import changes
from sijill.quality.gold import Annotated, annotated, scorer
from sijill.quality.measures import Scores, scored
from sijill.records import Source

ROOT = Path(__file__).parents[2]
SCORE = scorer(ROOT)
TEXT = "Kenya met Uganda. Ghana praised Togo."


def told(act: str, type_: str, actor: str, recipient: str, start: int, end: int, **more: Any) -> dict[str, Any]:
    span = {"start": start, "end": end, "exact": TEXT[start:end]}
    return {"act": act, "type": type_, "modality": "actual", "actors": [actor], "recipients": [recipient], "trigger": span, "evidence": span} | more


def article() -> Annotated:
    events = [
        told("meeting", "CONSULT", "KEN", "UGA", 0, 17, sentence=[0, 17], trigger=[6, 9], speaker="narrator", time="2023-06-13"),
        told("praise", "SUPPORT", "GHA", "TGO", 18, 37, sentence=[18, 37], trigger=[24, 31], speaker="narrator"),
    ]
    return Annotated(Source(id="a", text=TEXT, language="en"), {"lang": "en", "events": events, "positions": [], "scope_end": len(TEXT)})


def scores(*reports: dict[str, Any]) -> Scores:
    return scored("en", [article()], {"a": {"reports": list(reports)}}, SCORE)


SPEAKER = {"kind": "narrator"}
MEETING = told("meeting", "CONSULT", "UGA", "KEN", 6, 9, time="2023-06-13", speaker=SPEAKER)
PRAISE = told("praise", "SUPPORT", "GHA", "TGO", 24, 31, speaker=SPEAKER)


def test_a_right_reading_has_full_marks() -> None:
    told = scores(MEETING, PRAISE).measures
    assert [told[name].value for name in ("detect", "who", "strict", "modality", "speaker", "time")] == [1.0] * 6
    assert told["spurious_per_article"].value == 0


def test_the_order_of_parties_counts_where_the_act_has_one() -> None:
    told = scores(MEETING, PRAISE | {"actors": ["TGO"], "recipients": ["GHA"]})
    assert told.measures["detect"].value == 1
    assert told.measures["who"].value == 0.5
    assert (told.acts["praise"].found, told.acts["praise"].who, told.acts["meeting"].who) == (1, 0, 1)


def test_silence_is_not_rewarded() -> None:
    told = scores().measures
    assert told["detect"].value == 0
    assert told["modality"].value is None
    assert told["detect"].baseline == 0.5  # two sentences, two types


def test_the_same_input_gives_the_same_numbers() -> None:
    articles = [a for a in annotated(ROOT) if a.gold["lang"] == "en"][:5]
    replies = {a.source.id: {"reports": []} for a in articles}
    assert scored("en", articles, replies, SCORE) == scored("en", articles, replies, SCORE)


def test_changes_name_the_fields_that_differ() -> None:
    other = told("aid", "AID", "KEN", "UGA", 0, 5)
    before = {"a": {"reports": [MEETING | {"modality": "planned"}, PRAISE]}}
    found = list(changes([article()], before, {"a": {"reports": [MEETING, other]}}, SCORE))
    assert [(c.kind, c.act, c.gold) for c in found] == [("changes", "meeting", True), ("vanishes", "praise", True), ("appears", "aid", False)]
    assert (found[0].was, found[0].is_) == ({"modality": "planned"}, {"modality": "actual"})
