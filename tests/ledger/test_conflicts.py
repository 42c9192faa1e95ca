"""Values that cannot all be true stand side by side; what is approximate or coarser contradicts nothing."""

from typing import Any

import pytest

from tests.ledger.made import events, told

DAY = "2021-12-15"


def _names(*rows: dict[str, Any]) -> list[str]:
    (event,) = events([told(f"r{n}", **{"times": (DAY,), **row}) for n, row in enumerate(rows)])
    return [conflict.name for conflict in event.conflicts]


@pytest.mark.parametrize(
    ("a", "b", "names"),
    [
        ({"durations": (("PT1H30M", False),)}, {"durations": (("PT74M", False),)}, ["duration"]),
        ({"durations": (("PT1H30M", False),)}, {"durations": (("PT90M", False),)}, []),
        ({"durations": (("PT1H30M", True),)}, {"durations": (("PT74M", False),)}, []),
        ({"channels": ("video",)}, {"channels": ("in_person",)}, ["channel"]),
        ({"places": ("CHN",)}, {"places": ("RUS",)}, ["place"]),
        ({"ordinals": ({"n": 37, "since": "2013"},)}, {"ordinals": ({"n": 38, "since": "2013"},)}, ["ordinal"]),
        ({"ordinals": ({"n": 37, "since": "2013"},)}, {"ordinals": ({"n": 2, "within": "2021"},)}, []),
        ({"times": ("2021-12",)}, {}, []),
        ({"modality": "denied"}, {}, ["modality"]),
        ({"modality": "planned", "channels": ("video",), "published": "2021-12-10"}, {"channels": ("in_person",)}, []),
        ({"modality": "cancelled", "published": "2021-12-14"}, {}, []),
        ({"modality": "cancelled", "published": "2021-12-17"}, {}, ["modality"]),
    ],
)  # fmt: skip
def test_between_articles(a: dict[str, Any], b: dict[str, Any], names: list[str]) -> None:
    assert _names(a, b) == names


def test_two_days_of_one_numbered_meeting() -> None:
    number = ({"n": 37, "since": "2013"},)
    assert _names({"ordinals": number}, {"ordinals": number, "times": ("2021-12-16",)}) == ["time"]


def test_within_one_article() -> None:
    (event,) = events([told("a", durations=(("PT4H", False), ("PT4H30M", False)), article="one")])
    (conflict,) = event.conflicts
    assert conflict.within == "one"
    assert [value.value["iso"] for value in conflict.values] == ["PT4H", "PT4H30M"]


def test_the_days_of_one_visit_are_no_conflict() -> None:
    (event,) = events([told("a", times=(DAY, "2021-12-18"))])
    assert event.conflicts == ()
