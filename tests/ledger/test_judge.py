"""Judgements and rereading: they are only ever added, they win, and they follow the reports that are still told."""

import pytest

from sijill.errors import UnknownId
from sijill.ledger import Ledger
from tests.ledger.plain import plain

APART = [plain("KEN met UGA on 2023-06-13.", "a"), plain("KEN met UGA on 2023-06-14.", "b")]


@pytest.fixture
def keys(ledger: Ledger) -> tuple[str, ...]:
    ledger.add(APART)
    return tuple(event.reports[0] for event in ledger.events())


def test_a_judgement_joins_events_and_undoing_it_parts_them(ledger: Ledger, keys: tuple[str, ...]) -> None:
    before = ledger.events()
    said = ledger.judge("same", keys, "A. Reader", at="2024-01-01T00:00:00")
    (joined,) = ledger.events()
    assert set(joined.reports) == set(keys)
    assert [merge.judgement for merge in joined.merges] == [said.id]
    ledger.undo(said.id, "B. Reader", at="2024-01-02T00:00:00")
    assert ledger.events() == before
    assert [(j.kind, j.by, j.undoes) for j in ledger.judgements()] == [("same", "A. Reader", None), ("same", "B. Reader", said.id)]


def test_one_judgement_said_twice_is_one(ledger: Ledger, keys: tuple[str, ...]) -> None:
    for _ in range(2):
        ledger.judge("same", keys, "A. Reader", at="2024-01-01T00:00:00")
    assert len(ledger.judgements()) == 1


def test_what_is_not_there_cannot_be_judged(ledger: Ledger) -> None:
    with pytest.raises(UnknownId, match="'nothing'"):
        ledger.judge("same", ("nothing",), "A. Reader")
    with pytest.raises(UnknownId, match="'nothing'"):
        ledger.undo("nothing", "A. Reader")
    assert ledger.judgements() == []


def test_judgements_follow_a_report_through_an_edit(ledger: Ledger, keys: tuple[str, ...]) -> None:
    ledger.judge("same", keys, "A. Reader")
    ledger.add([plain("Corrected. KEN met UGA on 2023-06-14.", "b")])
    assert len(ledger.events()) == 1
    assert ledger.judgements(orphaned=True) == []


def test_a_reread_shows_its_difference_before_it_is_taken(ledger: Ledger) -> None:
    ledger.add([plain("KEN met UGA. FRA condemned SYR.", "a", skip="condemned"), plain("KEN met TZA.", "b")])
    newer = {s.pk: ledger.scribe.entry(plain(s.source.text, s.source.id, packs="2")) for s in ledger.stored()}
    found = [ledger.preview(pk, entry) for pk, entry in newer.items()]
    assert [(again.same, [change.kind for change in again.changes]) for again in found] == [(False, ["new"]), (True, [])]
    assert len(ledger.events()) == 2
    assert [change.kind for change in ledger.take(newer.items())] == ["new"]
    assert len(ledger.events()) == 3
    assert {stored.packs for stored in ledger.stored()} == {'{"en":"2"}'}


def test_a_judgement_whose_report_a_reread_loses_is_listed(ledger: Ledger, keys: tuple[str, ...]) -> None:
    said = ledger.judge("same", keys, "A. Reader")
    last = list(ledger.stored())[-1]
    (change,) = ledger.take([(last.pk, ledger.scribe.entry(plain(last.source.text, last.source.id, skip="met")))])
    assert (change.kind, change.after) == ("lost", None)
    assert ledger.judgements(orphaned=True) == [said]
