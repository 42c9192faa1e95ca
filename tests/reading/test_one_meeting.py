"""One article read whole: the same seventeen facts from an Arabic and an English telling, and from the article the project began with."""

from importlib.resources import files
from pathlib import Path

import pytest

from sijill.packs import load_packs
from sijill.reading import read
from sijill.records import Assessment, Party, Position, Reading, Report, Source

_SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_ddcbaf5fb1a9919b.txt"
_PAIR = {"CHN", "RUS"}


def _texts() -> dict[str, str]:
    examples = files("sijill").joinpath("examples", "articles")
    texts = {language: examples.joinpath(f"one-meeting.{language}.txt").read_text(encoding="utf-8") for language in ("ar", "en")}
    if _SEED.exists():
        texts["seed"] = _SEED.read_text(encoding="utf-8")
    return texts


@pytest.fixture(scope="module", params=sorted(_texts()))
def reading(request: pytest.FixtureRequest) -> Reading:
    return read(Source(id=request.param, text=_texts()[request.param]), load_packs())


def _codes(parties: tuple[Party, ...]) -> set[str]:
    return {(party.id or "").split("/")[0] for party in parties}


def _reports(reading: Reading, act: str, modality: str) -> list[Report]:
    return [r for r in reading.reports if r.act == act and r.modality.value == modality]


def _one(reading: Reading, act: str, modality: str) -> Report:
    found = [r for r in _reports(reading, act, modality) if _codes(r.actors) | _codes(r.recipients) == _PAIR]
    assert len(found) == 1, [(r.act, r.modality.value, r.evidence.exact) for r in reading.reports]
    return found[0]


def _assessments(reading: Reading, tone: str) -> list[Assessment]:
    return [a for a in reading.assessments if a.tone == tone and set(a.about) == _PAIR]


def _positions(reading: Reading, stance: str) -> list[Position]:
    return [p for p in reading.positions if p.stance == stance and _codes(p.holders) == _PAIR]


def _exact(reading: Reading, start: int, end: int) -> str:
    return reading.article.text[start:end]


def _has(text: str, *words: str) -> bool:
    return any(word in text for word in words)


def test_1_article(reading: Reading) -> None:
    article = reading.article
    assert article.publisher == "CRI"
    assert article.published is not None
    assert article.published.startswith("2021-12-16T")
    assert article.published_from == "byline"
    assert article.title
    furniture = [_exact(reading, f.start, f.end).strip() for f in article.furniture]
    assert "Close" in furniture
    assert "Messenger Pinterest LinkedIn" in furniture
    assert any(f.startswith("CRI2021-12-16") for f in furniture)
    assert furniture[0] in ("العربية", "English")


def test_2_meeting(reading: Reading) -> None:
    meeting = _one(reading, "meeting", "actual")
    parties = {p.id: p for p in (*meeting.actors, *meeting.recipients)}
    assert set(parties) == {"CHN/xi-jinping", "RUS/vladimir-putin"}
    assert {p.office for p in parties.values()} == {"president"}
    assert [t.edtf for t in meeting.times] == ["2021-12-15"]
    assert [c.value for c in meeting.channels] == ["video"]
    assert [(d.iso, d.approximate) for d in meeting.durations] == [("PT1H30M", False)]
    assert {t.id for t in meeting.topics} >= {"bilateral-relations", "practical-cooperation", "international-strategic-cooperation"}
    assert meeting.speaker.kind == "narrator"
    assert meeting.type == "CONSULT"


def test_3_ordinals(reading: Reading) -> None:
    meeting = _one(reading, "meeting", "actual")
    counts = {(o.n, o.of, o.channel, o.since, o.within) for o in meeting.ordinals}
    assert counts == {(2, "meeting", "video", None, "2021"), (37, "meeting", None, "2013", None)}


def test_4_friendship_and_trust(reading: Reading) -> None:
    texts = [a.text for a in _assessments(reading, "positive")]
    assert any(_has(t, "الصداقة", "صداقة", "friendship") for t in texts)
    assert any(_has(t, "الثقة", "ثقة", "trust") for t in texts)
    assert all(a.speaker.kind == "narrator" for a in _assessments(reading, "positive"))


