"""What Arabic alone asks of the reader: who says so, what is to come, and what nobody holds."""

import pytest

from sijill.packs import Packs
from sijill.reading import read
from sijill.records import Reading, Source


def told(text: str, packs: Packs) -> Reading:
    return read(Source(id="t", text=text, language="ar", published="2023-06-15"), packs)


STRUCK = "قصفت إريتريا مواقع في إثيوبيا"


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        (f"{STRUCK}، وفق ما أعلنت وزارة الدفاع الكينية.", "party", "KEN"),
        (f"{STRUCK}، وفقا لبيان صادر عن الرئاسة الكينية.", "party", "KEN"),
        (f"{STRUCK}، على ما أفاد مسؤول أوغندي.", "party", "UGA"),
        (f"{STRUCK}، كما أفادت وسائل إعلام محلية.", "medium", None),
        (f"بحسب وسائل إعلام محلية، {STRUCK}.", "medium", None),
        ("وجاء في بيان للخارجية الأوغندية أن إريتريا قصفت مواقع في إثيوبيا.", "party", "UGA"),
        ("قال مسؤول كبير بوزارة الخارجية الكينية إن إريتريا قصفت مواقع في إثيوبيا.", "party", "KEN"),
    ],
)
def test_who_says_so_is_no_party_of_the_act(text: str, kind: str, code: str | None, packs: Packs) -> None:
    report = told(text, packs).reports[0]
    assert (report.act, [p.id for p in report.actors], [p.id for p in report.recipients]) == ("attack", ["ERI"], ["ETH"])
    assert (report.speaker.kind, report.speaker.id) == (kind, code)


def test_and_also_announced_is_a_verb_of_its_own(packs: Packs) -> None:
    report = told("كما أعلنت كينيا طرد السفير الإريتري.", packs).reports[0]
    assert (report.act, [p.id for p in report.actors], [p.id for p in report.recipients]) == ("expulsion", ["KEN"], ["ERI"])


def test_a_name_before_a_colon_speaks(packs: Packs) -> None:
    speaker = told("الرئاسة الكينية: كينيا سترسل مساعدات إلى الصومال.", packs).reports[0].speaker
    assert (speaker.id or "").startswith("KEN")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("وكان الرئيس الكيني قد التقى نظيره الأوغندي في نيروبي.", "actual"),
        ("قد يلتقي الرئيس الكيني نظيره الأوغندي في نيروبي.", "possible"),
        ("القمة التي ستعقد بين كينيا وأوغندا في نيروبي تاريخية.", "planned"),
        ("يتوجه وزير الدفاع الكيني إلى كمبالا خلال الأيام المقبلة.", "planned"),
        ("لا تعتزم كينيا قطع العلاقات مع النيجر.", "denied"),
        ("تأجلت زيارة الرئيس الغاني إلى تنزانيا.", "cancelled"),
    ],
)
def test_whether_it_happened(text: str, modality: str, packs: Packs) -> None:
    assert [report.modality.value for report in told(text, packs).reports] == [modality]


def test_an_act_that_two_words_of_a_sentence_tell_is_told_once(packs: Packs) -> None:
    assert [report.act for report in told("قدمت كينيا مساعدات للصومال.", packs).reports] == ["aid"]


def test_talks_between_two_are_of_those_two(packs: Packs) -> None:
    report = told("تسعى كينيا إلى عقد قمة بين إريتريا وإثيوبيا.", packs).reports[0]
    assert {p.id for p in (*report.actors, *report.recipients)} == {"ERI", "ETH"}


@pytest.mark.parametrize("text", ["تستضيف كينيا مؤتمرا دوليا لدعم التنمية في الصومال.", "دعت كينيا أوغندا إلى دعم محادثات السلام."])
def test_a_purpose_or_a_wish_is_nobody_s_position(text: str, packs: Packs) -> None:
    assert not told(text, packs).positions
