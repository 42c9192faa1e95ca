"""What people say of single reports: it wins, it can be taken back, and it follows the report into new readings."""

import msgspec
import pytest

from sijill.errors import BadValue, UnknownId
from sijill.ledger import Ledger, Query
from sijill.ledger.missed import Missed
from sijill.ledger.notation import written
from sijill.ledger.rows import Corrected
from tests.ledger.plain import plain

TEXT = "KEN met UGA on 2023-06-13. FRA condemned SYR."


@pytest.fixture
def key(ledger: Ledger) -> str:
    """The report of the meeting, told by two articles."""
    ledger.add([plain(TEXT), plain("KEN met UGA on 2023-06-13.", "b")])
    return next(key for event in ledger.events("KEN") for key in event.reports if ledger.article_of(key) == ledger.article_of(_of(ledger, "FRA")))


def _of(ledger: Ledger, party: str) -> str:
    return ledger.events(party)[0].reports[0]


def test_a_rejected_report_counts_nowhere_and_undoing_brings_it_back(ledger: Ledger, key: str) -> None:
    before, totals = ledger.events(), ledger.totals()
    said = ledger.judge("reject", [key], "A. Reader", evidence="another meeting", at="2024-01-01")
    (event,) = ledger.events("KEN")
    assert key not in event.reports
    assert event.counts.reports == 1
    assert ledger.totals().reports == totals.reports - 1
    assert ledger.find(Query(parties=("KEN",))).reports == 1
    assert [stored.key for stored in ledger.rejected(event)] == [key]
    placed = {placed.key: placed for placed in ledger.article(ledger.article_of(key)).reports}[key]
    assert (placed.rejected, placed.event) == (True, None)
    with pytest.raises(UnknownId, match="stands in no event"):
        ledger.event(key)
    assert ledger.judgements(orphaned=True) == []
    ledger.undo(said.id, "A. Reader", at="2024-01-02")
    assert ledger.events() == before
    assert ledger.rejected(ledger.event(key)) == []


def test_the_last_word_on_a_report_holds(ledger: Ledger, key: str) -> None:
    ledger.judge("reject", [key], "A. Reader", at="2024-01-01")
    accepted = ledger.judge("accept", [key], "B. Reader", at="2024-01-02")
    assert key in ledger.event(key).reports
    ledger.undo(accepted.id, "B. Reader", at="2024-01-03")
    assert ledger.article(ledger.article_of(key)).reports[0].rejected


def test_words_said_within_a_second_keep_their_order(ledger: Ledger, key: str) -> None:
    for _ in range(8):
        ledger.judge("reject", [key], "A. Reader")
        ledger.judge("accept", [key], "B. Reader")
        assert key in ledger.event(key).reports


def test_an_event_whose_only_report_is_rejected_is_gone(ledger: Ledger, key: str) -> None:
    ledger.judge("reject", [_of(ledger, "SYR")], "A. Reader")
    assert ledger.events("SYR") == []
    assert ledger.events("KEN") != []


def test_a_rejection_outlives_a_reread_and_an_edit(ledger: Ledger, key: str) -> None:
    ledger.judge("reject", [key], "A. Reader")
    pk = next(stored.pk for stored in ledger.stored() if stored.source.id == "a")
    ledger.take([(pk, ledger.scribe.entry(plain(TEXT, skip="condemned", packs="2")))])
    assert key not in ledger.events("KEN")[0].reports
    ledger.add([plain(f"Corrected. {TEXT}")])
    assert key not in ledger.events("KEN")[0].reports
    assert [placed.rejected for placed in ledger.article(ledger.article_of(key)).reports] == [True, False]


