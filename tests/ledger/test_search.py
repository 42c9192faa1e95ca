"""Search: words in any spelling, with any clitic, in any script; filters; counts."""

import pytest

from sijill.ledger import Ledger, Query
from sijill.ledger.words import Words
from tests.ledger.plain import plain

ARABIC = "KEN التقت UGA في لقائهما بالصين وللوزير الأمريكي كتابُه عن المناخ على البحيرة ولبكين قال ١٫٥."
CHINESE = "KEN 会见 UGA 习近平在中国."


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add([
        plain(ARABIC, "ar", language="ar", publisher="شينخوا"),
        plain(CHINESE, "zh", language="zh", published="2024-02-01"),
        plain("KEN met UGA on 2020-01-05 about the quota. Later: climate.", "en", published="2020-01-06"),
        plain("FRA condemned SYR about the quota.", "en2"),
    ])  # fmt: skip
    return ledger


SPELLINGS = ["الصين", "وبالصين", "الوزير", "وزير", "للوزير", "الامريكي", "أمريكي", "لقاء", "كتاب", "كِتَاب", "مناخ", "البحيره", "بكين", "وبكين", "1.5"]


@pytest.mark.parametrize("word", SPELLINGS)
def test_an_arabic_word_is_found_with_any_clitic_and_spelling(filled: Ledger, word: str) -> None:
    assert filled.find(Query(words=word)).total == 1


@pytest.mark.parametrize("word", ["وزيرة الخارجية", "سماء", "الص", "—"])
def test_what_is_not_told_is_not_found(filled: Ledger, word: str) -> None:
    assert filled.find(Query(words=word)).total == 0


@pytest.mark.parametrize("word", ["визит", "визита", "министр", "Лаврова", "Лавров"])
def test_a_russian_word_is_found_in_any_case(ledger: Ledger, word: str) -> None:
    ledger.add([plain("KEN met UGA с официальным визитом министру Лаврову.", "ru", language="ru")])
    assert ledger.find(Query(words=word)).total == 1


@pytest.mark.parametrize("word", ["习近平", "近平", "中国", "国", "在"])
def test_chinese_is_found_by_what_stands_together(filled: Ledger, word: str) -> None:
    assert filled.find(Query(words=word)).total == 1


def test_chinese_that_does_not_stand_together_is_not_found(filled: Ledger) -> None:
    assert filled.find(Query(words="平国")).total == 0


@pytest.mark.parametrize(
    ("query", "total"),
    [
        (Query(), 4),
        (Query(words="QUOTA ken"), 1),
        (Query(words="climate"), 0),
        (Query(words="climate", anywhere=True), 1),
        (Query(parties=("KEN", "UGA")), 3),
        (Query(act="condemnation"), 1),
        (Query(type="CONSULT", language="zh"), 1),
        (Query(modality="planned"), 0),
        (Query(speaker="narrator"), 4),
        (Query(publisher="xinhua"), 1),
        (Query(publisher="شينخوا"), 1),
        (Query(publisher="wire"), 3),
        (Query(until="2020-01"), 1),
        (Query(since="2023-06", until="2023"), 2),
        (Query(words='") OR ("'), 0),
    ],
)
def test_filters_narrow(filled: Ledger, query: Query, total: int) -> None:
    assert filled.find(query).total == total


def test_facets_count_reports_and_events_come_newest_first(filled: Ledger) -> None:
    found = filled.find(Query(parties=("KEN",)), limit=2)
    assert (found.total, found.reports, len(found.events)) == (3, 3, 2)
    assert [event.time.latest for event in found.events] == ["2024-02-01", "2023-06-15"]
    assert found.facets["act"] == {"meeting": 3}
    assert found.facets["language"] == {"ar": 1, "en": 1, "zh": 1}
    assert found.facets["party"] == {"KEN": 3, "UGA": 3}
    assert sorted(found.facets["year"]) == ["2020", "2023", "2024"]


def test_what_finds_very_much_counts_some_and_says_that_there_are_more(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [f"2023-06-{day:02}" for day in range(1, 13)]
    ledger.add([plain(f"KEN met UGA on {day} about the quota.", day) for day in (*days[::2], *days[1::2])])
    ledger.add([plain("FRA condemned SYR on 2023-06-30.", "other")])
    queries = [Query(words="quota"), Query(words="quota", anywhere=True), Query(parties=("KEN",)), Query(words="quota", parties=("KEN",), since="2023-06-03")]
    for query in queries:
        whole, some = ledger.find(query), ledger.find(query, 3)
        assert (whole.more, some.events) == (False, whole.events[:3])
        with monkeypatch.context() as patch:
            patch.setattr("sijill.ledger.facets.COUNTED", 5)
            found = ledger.find(query, 3)
            assert (found.more, found.reports, found.facets["act"], found.events) == (True, 5, {"meeting": 6}, whole.events[:3])
        with monkeypatch.context() as patch:
            patch.setattr("sijill.ledger.search.LOOKED", 4)
            found = ledger.find(query, 30)
            assert found.more == bool(query.words)
            assert found.events == whole.events
    assert ledger.find(Query(), 2).events == ledger.find(Query(), None).events[:2]


def test_only_the_newest_version_is_found(filled: Ledger) -> None:
    filled.add([plain("FRA condemned SYR about salt.", "en2")])
    assert (filled.find(Query(words="quota", act="condemnation")).total, filled.find(Query(words="salt")).total) == (0, 1)


def test_a_word_keeps_only_stems_of_some_length() -> None:
    assert Words().of("ar", ["بكين"]).split() == ["بكين", "كين"]
    assert Words().of("en", ["Talks!"]).split() == ["talks"]
