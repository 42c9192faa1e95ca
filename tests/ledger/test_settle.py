"""Events, promises and findings computed by parts are those of a whole computation, whatever came in which order."""

import hashlib
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from sijill.ledger import Ledger
from sijill.ledger import tables as t
from sijill.ledger.audit import findings
from sijill.ledger.due import promises, prospects
from sijill.ledger.events import events_of
from sijill.ledger.facets import columns, count
from sijill.ledger.facets import whole as everything
from sijill.ledger.judge import judgements
from sijill.ledger.outlook import covered_in, due, states
from sijill.ledger.region import region
from sijill.ledger.rows import Event, StoredReport
from sijill.ledger.settle import settle
from sijill.ledger.stored import stored_reports
from sijill.packs import Packs
from sijill.records import Article, Reader, Reading, Report
from tests.ledger.made import told

DAYS = [f"2023-06-{day:02}" for day in range(1, 22)]
TIMES = st.sampled_from([*DAYS, "2023-06", "2023", "2023-06-05/2023-06-12", "2013/.."])
ON = date(2023, 7, 10)
COPY = "Officials of both sides spoke of fish and of roads, and of the price of salt on the lake, and they went home before it rained."
ORDINAL = st.fixed_dictionaries({"n": st.integers(1, 3), "of": st.sampled_from(["meeting", "visit"]), "since": st.sampled_from([None, "2013"])})
REPORT = st.fixed_dictionaries(
    {
        "act": st.sampled_from(["meeting", "meeting", "visit", "condemnation", "signing"]),
        "modality": st.sampled_from(["actual", "actual", "planned", "cancelled", "denied", "possible"]),
        "actors": st.sampled_from([("KEN",), ("KEN/one",), ("UGA",)]),
        "recipients": st.sampled_from([("UGA",), ("UGA/two",), ("UGA/three",)]),
        "times": st.lists(TIMES, max_size=1).map(tuple),
        "places": st.sampled_from([(), (), ("CHE",), ("UGA",)]),
        "channels": st.sampled_from([(), (), ("phone",), ("video",)]),
        "durations": st.sampled_from([(), (("PT30M", False),), (("PT1H", False),)]),
        "documents": st.sampled_from([(), ("treaty",)]),
        "topics": st.sampled_from([(), ("fish",), ("roads",)]),
        "ordinals": st.lists(ORDINAL, max_size=1).map(tuple),
    }
)
ARTICLE = st.fixed_dictionaries(
    {"id": st.integers(1, 9), "published": st.sampled_from([*DAYS, None]), "copy": st.booleans(), "reports": st.lists(REPORT, max_size=3)}
)
ADD = st.tuples(st.just("add"), st.lists(ARTICLE, min_size=1, max_size=4), st.booleans())
KINDS = ("same", "not-same", "unsure", "verdict", "reject", "accept")
JUDGE = st.tuples(st.just("judge"), st.sampled_from(KINDS), st.lists(st.integers(0, 50), min_size=2, max_size=3))
UNDO = st.tuples(st.just("undo"), st.integers(0, 10))
VALUES = st.sampled_from([("modality", "planned"), ("time", "2023-06-09"), ("actor", "UGA"), ("act", "visit")])
CORRECT = st.tuples(st.just("correct"), st.integers(0, 50), VALUES)
STEPS = st.lists(ADD | ADD | JUDGE | CORRECT | UNDO, min_size=1, max_size=10)


@settings(max_examples=60, deadline=None, phases=[Phase.generate])
@given(steps=STEPS)
def test_parts_are_as_the_whole(steps: list[Any], packs: Packs) -> None:
    with TemporaryDirectory() as folder, Ledger(Path(folder) / "a.sijill", packs) as ledger:
        for number, step in enumerate(steps):
            _do(ledger, number, *step)
        ledger.settle()
        with ledger._reading() as connection:
            whole = _whole(connection)
            assert _kept(connection) == {event.id: msgspec.json.encode(event) for event in whole}
            assert dict(connection.execute(select(t.reports.c.key, t.reports.c.event).where(t.reports.c.current)).all()) == {
                key: event.id for event in whole for key in event.reports
            }
            assert not connection.execute(select(t.reports.c.pk).where(~t.reports.c.current, t.reports.c.event.is_not(None))).all()
            parties = dict.fromkeys({event.parties for event in whole}, "")
            for on in (date(2023, 6, 3), date(2023, 6, 12), ON):
                promised = promises(prospects(whole), judgements(connection), on, covered_in(connection, parties, on))
                assert due(connection, on) == promised
                assert states(connection, on) == dict(sorted(Counter(p.state for p in promised).items()))
                assert due(connection, on, limit=2) == promised[:2]
                assert due(connection, on, ("KEN",), falling="2023-06") == [p for p in promised if "KEN" in p.parties and (p.due or "").startswith("2023-06")]
                for state in set(states(connection, on)):
                    of_both = [p for p in promised if p.state == state and {"KEN", "UGA"} <= set(p.parties)]
                    assert due(connection, on, ("KEN", "UGA"), state) == of_both  # type: ignore[arg-type]
            every = count(connection, select(*columns()).where(t.reports.c.current, t.reports.c.event.is_not(None)))
            assert everything(connection) == every
            assert ledger.totals().articles == connection.execute(select(func.count()).where(t.articles.c.current)).scalar_one()
            read: Counter[str] = Counter()
            for seen in ledger.coverage():
                read[seen.month.replace("?", "")] += seen.read
            assert ledger.months() == read
            pair = Counter("+".join(sorted(event.parties)) for event in whole)
            assert dict(connection.execute(select(t.relations.c.parties, t.relations.c.events)).all()) == pair
        found = findings(sorted(whole, key=_by_day), [p for p in promised if p.state == "overdue"])
        assert ledger.audit(ON) == found
        assert ledger.kinds(ON) == dict(sorted(Counter(f.kind for f in found).items()))
        assert ledger.audit(ON, limit=3) == found[:3]
        assert ledger.audit(ON, only="overdue") == [f for f in found if f.kind == "overdue"]


