"""Values told beside an event, before they become records."""

from typing import NamedTuple


class Detail(NamedTuple):
    """A value told with an event: the record's field, its values, and where it stands."""

    field: str
    values: tuple[tuple[str, object], ...]
    start: int
    end: int

    def get(self, key: str) -> object:
        return next((value for name, value in self.values if name == key), None)


def same_time(known: list[Detail], new: list[Detail]) -> bool:
    """Whether two lists of details can be of one event: no two told times exclude each other."""
    a = {str(d.get("edtf")).strip("~") for d in known if d.field == "times"}
    b = {str(d.get("edtf")).strip("~") for d in new if d.field == "times"}
    return not a or not b or any(x.startswith(y) or y.startswith(x) for x in a for y in b)