def test_reports_on_little_evidence_wait_until_somebody_judged_them(ledger: Ledger) -> None:
    reading = plain("KEN met UGA. FRA condemned SYR. KEN condemned UGA.")
    margins = (0.4, 2.0, 0.1)
    weighed = tuple(msgspec.structs.replace(report, margin=margin) for report, margin in zip(reading.reports, margins, strict=True))
    ledger.add([msgspec.structs.replace(reading, reports=weighed), plain("KEN met TZA.", "b")])
    weakest, other = ledger.barely()
    assert [found.stored.report.margin for found in (weakest, other)] == [0.1, 0.4]
    assert ledger.barely(parties=("SYR",)) == []
    ledger.judge("accept", [weakest.stored.key], "A. Reader")
    assert ledger.barely() == [other]
    ledger.judge("reject", [other.stored.key], "A. Reader")
    assert ledger.barely() == []


def test_a_corrected_value_wins_and_undoing_it_brings_back_what_was_read(ledger: Ledger, key: str) -> None:
    before = ledger.events()
    said = ledger.correct(key, "time", ["2023-06-12"], "A. Reader", words="2023-06-13", evidence="their calendars", at="2024-01-01")
    event = ledger.event(key)
    assert event.time.earliest == "2023-06-12"
    told = {value.value.get("edtf"): [(t.judgement, t.span.exact) for t in value.tellings] for value in event.values if value.name == "time"}
    assert told == {"2023-06-12": [(said.id, "2023-06-13")], "2023-06-13": [(None, "2023-06-13")]}  # the other article tells the day it told
    assert [conflict.name for conflict in event.conflicts] == ["time"]
    assert {t.judgement for value in event.values if value.name != "time" for t in value.tellings} == {None}
    assert [t.edtf for t in ledger.as_read([key])[key].times] == ["2023-06-13"]
    (placed,) = [placed for placed in ledger.article(ledger.article_of(key)).reports if placed.key == key]
    assert (placed.people, placed.read) == ({"time": said.id}, ledger.as_read([key])[key])
    ledger.undo(said.id, "A. Reader", at="2024-01-02")
    assert ledger.events() == before


def test_other_parties_make_another_event_and_are_found(ledger: Ledger, key: str) -> None:
    ledger.correct(key, "recipient", ["RWA", "EU"], "A. Reader")
    assert ledger.event(key).parties == ("EU", "KEN", "RWA")
    assert ledger.find(Query(parties=("RWA",))).total == 1
    assert ledger.find(Query(words="Rwanda")).total == 1
    assert len(ledger.events("KEN", "UGA")) == 1  # as the other article still tells


def test_an_act_brings_its_codes(ledger: Ledger, key: str) -> None:
    ledger.correct(key, "act", ["call"], "A. Reader", at="2024-01-01")
    ledger.correct(key, "modality", ["denied"], "A. Reader", at="2024-01-02")
    (placed,) = [placed for placed in ledger.article(ledger.article_of(key)).reports if placed.key == key]
    report, read = placed.report, placed.read
    assert read is not None
    assert (report.act, report.type, report.modality.value) == ("call", "CONSULT", "denied")
    assert report.cameo != read.cameo
    assert report.digest != read.digest
    assert sorted(placed.people) == ["act", "modality"]


def test_a_correction_outlives_a_reread_and_an_edit(ledger: Ledger, key: str) -> None:
    said = ledger.correct(key, "duration", ["~PT90M"], "A. Reader")
    pk = next(stored.pk for stored in ledger.stored() if stored.source.id == "a")
    ledger.take([(pk, ledger.scribe.entry(plain(TEXT, skip="condemned", packs="2")))])
    assert _durations(ledger, key) == [("PT90M", True, said.id)]
    ledger.add([plain(f"Corrected. {TEXT}")])
    assert _durations(ledger, key) == [("PT90M", True, said.id)]
    ledger.undo(said.id, "A. Reader")
    assert _durations(ledger, key) == []
    assert ledger.totals().reports == 3


def test_reading_again_compares_with_what_was_read(ledger: Ledger, key: str) -> None:
    ledger.correct(key, "place", ["CHE"], "A. Reader")
    (pk,) = [stored.pk for stored in ledger.stored() if stored.source.id == "a"]
    again = ledger.preview(pk, ledger.scribe.entry(plain(TEXT)))
    assert (again.same, again.changes) == (True, [])


