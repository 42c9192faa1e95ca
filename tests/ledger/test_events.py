"""Events are a view: they depend on the reports and the judgements that stand, never on the order in which either came."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.ledger.events import events_of
from sijill.ledger.rows import Judgement, StoredReport
from sijill.ledger.values import of
from tests.ledger.made import LAVROV, PUTIN, events, groups, judged, told

_DAYS = [f"2021-12-{day:02}" for day in range(10, 20)]


@st.composite
def reports(draw: st.DrawFn) -> list[StoredReport]:
    """Reports of one block in a few days, dated or not."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from([None, *_DAYS]),
                st.sampled_from([(), ("2021-12",), ("2021-12-14~",), *((day,) for day in _DAYS)]),
                st.sampled_from(["actual", "planned", "possible", "denied", "cancelled"]),
                st.sampled_from([(PUTIN,), (LAVROV,), ("RUS",)]),
                st.sampled_from([(), ("video",), ("in_person",)]),
                st.sampled_from([(), ({"n": 37, "since": "2013"},), ({"n": 38, "since": "2013"},)]),
                st.sampled_from(["x", "y", "z"]),
            ),
            max_size=9,
        )
    )
    return [
        told(f"r{n}", out, times=times, modality=modality, recipients=who, channels=channels, ordinals=ordinals, article=f"article {n % 5}", outlet=outlet)
        for n, (out, times, modality, who, channels, ordinals, outlet) in enumerate(rows)
    ]


def judgements(some: list[StoredReport]) -> st.SearchStrategy[list[Judgement]]:
    if len(some) < 2:
        return st.just([])
    pair = st.lists(st.sampled_from([r.key for r in some]), min_size=2, max_size=2, unique=True)
    row = st.tuples(st.sampled_from(["same", "not-same", "unsure"]), pair, st.sampled_from(_DAYS))
    return st.lists(row, max_size=4).map(lambda rows: [judged(f"j{n}", kind, *keys, at=at) for n, (kind, keys, at) in enumerate(rows)])


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.data())
def test_order_changes_nothing(data: st.DataObject) -> None:
    some = data.draw(reports())
    said = data.draw(judgements(some))
    one = events_of("talks:CHN+RUS", some, said, {})
    other = events_of("talks:CHN+RUS", data.draw(st.permutations(some)), data.draw(st.permutations(said)), {})
    assert one == other
    assert sorted(key for event in one for key in event.reports) == sorted(r.key for r in some)


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.data())
def test_undoing_a_judgement_undoes_its_merge(data: st.DataObject) -> None:
    some = data.draw(reports())
    said = data.draw(judgements(some))
    before = events_of("talks:CHN+RUS", some, said, {})
    for judgement in data.draw(judgements(some)):
        new = judged("new", judgement.kind, *judgement.reports, at="2022-03-01")
        undone = judged("undo", judgement.kind, *judgement.reports, at="2022-03-01", undoes="new")  # as quick as the clock allows
        again = judged("redo", judgement.kind, *judgement.reports, at="2022-03-01", undoes="undo")
        assert events_of("talks:CHN+RUS", some, [*said, new, undone], {}) == before
        assert events_of("talks:CHN+RUS", some, [*said, new, undone, again], {}) == events_of("talks:CHN+RUS", some, [*said, new], {})


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.data())
def test_what_people_say_wins(data: st.DataObject) -> None:
    some = data.draw(reports())
    for judgement in data.draw(judgements(some)):
        found = groups(events_of("talks:CHN+RUS", some, [judgement], {}))
        together = any(set(judgement.reports) <= group for group in found)
        if judgement.kind != "unsure":
            assert together == (judgement.kind == "same")


def test_every_merge_has_its_reason() -> None:
    some = [told("a", times=("2021-12-15",)), told("b", times=("2021-12-15",)), told("c", times=("2021-12-19",))]
    joined = events(some, [judged("j", "same", "a", "c")])
    assert groups(joined) == [{"a", "b", "c"}]
    assert {(m.reports, m.reason, m.judgement) for m in joined[0].merges} == {
        (("a", "c"), "judged by A. Reader", "j"),
        (("a", "b"), "both on 2021-12-15; the same persons", None),
    }


def test_never_across_not_the_same() -> None:
    """An undated report may be of either of two meetings; it joins one and does not make them one."""
    some = [told("a", "2021-12-14", times=("2021-12-13",)), told("b", "2021-12-15"), told("c", "2021-12-16", times=("2021-12-15",))]
    assert len(events(some)) == 2


def test_life() -> None:
    announced = told("a", "2021-12-10", modality="planned", times=("2021-12-15",), by="CHN")
    confirmed = told("b", "2021-12-11", modality="planned", times=("2021-12-15",), by="RUS")
    held = told("c", "2021-12-15", times=("2021-12-15",))
    off = told("d", "2021-12-14", modality="cancelled", times=("2021-12-15",))
    denied = told("e", "2021-12-14", modality="denied", times=("2021-12-15",), by=PUTIN)
    for some, status in (
        ([announced], "planned"),
        ([announced, confirmed], "confirmed"),
        ([announced, off], "cancelled"),
        ([announced, denied], "denied"),
        ([announced, off, held], "held"),
    ):
        (event,) = events(some)
        assert event.status == status
    (event,) = events([announced, denied])
    assert [(v.value["value"], v.tellings[0].speaker.id) for v in of(event.values, "modality")] == [("planned", "CHN"), ("denied", PUTIN)]


def test_date_and_its_basis() -> None:
    (event,) = events([told("a", "2021-12-16", times=("2021-12",)), told("b", "2021-12-16", times=("2021-12-15",))])
    assert (event.time.earliest, event.time.latest, event.time.basis) == ("2021-12-15", "2021-12-15", "told")
    (event,) = events([told("a", "2021-12-16")])
    assert (event.time.earliest, event.time.latest, event.time.basis) == ("2021-12-13", "2021-12-16", "publication")
    (event,) = events([told("a", None)])
    assert (event.time.earliest, event.time.basis) == (None, "unknown")


def test_counts() -> None:
    """Three outlets, one of them a copy; two voices, for two of the reports are by one readout."""
    some = [
        told("a", times=("2021-12-15",), by="CHN/hua-chunying", outlet="x", language="ar"),
        told("b", times=("2021-12-15",), by="CHN/hua-chunying", outlet="y"),
        told("c", times=("2021-12-15",), outlet="z", article="original"),
        told("d", times=("2021-12-15",), outlet="w", article="copy"),
    ]
    (event,) = events(some, [], {"original": "original", "copy": "original"})
    n = event.counts
    assert (n.reports, n.articles, n.outlets, n.voices, n.languages) == (4, 4, 3, 2, ("ar", "en"))


def test_an_event_keeps_its_id_when_reports_join() -> None:
    first = told("m", "2021-12-15", times=("2021-12-15",))
    (alone,) = events([first])
    (joined,) = events([first, told("a", "2021-12-16", times=("2021-12-15",))])
    assert alone.id == joined.id
