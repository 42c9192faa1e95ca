"""Values told beside an event, before they become records."""

from typing import Any, NamedTuple


class Detail(NamedTuple):
    """A value told with an event: the record's field, its values, and where it stands."""

    field: str
    values: tuple[tuple[str, Any], ...]
    start: int
    end: int

    def get(self, key: str) -> Any:
        return next((value for name, value in self.values if name == key), None)


def told_times(details: list[Detail]) -> frozenset[str]:
    """The EDTF of all times told, without the marks of uncertainty."""
    return frozenset(str(d.get("edtf")).strip("~") for d in details if d.field == "times")


def same_time(known: frozenset[str], new: frozenset[str]) -> bool:
    """Whether two lots of times can be of one event: none told, or two that overlap."""
    return not known or not new or any(_overlap(_bounds(x), _bounds(y)) for x in known for y in new)


def _bounds(edtf: str) -> tuple[str, str]:
    """The first and the last day that a time may mean, comparable as text: 2018-05 from 2018-05 to the end of that month."""
    first, slash, last = edtf.partition("/")
    return first.strip(".~"), (last if slash else first).strip(".~") + "~" if not slash or last.strip(".~") else "~"


def _overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
