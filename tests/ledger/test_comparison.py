"""The accounts of an event side by side: whose they are, what only one tells, where they conflict."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sijill.errors import UnknownId
from sijill.ledger import Comparison, Ledger
from sijill.ledger.accounts import Accounts
from sijill.ledger.comparison import comparison
from sijill.ledger.lines import ComparisonLine
from sijill.ledger.rows import Side
from sijill.packs import Packs
from sijill.reading import read
from sijill.records import Source
from tests.ledger.made import events, told
from tests.ledger.plain import plain
from tests.ledger.readouts import JORDANIAN, MONGOLIAN, NEUTRAL

DAY = "2021-12-15"


def compared(ledger: Ledger, packs: Packs, sources: Iterable[Source]) -> Comparison:
    """The comparison of the meeting that these articles tell."""
    ledger.add(read(source, packs) for source in sources)
    (event,) = ledger.events(act="meeting")
    return ledger.compare(event.id)


def cells(found: Comparison) -> dict[tuple[str, object], tuple[list[str], str | None, bool]]:
    """Of each value the sides that tell it, the only one, and whether it is in conflict."""
    names = {"topic": "id", "duration": "iso", "promise": "act", "position": "holders", "place": "country", "time": "edtf"}
    return {
        (row.kind, row.value[names.get(row.kind, "value")]): ([c.side for c in row.cells if c.tellings], row.only, row.conflict) for row in found.rows
    }


def test_two_readouts_of_one_meeting(ledger: Ledger, packs: Packs) -> None:
    found = compared(ledger, packs, (MONGOLIAN, JORDANIAN, NEUTRAL))
    assert [(s.id, s.kind, s.outlets, s.articles, s.languages) for s in found.sides] == [
        ("JOR", "state", ("petra",), 1, ("ar",)), ("MNG", "state", ("montsame",), 1, ("en",)), ("others", "others", ("Harbour Wire",), 1, ("en",)),
    ]  # fmt: skip
    assert cells(found) == {
        ("modality", "actual"): (["JOR", "MNG", "others"], None, False),
        ("topic", "trade"): (["JOR", "MNG"], None, False),  # in Arabic and in English
        ("topic", "security"): (["JOR"], "JOR", False),
        ("topic", "climate"): (["MNG", "others"], "MNG", False),  # others only relay
        ("topic", "migration"): (["others"], "others", False),
        ("duration", "PT1H"): (["JOR"], "JOR", True),
        ("duration", "PT1H30M"): (["MNG"], "MNG", True),
        ("time", "2024-05-13"): (["JOR", "MNG", "others"], None, False),
        ("place", "MNG"): (["JOR", "MNG", "others"], None, False),
        ("channel", "in_person"): (["JOR", "MNG", "others"], None, False),
        ("promise", "signing"): (["MNG"], "MNG", False),
        ("promise", "visit"): (["JOR", "MNG"], None, False),
        ("position", ("MNG",)): (["MNG"], "MNG", False),
        ("position", ("JOR",)): (["JOR"], "JOR", False),
    }


def test_a_cell_holds_the_sentence_in_its_own_language(ledger: Ledger, packs: Packs) -> None:
    found = compared(ledger, packs, (MONGOLIAN, JORDANIAN))
    row = next(row for row in found.rows if row.kind == "topic" and row.value["id"] == "trade")
    (arabic,), (english,) = (cell.tellings for cell in row.cells)
    assert (arabic.span.exact, arabic.sentence.exact) == ("التجارة", "وبحث الوزيران التجارة والأمن.")
    assert (english.publisher, english.published, english.language) == ("MONTSAME", MONGOLIAN.published, "en")
    for told_, source in ((arabic, JORDANIAN), (english, MONGOLIAN)):
        assert source.text[told_.span.start : told_.span.end] == told_.span.exact


def test_what_a_promise_says(ledger: Ledger, packs: Packs) -> None:
    found = compared(ledger, packs, (MONGOLIAN, JORDANIAN))
    visit = next(row.value for row in found.rows if row.kind == "promise" and row.value["act"] == "visit")
    (event,) = ledger.events(act="visit")
    assert visit == {"event": event.id, "act": "visit", "parties": ("MNG", "JOR"), "modality": "planned", "due": "2024-07"}


def test_the_order_of_adding_changes_nothing(ledger: Ledger, packs: Packs, tmp_path: Path) -> None:
    found = compared(ledger, packs, (MONGOLIAN, JORDANIAN, NEUTRAL))
    with Ledger(tmp_path / "other.sijill", packs) as other:
        assert compared(other, packs, (NEUTRAL, JORDANIAN, MONGOLIAN)) == found


def test_a_comparison_is_a_line_of_json_and_back(ledger: Ledger, packs: Packs) -> None:
    line = msgspec.json.encode(ComparisonLine(comparison=compared(ledger, packs, (MONGOLIAN, JORDANIAN))))
    assert msgspec.json.encode(msgspec.json.decode(line, type=ComparisonLine)) == line


def test_one_account_is_the_only_one_of_nothing(ledger: Ledger, packs: Packs) -> None:
    found = compared(ledger, packs, (MONGOLIAN,))
    assert [side.id for side in found.sides] == ["MNG"]
    assert {row.only for row in found.rows} == {None}


def test_without_a_side_of_its_own_each_outlet_is_one_and_copies_are_one_outlet(ledger: Ledger) -> None:
    long = "KEN met UGA in CHE on 2023-06-13. " + " ".join(f"word{number}" for number in range(80))
    ledger.add([plain(long, "a", publisher="First"), plain(f"(First) {long}", "b", publisher="Second", published="2023-06-16"), plain("KEN met UGA.", "c")])
    (event,) = ledger.events()
    found = ledger.compare(event.id[:6])
    assert [(side.id, side.kind, side.outlets) for side in found.sides] == [("First", "outlet", ("First", "Second")), ("Wire", "outlet", ("Wire",))]
    assert {row.kind: row.only for row in found.rows} == {"modality": None, "time": "First", "place": "First"}


def test_a_private_paper_speaks_for_nobody(packs: Packs) -> None:
    assert packs.side_of("The Washington Post") is None
    assert packs.home_of("The Washington Post") == "USA"
    assert packs.side_of(None, "https://www.petra.gov.jo/x") == "JOR"
    assert packs.side_of("kremlin.ru") == "RUS"


@pytest.mark.parametrize(
    ("a", "b", "only"),
    [
        ({"durations": (("PT1H30M", False),)}, {"durations": (("PT90M", False),)}, [None, None]),
        ({"durations": (("PT1H30M", False),)}, {"durations": (("PT1H30M", True),)}, ["CHN", None]),  # about as long: less exactly told
        ({"times": ("2021-12",)}, {"times": (DAY,)}, [None, "RUS"]),
        ({"ordinals": ({"n": 37, "since": "2013"},)}, {"ordinals": ({"n": 37},)}, ["CHN", None]),
        ({"documents": ("agreement",)}, {"documents": ("treaty",)}, ["CHN", "RUS"]),
        ({"places": ("CHN",)}, {"places": ("CHN",)}, [None]),
        ({"channels": ("video",)}, {}, ["CHN"]),
    ],
)
def test_a_value_is_told_by_whoever_tells_it_no_less_exactly(a: dict[str, Any], b: dict[str, Any], only: list[str | None]) -> None:
    found = _made(a, b)
    assert [row.only for row in found.rows if row.kind != "modality" and (row.kind != "time" or "times" in a)] == only


def test_what_has_no_code_is_only_here_where_the_other_tells_nothing_of_the_kind() -> None:
    def only(a: dict[str, Any], b: dict[str, Any]) -> list[str | None]:
        return [row.only for row in _made(a, b).rows if row.kind == "content"]

    assert only({"content": ("to trade",)}, {"content": ("التبادل التجاري",)}) == [None, None]
    assert only({"content": ("to trade",)}, {}) == ["CHN"]


def test_held_by_one_and_denied_by_the_other() -> None:
    found = _made({}, {"modality": "denied"})
    assert [(row.value["value"], row.only, row.conflict) for row in found.rows if row.kind == "modality"] == [
        ("actual", "CHN", True), ("denied", "RUS", True),
    ]  # fmt: skip


def test_an_id_that_is_none(ledger: Ledger) -> None:
    with pytest.raises(UnknownId, match="the ledger has none yet"):
        ledger.compare("0123")
    ledger.add([plain("KEN met UGA.")])
    with pytest.raises(UnknownId, match=r"no event 'zz'.*sijill timeline"):
        ledger.compare("zz")


def _made(a: dict[str, Any], b: dict[str, Any]) -> Comparison:
    """A meeting by a Chinese and a Russian account."""
    (event,) = events([told(key, **({"times": (DAY,)} | row)) for key, row in (("a", a), ("b", b))])
    sides = {"CHN": "article a", "RUS": "article b"}
    return comparison(
        event,
        Accounts(
            sides=tuple(Side(id=id, kind="state", outlets=(id,), articles=1, languages=("en",)) for id in sides),
            side={article: id for id, article in sides.items()},
            promised=(),
            views=(),
        ),
    )
