"""A ledger at a glance, and its edition."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from sijill.cli.options import Options, readings
from sijill.errors import UnknownId
from sijill.ledger import Ledger
from sijill.packs import Packs


@pytest.fixture(scope="module")
def filled(packs: Packs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("overview") / "o.sijill"
    with Ledger(path, packs) as ledger:
        ledger.add(readings([str(files("sijill.examples").joinpath("coverage", "articles.jsonl"))], Options(), packs))
    return path


def test_totals_agree_with_what_they_count(filled: Path, packs: Packs) -> None:
    with Ledger(filled, packs) as ledger:
        totals, events = ledger.totals(), ledger.events()
        assert totals.events == len(events)
        assert totals.reports == sum(event.counts.reports for event in events)
        assert totals.articles == sum(seen.read for seen in ledger.coverage())
        assert [(r.parties, r.events) for r in ledger.busiest()] == [(("CHN", "RUS"), len(events))]


def test_latest_begin_by_the_day_asked_for(filled: Path, packs: Packs) -> None:
    with Ledger(filled, packs) as ledger:
        days = [event.time.earliest or "" for event in ledger.latest(date(2022, 2, 3), 2)]
    assert len(days) == 2
    assert days == sorted(days, reverse=True)
    assert max(days) <= "2022-02-03"


def test_an_article_comes_back_as_it_was_read(filled: Path, packs: Packs) -> None:
    with Ledger(filled, packs) as ledger:
        event = ledger.latest(limit=1)[0]
        telling = event.values[0].tellings[0]
        whole = ledger.article(telling.article)
        assert telling.report in {placed.key for placed in whole.reports}
        for placed in whole.reports:
            span = placed.report.trigger
            assert (whole.article.title or "" if span.where else whole.text)[span.start : span.end] == span.exact
        with pytest.raises(UnknownId):
            ledger.article("nothing")


def test_the_edition_changes_with_a_judgement_and_not_with_a_question(filled: Path, packs: Packs) -> None:
    with Ledger(filled, packs) as ledger:
        before = ledger.edition()
        ledger.audit()
        assert ledger.edition() == before
        ledger.judge("unsure", ledger.latest(limit=1)[0].reports[:2], "a", at="2022-01-01")
        assert ledger.edition() != before


def test_of_many_events_the_newest_are_had(filled: Path, packs: Packs) -> None:
    with Ledger(filled, packs) as ledger:
        every = ledger.events("CHN", "RUS")
        assert ledger.how_many("CHN", "RUS") == len(every)
        dated = [event for event in every if event.time.earliest]
        assert ledger.events("CHN", "RUS", limit=3) == dated[-3:]
        assert ledger.events("CHN", "RUS", limit=1000) == every


def test_a_person_has_a_timeline(filled: Path, packs: Packs) -> None:
    with Ledger(filled, packs) as ledger:
        found = ledger.events("CHN", "RUS/vladimir-putin")
        named = [e for e in ledger.events("CHN") if any(v.value.get("id") == "RUS/vladimir-putin" for v in e.values)]
        assert found == named
        assert found