def test_a_rejected_report_keeps_its_correction(ledger: Ledger, key: str) -> None:
    ledger.correct(key, "place", ["CHE"], "A. Reader", at="2024-01-01")
    rejection = ledger.judge("reject", [key], "A. Reader", at="2024-01-02")
    assert key not in {k for event in ledger.events() for k in event.reports}
    ledger.undo(rejection.id, "A. Reader", at="2024-01-03")
    assert [value.value["country"] for value in ledger.event(key).values if value.name == "place"] == ["CHE"]


def _durations(ledger: Ledger, key: str) -> list[tuple[object, object, str | None]]:
    values = [value for value in ledger.event(key).values if value.name == "duration"]
    return [(value.value["iso"], value.value["approximate"], t.judgement) for value in values for t in value.tellings]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("modality", ["perhaps"]), ("modality", []), ("act", ["meet"]), ("act", ["meeting", "call"]), ("actor", ["Kenya"]), ("actor", []),
        ("recipient", ["KEN/"]), ("time", ["13/6/2023"]), ("place", ["UN"]), ("place", ["KE"]), ("channel", ["fax"]), ("duration", ["90 minutes"]),
        ("duration", ["P"]), ("duration", ["PT"]), ("ordinal", ["third"]), ("ordinal", ["3 meetings"]), ("ordinal", ["3 meeting since June"]),
        ("speaker", ["nobody"]),
    ],
)  # fmt: skip
def test_what_is_no_value_of_its_kind_is_refused(ledger: Ledger, key: str, name: Corrected, values: list[str]) -> None:
    condemned = _of(ledger, "SYR")
    with pytest.raises(BadValue) as error:
        ledger.correct(condemned, name, values, "A. Reader")
    assert error.value.fix
    assert ledger.judgements() == []


def test_words_must_stand_in_the_report(ledger: Ledger, key: str) -> None:
    with pytest.raises(BadValue, match="does not stand"):
        ledger.correct(key, "place", ["CHE"], "A. Reader", words="Geneva")
    with pytest.raises(UnknownId):
        ledger.correct("nothing", "place", ["CHE"], "A. Reader")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("modality", ("cancelled",)), ("act", ("visit",)), ("actor", ("KEN/william-ruto", "EU")), ("recipient", ()),
        ("time", ("2023-06", "2023-06-01/2023-06-03")), ("place", ("CHE",)), ("channel", ("video",)), ("duration", ("P2D", "~PT1H30M")),
        ("ordinal", ("37 meeting video since 2013 within 2023",)), ("speaker", ("unnamed",)), ("speaker", ("medium Hillside Post",)), ("speaker", ("UN",)),
    ],
)  # fmt: skip
def test_values_come_back_as_they_were_written(ledger: Ledger, key: str, name: Corrected, values: tuple[str, ...]) -> None:
    if name == "recipient":
        ledger.correct(key, "actor", ["KEN", "UGA"], "A. Reader", at="2024-01-01")
    ledger.correct(key, name, values, "A. Reader", at="2024-01-02")
    assert written(next(s.report for s in ledger.reports_of(ledger.event(key)) if s.key == key), name) == values


def _missed(text: str, words: str, **told: object) -> Missed:
    parts: dict[str, object] = {"act": "condemnation", "modality": "actual", "actors": ("TZA",), "recipients": ("RWA",)}
    return msgspec.convert(parts | {"words": words, "start": text.index(words)} | told, Missed)


MISSED = f"{TEXT} Tanzania lambasted RWA for it."


