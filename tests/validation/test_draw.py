"""The sample: in proportion, the same from the same seed, whatever the order; every kind of row."""

import random

from sijill.ledger import Unit
from sijill.validation.draw import draw, shares


def units(stratum: str, count: int) -> list[Unit]:
    return [Unit((pk, 0), stratum, f"{stratum}-{pk}") for pk in range(count)]


def test_shares_are_in_proportion_but_never_less_than_two() -> None:
    assert shares({"a": 900, "b": 90, "c": 10, "d": 1}, 100) == {"a": 90, "b": 9, "c": 2, "d": 1}
    assert shares({"a": 5}, 100) == {"a": 5}
    assert shares({"a": 5}, 0) == {}
    assert shares({}, 10) == {}


def test_the_order_of_the_rows_does_not_matter() -> None:
    some = [*units("a", 100), *units("b", 30)]
    wanted = {"a": 10, "b": 3}
    found = draw(some, wanted, "1")
    assert {name: len(places) for name, places in found.items()} == wanted
    mixed = random.Random(2).sample(some, len(some))
    assert draw(mixed, wanted, "1") == found
    assert draw(some, wanted, "2") != found


def test_every_row_is_drawn_as_often_as_any_other() -> None:
    some = units("a", 10)
    counts = [0] * 10
    for seed in range(2000):
        for pk, _ in draw(some, {"a": 3}, str(seed))["a"]:
            counts[pk] += 1
    assert all(500 < count < 700 for count in counts)  # 600 expected; five standard deviations are some 100
