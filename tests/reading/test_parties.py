"""Parties: what is a part of a name and what is not."""

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