def test_an_added_report_is_a_person_s_and_can_be_undone(ledger: Ledger) -> None:
    ledger.add([plain(MISSED)])
    article, before = ledger.article_of(_of(ledger, "KEN")), ledger.events()
    said = ledger.add_missed(article, _missed(MISSED, "lambasted"), "A. Reader", evidence="second paragraph", at="2024-01-01")
    (event,) = ledger.events("TZA", "RWA")
    assert event.reports == said.reports
    (placed,) = [placed for placed in ledger.article(article).reports if placed.people]
    report = placed.report
    assert (report.rule, report.evidence.exact, report.cameo) == ("person/A. Reader", "Tanzania lambasted RWA for it.", "111")
    assert [MISSED[span.start : span.end] for span in (report.trigger, report.actors[0].span)] == ["lambasted", "Tanzania"]
    assert {t.judgement for value in event.values for t in value.tellings} == {said.id}
    assert ledger.find(Query(words="lambasted")).total == 1
    ledger.correct(said.reports[0], "modality", ["planned"], "B. Reader", at="2024-01-02")
    assert ledger.event(said.reports[0]).status == "planned"
    ledger.undo(said.id, "A. Reader", at="2024-01-03")
    assert ledger.events() == before
    assert [placed.people for placed in ledger.article(article).reports] == [{}, {}]
    assert ledger.judgements()[0].added == said.added


def test_an_added_report_outlives_a_reread_and_an_edit_that_keeps_its_words(ledger: Ledger) -> None:
    ledger.add([plain(MISSED)])
    article = ledger.article_of(_of(ledger, "KEN"))
    said = ledger.add_missed(article, _missed(MISSED, "lambasted"), "A. Reader")
    (pk,) = [stored.pk for stored in ledger.stored()]
    assert ledger.preview(pk, ledger.scribe.entry(plain(MISSED))).same
    ledger.take([(pk, ledger.scribe.entry(plain(MISSED, skip="condemned", packs="2")))])
    assert ledger.events("TZA")[0].reports == said.reports
    edited = f"Corrected. {MISSED}"
    (added,) = ledger.add([plain(edited)])
    assert all(change.key not in said.reports for change in added.changes)
    (placed,) = [placed for placed in ledger.article(article).reports if placed.people]
    assert edited[placed.report.trigger.start : placed.report.trigger.end] == "lambasted"


def test_an_edit_that_takes_the_words_away_says_so(ledger: Ledger) -> None:
    ledger.add([plain(MISSED)])
    said = ledger.add_missed(ledger.article_of(_of(ledger, "KEN")), _missed(MISSED, "lambasted"), "A. Reader")
    (added,) = ledger.add([plain(f"{TEXT} Nothing more.")])
    assert [(change.kind, change.key) for change in added.changes] == [("lost", said.reports[0])]
    assert ledger.events("TZA") == []
    assert ledger.judgements(orphaned=True) == [said]


def test_a_reader_that_finds_it_later_goes_on_from_it(ledger: Ledger) -> None:
    ledger.add([plain(TEXT, skip="condemned")])
    article = ledger.article_of(_of(ledger, "KEN"))
    said = ledger.add_missed(article, _missed(TEXT, "condemned", actors=("FRA",), recipients=("SYR",)), "A. Reader")
    (pk,) = [stored.pk for stored in ledger.stored()]
    (change,) = ledger.take([(pk, ledger.scribe.entry(plain(TEXT)))])
    assert (change.kind, change.key) == ("new", said.reports[0])
    assert len(ledger.events("FRA")) == 1
    ledger.undo(said.id, "A. Reader")
    assert ledger.events("FRA")[0].reports == said.reports  # now as it was read
    assert {t.judgement for value in ledger.events("FRA")[0].values for t in value.tellings} == {None}


@pytest.mark.parametrize(
    "told",
    [
        {"start": 3}, {"words": " "}, {"act": "lambast"}, {"modality": "maybe"}, {"actors": ()}, {"actors": ("Tanzania",)},
        {"act": "meeting", "recipients": ()},
    ],
)  # fmt: skip
def test_an_addition_stands_on_the_article(ledger: Ledger, told: dict[str, object]) -> None:
    ledger.add([plain(MISSED)])
    article = ledger.article_of(_of(ledger, "KEN"))
    with pytest.raises(BadValue):
        ledger.add_missed(article, msgspec.structs.replace(_missed(MISSED, "lambasted"), **told), "A. Reader")
    with pytest.raises(UnknownId):
        ledger.add_missed("nothing", _missed(MISSED, "lambasted"), "A. Reader")
    assert ledger.judgements() == []
