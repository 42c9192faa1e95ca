"""Values of one event that cannot all be true at the precision told. Both sides stay; what is approximate or coarser contradicts nothing."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from sijill.ledger.dates import window
from sijill.ledger.facts import NARROW
from sijill.ledger.rows import Conflict, Value
from sijill.ledger.values import of

_PART = re.compile(r"(\d+)([YMWDHS])")
_SECONDS = {"H": 3600, "S": 1, "W": 7 * 86400, "D": 86400, "Y": 365 * 86400}


def conflicts_of(values: Sequence[Value]) -> tuple[Conflict, ...]:
    """The conflicts among the values of one event: one for each name, with all the values that take part."""
    moods = {telling.report: str(value.value["value"]) for value in of(values, "modality") for telling in value.tellings}
    found = [_clashing(name, values, clash, moods) for name, clash in _CLASHES.items()]
    return tuple(conflict for conflict in (*found, _lives(of(values, "modality"))) if conflict)


def _clashing(name: str, values: Iterable[Value], clash: "_Clash", moods: Mapping[str, str]) -> Conflict | None:
    """What was announced and what then happened may differ: only tellings of one modality contradict each other."""
    pairs = [pair for pair in combinations(of(values, name), 2) if clash(*pair) and _moods(pair[0], moods) & _moods(pair[1], moods)]
    return _conflict(name, pairs) if pairs else None


def _conflict(name: str, pairs: Sequence[tuple[Value, Value]]) -> Conflict:
    part = {id(side): side for pair in pairs for side in pair}
    return Conflict(name=name, values=tuple(part.values()), within=next((a for pair in pairs if (a := _one_article(*pair))), None))


def _moods(value: Value, moods: Mapping[str, str]) -> set[str]:
    return {moods[telling.report] for telling in value.tellings}


def _one_report(a: Value, b: Value) -> bool:
    """Whether one report tells both: the days of a visit, the towns of a tour."""
    return bool({t.report for t in a.tellings} & {t.report for t in b.tellings})


def _one_article(a: Value, b: Value) -> str | None:
    """The article that tells both."""
    return min({t.article for t in a.tellings} & {t.article for t in b.tellings}, default=None)


def _durations(a: Value, b: Value) -> bool:
    """Whether two exact durations differ."""
    if a.value["approximate"] or b.value["approximate"]:
        return False
    x, y = seconds(str(a.value["iso"])), seconds(str(b.value["iso"]))
    return x is not None and y is not None and x != y


def _times(a: Value, b: Value) -> bool:
    """Whether two times share no day."""
    x, y = window(str(a.value["edtf"])), window(str(b.value["edtf"]))
    return x is not None and y is not None and max(x.days, y.days) <= NARROW and not x.meets(y) and not _one_report(a, b)


def _places(a: Value, b: Value) -> bool:
    """Whether two places lie in different states."""
    return bool(a.value["country"] and b.value["country"]) and a.value["country"] != b.value["country"] and not _one_report(a, b)


def _channels(a: Value, b: Value) -> bool:
    return a.value["value"] != b.value["value"]


def _ordinals(a: Value, b: Value) -> bool:
    """Whether two counts of one series differ; one that tells no beginning may be of any."""
    one = all(a.value[part] == b.value[part] for part in ("of", "channel", "within")) and (
        a.value["since"] == b.value["since"] or not (a.value["since"] and b.value["since"])
    )
    return one and a.value["n"] != b.value["n"] and not (a.value["within"] is None and 1 in (a.value["n"], b.value["n"]))


def _lives(moods: Sequence[Value]) -> Conflict | None:
    """Held and denied; or held and, no earlier than that was told, called off."""
    held = next((value for value in moods if value.value["value"] == "actual"), None)
    if held is None:
        return None
    since = min(t.published or "" for t in held.tellings)
    denied = [v for v in moods if v.value["value"] == "denied"]
    denied += [v for v in moods if v.value["value"] == "cancelled" and max(t.published or "" for t in v.tellings) >= since]
    return _conflict("modality", [(held, value) for value in denied]) if denied else None


def seconds(iso: str) -> int | None:
    """An ISO 8601 duration in seconds; None if it is none."""
    day, _, clock = iso.removeprefix("P").partition("T")
    parts = [(int(n), _SECONDS.get(unit, 30 * 86400)) for n, unit in _PART.findall(day)]
    parts += [(int(n), 60 if unit == "M" else _SECONDS[unit]) for n, unit in _PART.findall(clock)]
    return sum(n * unit for n, unit in parts) if parts else None


_Clash = Callable[[Value, Value], bool]
_CLASHES: dict[str, _Clash] = {"duration": _durations, "time": _times, "channel": _channels, "place": _places, "ordinal": _ordinals}
