"""What people say of single reports: it wins, it can be taken back, and it follows the report into new readings."""

import msgspec
import pytest

from sijill.errors import UnknownId
from sijill.ledger import Ledger, Query
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
