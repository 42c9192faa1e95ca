"""Doubts: what waits for a person, and what no longer does once somebody judged it."""

from datetime import date
from pathlib import Path

import pytest

import sijill
from sijill.errors import UnknownId
from sijill.ledger import Ledger
from sijill.ledger.values import of
from sijill.packs import Packs

MET = "French President Emmanuel Macron met German Chancellor Olaf Scholz"


def filled(path: Path, packs: Packs, *told: tuple[str, str]) -> Ledger:
    """A ledger of articles of one sentence, each with its day of publication."""
    ledger = Ledger(path, packs)
    ledger.add(sijill.read(text, id=str(n), publisher=f"The {n} Gazette", published=day, language="en") for n, (day, text) in enumerate(told))
    return ledger


def test_two_events_of_which_nothing_decides(tmp_path: Path, packs: Packs) -> None:
    with filled(tmp_path / "l", packs, ("2023-06-20", f"{MET} on 15 June 2023."), ("2023-06-25", f"{MET} in 2023.")) as ledger:
        [doubt] = ledger.doubts()
        assert (doubt.kind, doubt.reason, len(set(doubt.events))) == ("unsure", "one tells no more than the year", 2)
        assert ledger.doubts(kind="weak") == []
        pair = [telling.report for telling in doubt.tellings]
        judged = ledger.judge("unsure", pair, "a")
        assert ledger.doubts() == []
        ledger.undo(judged.id, "a")
        assert ledger.doubts() == [doubt]


def test_one_event_joined_on_little(tmp_path: Path, packs: Packs) -> None:
    with filled(tmp_path / "l", packs, ("2023-06-15", f"{MET}."), ("2023-06-16", f"{MET} in Berlin.")) as ledger:
        [doubt] = ledger.doubts()
        assert (doubt.kind, len(set(doubt.events))) == ("weak", 1)
        assert doubt.reason.startswith("published 1 days apart")
        ledger.judge("same", [telling.report for telling in doubt.tellings], "a")
        assert ledger.doubts() == []


def test_one_event_that_contradicts_itself(tmp_path: Path, packs: Packs) -> None:
    talks = [("2023-06-16", f"{MET} on 15 June 2023. The meeting lasted {long}.") for long in ("90 minutes", "two hours")]
    with filled(tmp_path / "l", packs, *talks, ("2023-06-17", f"{MET} on 15 June 2023.")) as ledger:
        [doubt] = ledger.doubts()
        assert (doubt.kind, doubt.field) == ("conflict", "duration")
        assert {telling.span.exact for telling in doubt.tellings} == {
            telling.span.exact for v in of(ledger.events()[0].values, "duration") for telling in v.tellings
        }


def test_only_the_overdue_are_asked_for(tmp_path: Path, packs: Packs) -> None:
    visits = [
        ("2022-05-02", f"Turkish President Recep Tayyip Erdogan will visit {where} on 20 May {year}.") for where, year in (("Egypt", 2022), ("Qatar", 2023))
    ]
    with filled(tmp_path / "l", packs, *visits) as ledger:
        assert [p.state for p in ledger.due(date(2022, 8, 1))] == ["overdue", "open"]
        assert ledger.due(date(2022, 8, 1), only="overdue") == ledger.due(date(2022, 8, 1))[:1]


def test_a_report_is_split_from_all_others_and_from_nothing_else(tmp_path: Path, packs: Packs) -> None:
    with filled(tmp_path / "l", packs, *(("2023-06-16", f"{MET} on 15 June 2023{end}") for end in (".", " in Berlin.", ", officials said."))) as ledger:
        [event] = ledger.events()
        first, *others = event.reports
        made = ledger.split(first, "a", at="2024-01-01")
        assert [judgement.reports for judgement in made] == [(first, other) for other in others]
        assert sorted(e.reports for e in ledger.events()) == sorted([(first,), tuple(others)])
        assert ledger.split(first, "a") == []
        assert ledger.judgements_on([first]) == ledger.judgements()
        with pytest.raises(UnknownId):
            ledger.split("zzzz", "a")
