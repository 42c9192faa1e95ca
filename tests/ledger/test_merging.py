"""Merging two events: which may be one, and in what order they are offered."""

import pytest

from sijill.errors import BadValue
from sijill.ledger import Ledger
from tests.ledger.plain import plain

DAYS = ("2023-06-01", "2023-06-14", "2023-06-10", "2023-07-30")


def test_the_nearest_in_time_are_offered_of_the_same_act_and_parties(ledger: Ledger) -> None:
    ledger.add(plain(f"KEN met UGA on {day}.", day) for day in DAYS)
    ledger.add([plain("KEN condemned UGA on 2023-06-11.", "other act"), plain("KEN met TZA on 2023-06-11.", "other parties")])
    by_day = {event.time.earliest: event for event in ledger.events("UGA", act="meeting")}
    of = by_day["2023-06-10"]
    assert [event.time.earliest for event in ledger.candidates(of)] == ["2023-06-14", "2023-06-01", "2023-07-30"]
    assert [event.time.earliest for event in ledger.candidates(of, limit=1)] == ["2023-06-14"]
    ledger.add([plain("KEN met UGA.", "undated", published=None)])
    assert [event.time.earliest for event in ledger.candidates(of)] == ["2023-06-14", "2023-06-01", "2023-07-30", None]
    undated = ledger.candidates(of)[-1]
    assert [event.time.earliest for event in ledger.candidates(undated)] == sorted(DAYS, reverse=True)
    [other] = ledger.events("TZA")
    assert ledger.candidates(other) == []


def test_a_word_against_it_is_undone_first(ledger: Ledger) -> None:
    ledger.add([plain("KEN met UGA on 2023-06-13.", id) for id in "abc"])
    [event] = ledger.events()
    first, second, third = event.reports
    said = ledger.split(first, "A. Reader")
    with pytest.raises(BadValue, match=r"A\. Reader") as refused:
        ledger.merge(first, second, "B. Reader")
    against = next(j for j in said if third in j.reports)  # the one on the pair itself would be replaced
    assert against.id in refused.value.fix
    ledger.undo(against.id, "B. Reader")
    merged = ledger.merge(first, second, "B. Reader")
    assert merged.reports == (first, second)
    assert [event.reports for event in ledger.events()] == [(first, second, third)]
