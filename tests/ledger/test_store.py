"""The store: nothing twice, versions, what is kept comes back as it was."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from sijill.ledger import Ledger
from sijill.ledger import tables as t
from sijill.ledger.entry import Failed, given_hash, origin_hash
from sijill.packs import Packs
from sijill.records import Failure, Provenance, Report, Source
from tests.ledger.plain import plain

MET = "KEN met UGA on 2023-06-13."
BOTH = f"{MET} FRA condemned SYR."


def rows(ledger: Ledger, name: str) -> int:
    with ledger._reading() as connection:
        return len(connection.execute(select(t.metadata.tables[name])).all())


def test_what_is_added_twice_is_there_once(ledger: Ledger) -> None:
    first, again = ledger.add([plain(BOTH)]), ledger.add([plain(BOTH), plain(BOTH)])
    assert [a.status for a in (*first, *again)] == ["added", "known", "known"]
    assert [rows(ledger, name) for name in ("articles", "readings", "reports", "events", "stale")] == [1, 1, 2, 2, 0]


def test_a_source_that_was_read_is_known_by_its_hash(ledger: Ledger) -> None:
    source = Source(id="a", text=MET)
    ledger.add([ledger.scribe.entry(plain(MET), source=source)])
    same, other = given_hash(source, "international"), given_hash(source, "all")
    assert ledger.knows([same, other]) == {same}


def test_reports_come_back_as_they_were(ledger: Ledger) -> None:
    reading = plain(BOTH, title="Kenya meets Uganda")
    ledger.add([reading])
    with ledger._reading() as connection:
        records = connection.execute(select(t.reports.c.record).order_by(t.reports.c.rank)).scalars().all()
    assert tuple(msgspec.json.decode(record, type=Report) for record in records) == reading.reports


@pytest.mark.parametrize("told", [{"id": "a"}, {"id": "b", "url": "https://wire.example/1"}])
def test_another_text_of_an_article_is_a_version(ledger: Ledger, told: dict[str, str]) -> None:
    ledger.add([plain(MET, **({"id": "a", "url": "https://wire.example/1"} | told))])
    (added,) = ledger.add([plain(f"Second edition. {BOTH}", **told)])
    assert (added.status, added.version, added.cause) == ("version", 2, "publisher")
    assert [(change.kind, change.after and change.after.act) for change in added.changes] == [("new", "condemnation")]
    assert [event.act for event in ledger.events()] == ["meeting", "condemnation"], "the meeting is told once, by the newest version"


def test_one_id_of_two_publishers_is_two_articles(ledger: Ledger) -> None:
    added = ledger.add([plain(MET, "1", publisher="Harbour Wire"), plain(BOTH, "1", publisher="Lantern Post")])
    assert [a.status for a in added] == ["added", "added"]


def test_a_changed_report_shows_both_sides_and_a_lost_one_is_told(ledger: Ledger) -> None:
    ledger.add([plain(BOTH)])
    (added,) = ledger.add([plain("KEN met UGA in CHE on 2023-06-13.")])
    assert [change.kind for change in added.changes] == ["changed", "lost"]
    changed, lost = added.changes
    assert changed.before
    assert changed.after
    assert (changed.before.places, changed.after.places[0].country) == ((), "CHE")
    assert (lost.before and lost.before.act, lost.after) == ("condemnation", None)


def test_a_text_that_was_here_is_never_a_new_version(ledger: Ledger) -> None:
    ledger.add([plain(MET), plain(BOTH)])
    assert [a.status for a in ledger.add([plain(MET), plain(BOTH)])] == ["known", "known"]


def test_another_extractor_s_text_is_a_version_of_ours(ledger: Ledger) -> None:
    for extractor, text in (("one", MET), ("two", BOTH)):
        (added,) = ledger.add([ledger.scribe.entry(plain(text), provenance=Provenance(extractor=extractor))])
    assert (added.version, added.cause) == (2, "extractor")


def test_where_a_text_came_from_is_kept_with_its_version(ledger: Ledger) -> None:
    told = Provenance(extractor="one 1.0", sha256="ab" * 32, retrieved="2023-06-15T10:00:00Z", file="crawl.warc.gz", offset=2**40, length=77)
    ledger.add([ledger.scribe.entry(plain(MET), provenance=told), plain("Nothing.", "b")])
    with ledger._reading() as connection:
        (row,) = connection.execute(select(t.provenance)).mappings()
    assert {name: value for name, value in row.items() if name != "article" and value is not None} == msgspec.to_builtins(told)


def test_a_date_that_a_page_told_is_kept_with_its_rule_when_read_again(ledger: Ledger) -> None:
    entry = ledger.scribe.entry(plain(MET))
    ledger.add([entry._replace(article=entry.article | {"published_from": "json-ld"})])
    (stored,) = ledger.stored()
    assert (stored.source.published, stored.source.published_from) == ("2023-06-15", "json-ld")


def test_failures_are_remembered_until_the_article_is_read(ledger: Ledger) -> None:
    failure = Failure(code="language", file="a.txt", line=None, id="a", message="no pack", fix="give another")
    ledger.add([Failed(failure, "wire", "pl", "2023-06-15"), Failed(failure, "wire", "pl", "2023-06-15")])
    assert [(row.outlet, row.language, row.month, row.skipped) for row in ledger.coverage()] == [("wire", "pl", "2023-06", 1)]
    ledger.add([ledger.scribe.entry(plain(MET), origin=origin_hash("a.txt", None, "a")), plain("Nothing.", "b")])
    assert [(row.read, row.without, row.skipped, row.failed) for row in ledger.coverage()] == [(2, 1, 0, 0)]


def test_copies_are_linked_whichever_comes_first(path: Path, packs: Packs) -> None:
    text = f"{MET} Officials of both sides spoke of fish and of roads, and of the price of salt on the lake, and they went home before it rained."
    one, two = plain(text, "1", publisher="Wire", published="2023-06-15"), plain(f"{text} More soon.", "2", publisher="Post", published="2023-06-16")
    found = []
    for name, order in (("a", (one, two)), ("b", (two, one))):
        with Ledger(path.with_name(name), packs) as ledger:
            ledger.add(order[:1])
            ledger.add(order[1:])
            found.append(ledger.events())
    assert found[0] == found[1]
    assert (found[0][0].counts.articles, found[0][0].counts.outlets) == (2, 1)


def test_the_order_of_adding_does_not_change_events(path: Path, packs: Packs) -> None:
    texts = [MET, BOTH, "UGA met KEN in CHE on 2023-06-13.", "KEN will met UGA on 2023-06-13.", "FRA condemned SYR on 2023-06-01."]
    readings = [plain(text, str(number)) for number, text in enumerate(texts)]
    with Ledger(path.with_name("a"), packs) as one, Ledger(path.with_name("b"), packs) as other:
        one.add(readings)
        for reading in reversed(readings):
            other.add([reading])
        assert one.events() == other.events()


def test_what_an_add_left_stale_the_next_one_settles(ledger: Ledger) -> None:
    adding = ledger.adding([plain(MET), plain(BOTH, "b")], batch=1)
    next(adding)
    adding.close()  # type: ignore[attr-defined]
    assert (rows(ledger, "reports"), ledger.events()) == (1, [])
    ledger.add([])
    assert len(ledger.events()) == 1
