"""Parties: what is a part of a name and what is not."""

import pytest

from sijill.packs import Packs
from sijill.reading import read
from sijill.records import Source


def test_a_word_of_time_is_no_name(packs: Packs) -> None:
    reading = read(Source(id="time", text="سيستقبل وزير خارجية قبرص نظيره الأرميني يوم الثلاثاء المقبل في نيقوسيا.", published="2024-05-02"), packs)
    (report,) = reading.reports
    assert [(party.country, "يوم" in party.name) for party in (*report.actors, *report.recipients)] == [("CYP", False), ("ARM", False)]


def test_a_medium_that_relays_holds_no_position(packs: Packs) -> None:
    text = "نقلت وكالة أنباء الصين الجديدة عن كيم قوله إنه لا ضرورة للعقوبات على كوريا الشمالية."
    assert read(Source(id="relayed", text=text, published="2018-03-28"), packs).positions == ()


@pytest.mark.parametrize(
    ("text", "party", "country"),
    [
        ("قال المتحدث باسم الكرملين إن روسيا ترفض العرض الأوكراني.", "المتحدث باسم الكرملين", "RUS"),
        ("طالبت كينيا المجلس العسكري في النيجر بإطلاق سراح الرئيس.", "المجلس العسكري في النيجر", "NER"),
        ("زار وفد من حماس القاهرة.", "وفد من حماس", "PSE"),
        ("وصل مسؤولون من إيران إلى بغداد.", "مسؤولون من إيران", "IRN"),
    ],
)
def test_a_title_and_whose_it_is_are_one_party(text: str, party: str, country: str, packs: Packs) -> None:
    report = read(Source(id="x", text=text, published="2024-05-02"), packs).reports[0]
    told = {p.span.exact: p.country for p in (*report.actors, *report.recipients)}
    assert told.get(party, report.speaker.id) == country


def test_where_somebody_speaks_is_not_whose_he_is(packs: Packs) -> None:
    (report,) = read(Source(id="x", text="قال الوزير في موسكو إن سوريا ترفض العرض التركي.", published="2024-05-02"), packs).reports
    assert report.speaker.id is None