def test_5_satisfaction(reading: Reading) -> None:
    held = [p for p in _positions(reading, "support") if _has(p.issue.text, "نتائج", "حصيلة", "results")]
    assert {party.id for p in held for party in p.holders} == {"CHN/xi-jinping", "RUS/vladimir-putin"}


def test_6_fruitful(reading: Reading) -> None:
    fruitful = [a for a in _assessments(reading, "positive") if {t.id for t in a.topics} >= {"energy", "technological-innovation"}]
    assert len(fruitful) == 1


def test_7_membership(reading: Reading) -> None:
    membership = reading.memberships[0]
    assert (membership.body, membership.role) == ("UNSC", "permanent member")
    assert _codes(membership.members) == _PAIR


def test_8_shared_positions(reading: Reading) -> None:
    issues = [p.issue.text for p in _positions(reading, "support")]
    assert any(_has(i, "العدالة", "العدل", "justice") for i in issues)
    assert any(_has(i, "الديمقراطي", "ديمقراطية", "democratis") for i in issues)


def test_9_afghanistan(reading: Reading) -> None:
    efforts = [r for r in _reports(reading, "cooperation", "actual") if _codes(r.actors) | _codes(r.recipients) == _PAIR]
    assert any("afghanistan" in {t.id for t in r.topics} for r in efforts)


def test_10_criticism(reading: Reading) -> None:
    (criticism,) = _reports(reading, "criticism", "actual")
    assert (_codes(criticism.actors), _codes(criticism.recipients)) == (_PAIR, {"USA"})
    assert criticism.speaker.kind == "narrator"


def test_11_a_check_and_a_force(reading: Reading) -> None:
    texts = [a.text for a in _assessments(reading, "positive")]
    assert any(_has(t, "هيمنة", "hegemony") for t in texts)
    assert any(_has(t, "قوة", "force") for t in texts)


def test_12_interference(reading: Reading) -> None:
    (negative,) = (a for a in _assessments(reading, "negative") if _has(a.text, "الشؤون", "شؤون", "internal affairs"))
    assert negative.speaker.kind == "narrator"
    assert not [r for r in reading.reports if "WEST" in _codes(r.actors)]


def test_13_urged_cooperation(reading: Reading) -> None:
    urged = _one(reading, "cooperation", "urged")
    told = " ".join(c.text for c in urged.content)
    assert _has(told, "صوت", "voice")
    assert _has(told, "الأمن", "security")


def test_14_each_other_and_the_west(reading: Reading) -> None:
    assert any(_has(p.issue.text, "بعض", "الأخرى", "each other") for p in _positions(reading, "support"))
    assert any(_has(p.issue.text, "الغرب", "Western") for p in _positions(reading, "oppose"))


def test_15_planned_meeting(reading: Reading) -> None:
    planned = _one(reading, "meeting", "planned")
    assert [t.edtf for t in planned.times] == ["2022-01-16~/2022-02-16~"]
    assert [c.value for c in planned.channels] == ["in_person"]
    assert [(o.n, o.of, o.since) for o in planned.ordinals] == [(1, "meeting", "covid-19-pandemic")]
    assert {p.id for p in (*planned.actors, *planned.recipients)} == {"CHN/xi-jinping", "RUS/vladimir-putin"}


def test_16_planned_documents(reading: Reading) -> None:
    issued, signed = _one(reading, "agreement", "planned"), _one(reading, "signing", "planned")
    assert issued.documents
    assert signed.documents


def test_17_opinion_is_no_event(reading: Reading) -> None:
    texts = [a.text for a in reading.assessments if set(a.about) == _PAIR]
    assert any(_has(t, "نعمة", "blessing") for t in texts)
    assert len(reading.reports) == 7, [(r.act, r.modality.value, r.trigger.exact) for r in reading.reports]


def test_every_span_is_in_the_text(reading: Reading) -> None:
    text = reading.article.text
    for report in reading.reports:
        for told in (report.trigger, report.evidence, *(p.span for p in (*report.actors, *report.recipients))):
            assert text[told.start : told.end] == told.exact
