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
    """Whether two lots of times can be of one event: none told, or one within another."""
    return not known or not new or any(x.startswith(y) or y.startswith(x) for x in known for y in new)
