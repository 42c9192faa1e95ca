"""The store: nothing twice, versions, what is kept comes back as it was."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from sijill.ledger import Ledger
from sijill.ledger import tables as t
from sijill.ledger.entry import Failed, given_hash
from sijill.packs import Packs
from sijill.records import Failure, Report, Source
from tests.ledger.conftest import Tell

MET = "Kenya met Uganda on Tuesday to settle the quota."
BOTH = "Kenya met Uganda on Tuesday to settle the quota. France condemned the attack by Syria."


def rows(ledger: Ledger, name: str) -> int:
    with ledger._reading() as connection:
        return len(connection.execute(select(t.metadata.tables[name])).all())


def test_what_is_added_twice_is_there_once(ledger: Ledger, tell: Tell) -> None:
    first, again = ledger.add([tell(BOTH)]), ledger.add([tell(BOTH), tell(BOTH)])
    assert [a.status for a in (*first, *again)] == ["added", "known", "known"]
    assert (rows(ledger, "articles"), rows(ledger, "readings"), rows(ledger, "reports"), rows(ledger, "events")) == (1, 1, 2, 2)


def test_a_source_that_was_read_is_known_by_its_hash(ledger: Ledger, packs: Packs) -> None:
    from sijill.reading import read

    source = Source(id="a", text=MET, language="en")
    ledger.add([ledger.scribe.entry(read(source, packs), source=source)])
    same, other = given_hash(source, "international"), given_hash(source, "all")
    assert ledger.knows([same, other]) == {same}


def test_reports_come_back_as_they_were(ledger: Ledger, tell: Tell) -> None:
    reading = tell(BOTH, title="Kenya meets Uganda")
    ledger.add([reading])
    with ledger._reading() as connection:
        records = connection.execute(select(t.reports.c.record).order_by(t.reports.c.rank)).scalars().all()
    assert tuple(msgspec.json.decode(record, type=Report) for record in records) == reading.reports


@pytest.mark.parametrize("told", [{"id": "a"}, {"id": "b", "url": "https://wire.example/1"}])
def test_another_text_of_an_article_is_a_version(ledger: Ledger, tell: Tell, told: dict[str, str]) -> None:
    ledger.add([tell(MET, **({"id": "a", "url": "https://wire.example/1"} | told))])
    (added,) = ledger.add([tell(f"Dawn edition. {BOTH}", **told)])
    assert (added.status, added.version, added.cause) == ("version", 2, "publisher")
    assert [(change.kind, change.after and change.after.act) for change in added.changes] == [("new", "condemnation")]
    assert len(ledger.events()) == 2, "the meeting is told once, by the newest version"


def test_one_id_of_two_publishers_is_two_articles(ledger: Ledger, tell: Tell) -> None:
    added = ledger.add([tell(MET, "1", publisher="Harbour Wire"), tell(BOTH, "1", publisher="Lantern Post")])
    assert [a.status for a in added] == ["added", "added"]


def test_a_changed_report_shows_both_sides_and_a_lost_one_is_told(ledger: Ledger, tell: Tell) -> None:
    ledger.add([tell(BOTH, "a")])
    (added,) = ledger.add([tell("Kenya met Uganda in Geneva on Tuesday to settle the quota.", "a")])
    assert [change.kind for change in added.changes] == ["changed", "lost"]
    changed, lost = added.changes
    assert changed.before is not None
    assert changed.after is not None
    assert not changed.before.places
    assert changed.after.places
    assert (lost.before and lost.before.act, lost.after) == ("condemnation", None)


def test_a_text_that_was_here_is_never_a_new_version(ledger: Ledger, tell: Tell) -> None:
    ledger.add([tell(MET, "a"), tell(BOTH, "a")])
    assert [a.status for a in ledger.add([tell(MET, "a"), tell(BOTH, "a")])] == ["known", "known"]


def test_another_extractor_s_text_is_a_version_of_ours(ledger: Ledger, tell: Tell) -> None:
    for extractor, text in (("one", MET), ("two", BOTH)):
        (added,) = ledger.add([ledger.scribe.entry(tell(text, "a"), extractor=extractor)])
    assert (added.version, added.cause) == (2, "extractor")


def test_failures_are_remembered_until_the_article_is_read(ledger: Ledger, tell: Tell) -> None:
    from sijill.ledger.entry import origin_hash

    failure = Failure(code="language", file="a.txt", line=None, id="a", message="no pack", fix="give another")
    ledger.add([Failed(failure, "wire", "pl", "2023-06-15"), Failed(failure, "wire", "pl", "2023-06-15")])
    assert [(row.outlet, row.language, row.month, row.skipped) for row in ledger.coverage()] == [("wire", "pl", "2023-06", 1)]
    ledger.add([ledger.scribe.entry(tell(MET, "a"), origin=origin_hash("a.txt", None, "a"))])
    assert [(row.read, row.without, row.skipped, row.failed) for row in ledger.coverage()] == [(1, 0, 0, 0)]


def test_copies_are_linked_whichever_comes_first(path: Path, packs: Packs, tell: Tell) -> None:
    text = "Kenya met Uganda on Tuesday to settle the quota, and officials of both sides spoke of fish, roads, and the price of salt on the lake."
    one, two = tell(text, "1", publisher="Harbour Wire", published="2023-06-15"), tell(f"{text} (More soon.)", "2", publisher="Post", published="2023-06-16")
    found = []
    for name, order in (("a", (one, two)), ("b", (two, one))):
        with Ledger(path.with_name(name), packs) as ledger:
            ledger.add(order[:1])
            ledger.add(order[1:])
            found.append(ledger.events())
    assert found[0] == found[1]
    assert (found[0][0].counts.articles, found[0][0].counts.outlets) == (2, 1)


def test_the_order_of_adding_does_not_change_events(path: Path, packs: Packs, tell: Tell) -> None:
    texts = [MET, BOTH, "Uganda and Kenya met in Geneva on 13 June 2023.", "Kenya will meet Uganda next week.", "France met Kenya on 13 June 2023."]
    readings = [tell(text, str(number)) for number, text in enumerate(texts)]
    with Ledger(path.with_name("a"), packs) as one, Ledger(path.with_name("b"), packs) as other:
        one.add(readings)
        for reading in reversed(readings):
            other.add([reading])
        assert one.events() == other.events()