def _by_day(event: Event) -> tuple[bool, str, str]:
    return event.time.earliest is None, event.time.earliest or "", event.id


def _whole(connection: Connection) -> list[Event]:
    """Every event, of whole blocks."""
    blocks: defaultdict[str, list[StoredReport]] = defaultdict(list)
    for block, report in stored_reports(connection):
        blocks[block].append(report)
    copies = dict(connection.execute(select(t.articles.c.key, t.articles.c.first).where(t.articles.c.current, t.articles.c.first.is_not(None))).all())
    return [event for block, some in blocks.items() for event in events_of(block, some, judgements(connection), copies)]


def _kept(connection: Connection) -> dict[str, bytes]:
    return dict(connection.execute(select(t.events.c.id, t.events.c.record)).all())


def _do(ledger: Ledger, number: int, kind: str, *what: Any) -> None:
    at = f"2024-01-01T00:00:{number:02}"
    if kind == "add":
        articles, whole = what
        adding = ledger.adding([_reading(number, **article) for article in articles], batch=1)
        next(adding)
        if whole:
            list(adding)
        adding.close()  # type: ignore[attr-defined] # an add that is cut short leaves reports stale
    elif kind in ("judge", "correct"):
        with ledger._reading() as connection:
            keys = list(connection.execute(select(t.reports.c.key).where(t.reports.c.current).order_by(t.reports.c.key)).scalars())
        if keys and kind == "correct":
            ledger.correct(keys[what[0] % len(keys)], what[1][0], what[1][1:], "A. Reader", at=at)
        elif keys:
            verdict: Any = "kept" if what[0] == "verdict" else None
            ledger.judge(what[0], dict.fromkeys(keys[at % len(keys)] for at in what[1]), "A. Reader", at=at, verdict=verdict)
    elif said := ledger.judgements():
        ledger.undo(said[what[0] % len(said)].id, "B. Reader", at=at)


def _reading(number: int, id: int, published: str | None, copy: bool, reports: list[dict[str, Any]]) -> Reading:
    """An article that tells reports; one told again under an id is a new version."""
    text = f"{COPY} {number}." if copy else hashlib.sha256(f"{id} {number}".encode()).hexdigest()
    made: list[Report] = [told(f"{id}-{at}", **report).report for at, report in enumerate(reports)]
    article = Article(
        id=str(id), sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, furniture=(), language="en", title=None, publisher=f"Wire {id % 4}",
        published=published, published_from="given" if published else None, url=None,
    )  # fmt: skip
    reader = Reader(version="0.1.0", packs={"en": "1"})
    return Reading(article=article, reports=tuple(made), positions=(), assessments=(), memberships=(), dropped=(), reader=reader)


def test_a_change_reads_no_more_than_it_touches(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    far = [_reading(0, number, f"2023-{month:02}-01", False, [{"actors": ("KEN",), "recipients": ("UGA",)}]) for number, month in enumerate(range(1, 13))]
    ledger.add(far)
    assert len(ledger.events()) == len(far)
    one = ledger.events(since="2023-06-01")[0]
    with ledger._writing() as connection:
        pk = connection.execute(select(t.reports.c.pk).where(t.reports.c.key == one.reports[0])).scalar_one()
        assert region(connection, [pk]).gone == {one.id}
        t_stale = t.stale.insert()
        connection.execute(t_stale, {"report": pk, "block": one.block})
        before = _kept(connection)
        assert settle(connection)
        assert _kept(connection) == before
