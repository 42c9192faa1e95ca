"""The values of a report as people write them: codes, EDTF, ISO 8601 and the closed lists; checked when they are read."""

import re
from collections.abc import Callable, Iterable
from typing import Any, get_args

from sijill.errors import BadValue
from sijill.ledger.acts import acts, known_parties, world
from sijill.ledger.dates import window
from sijill.ledger.rows import Corrected
from sijill.records import NARRATOR, Channel, Duration, Medium, Modality, ModalityTold, Ordinal, Party, Place, Report, Span, Speaker, Time

NAMES: tuple[Corrected, ...] = get_args(Corrected)
MODALITIES: tuple[str, ...] = get_args(Modality)
CHANNELS: tuple[str, ...] = get_args(Channel)
FIELDS = {
    "actor": "actors", "recipient": "recipients", "time": "times", "place": "places", "channel": "channels", "duration": "durations", "ordinal": "ordinals",
}  # fmt: skip
_DURATION = re.compile(r"~?P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")
_ORDINAL = re.compile(rf"(\d{{1,9}}) (\w+)(?: ({'|'.join(CHANNELS)}))?(?: since (\S+))?(?: within (\S+))?")
_PERSON = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def written(report: Report, name: Corrected) -> tuple[str, ...]:
    """The values of a report by name, as a person would write them."""
    match name:
        case "modality":
            return (report.modality.value,)
        case "act":
            return (report.act,)
        case "speaker":
            return (_speaker_written(report.speaker),)
        case _:
            return tuple(map(_WRITTEN[name], getattr(report, FIELDS[name])))


def read(name: Corrected, value: str, span: Span) -> Any:
    """A value out of what a person wrote, on the words it stands on; of an act, its name. Raises BadValue."""
    return _READ[name](value, span)


def party(code: str, span: Span) -> Party:
    """A party by its code. Raises BadValue."""
    known = known_parties()
    state, _, person = code.partition("/")
    if code in known:
        return Party(id=code, country=known[code].country, name=known[code].name, span=span)
    if state in known and _PERSON.fullmatch(person):
        return Party(id=code, country=known[state].country, name=person.replace("-", " ").title(), span=span)
    raise BadValue(f"no party {code!r}", fix="a state by ISO 3166-1 alpha-3 (CHN), a body by its code (UN), or a person as CHN/xi-jinping")


def one_of(value: str, known: Iterable[str], name: str) -> str:
    """A word of a closed list. Raises BadValue."""
    if value not in known:
        raise BadValue(f"no {name} {value!r}", fix=f"one of {', '.join(known)}")
    return value


def speaker(told: str, cue: Span) -> Speaker:
    """Who vouches: `narrator`, `unnamed`, an outlet as `medium NAME`, else a party by its code. Raises BadValue."""
    if told in ("narrator", "unnamed"):
        return NARRATOR if told == "narrator" else Speaker(kind="unnamed", cue=cue)
    kind, _, name = told.partition(" ")
    if kind == "medium" and name.strip():
        outlet = next((o for o in world().outlets if name == o.id or any(name in names for names in o.names.values())), None)
        return Speaker(kind="medium", id=outlet.id if outlet else None, name=name, cue=cue)
    some = party(told, cue)
    return Speaker(kind="party", id=some.id, name=some.name, cue=cue)


def _speaker_written(told: Speaker) -> str:
    match told.kind:
        case "medium":
            return f"medium {told.id or told.name}"
        case "party":
            return told.id or told.name or "unnamed"
        case _:
            return told.kind


def _time(edtf: str, span: Span) -> Time:
    if window(edtf) is None:
        raise BadValue(f"no time {edtf!r}", fix="EDTF: a day (2021-12-15), month (2021-12), year (2021), `~` for about, or an interval with `/`")
    return Time(edtf=edtf, basis="told", span=span)


def _place(code: str, span: Span) -> Place:
    known = known_parties().get(code)
    if known is None or known.country != code:
        raise BadValue(f"no state {code!r}", fix="ISO 3166-1 alpha-3, as CHN")
    return Place(country=code, name=known.name, span=span)


def _duration(iso: str, span: Span) -> Duration:
    if not _DURATION.fullmatch(iso):
        raise BadValue(f"no duration {iso!r}", fix="ISO 8601, as PT90M or P2D; with `~` before it for about")
    return Duration(iso=iso.removeprefix("~"), approximate=iso.startswith("~"), span=span)


def _ordinal(told: str, span: Span) -> Ordinal:
    found = _ORDINAL.fullmatch(told)
    if not found or found[2] not in acts():
        raise BadValue(f"no ordinal {told!r}", fix="a number and an act, as `37 meeting`, then perhaps a channel, `since 2013`, `within 2021`")
    n, of, channel, since, within = found.groups()
    for edtf in filter(None, (since, within)):
        _time(edtf, span)
    return Ordinal(n=int(n), of=of, channel=channel, since=since, within=within, span=span)  # type: ignore[arg-type]  # one of the channels


def _ordinal_written(told: Ordinal) -> str:
    parts = (str(told.n), told.of, told.channel, told.since and f"since {told.since}", told.within and f"within {told.within}")
    return " ".join(part for part in parts if part)


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "actor": lambda told: told.id or told.name,
    "recipient": lambda told: told.id or told.name,
    "time": lambda told: str(told.edtf),
    "place": lambda told: told.country or told.name,
    "channel": lambda told: str(told.value),
    "duration": lambda told: f"{'~' if told.approximate else ''}{told.iso}",
    "ordinal": _ordinal_written,
}
_READ: dict[str, Callable[[str, Span], Any]] = {
    "modality": lambda told, span: ModalityTold(value=one_of(told, MODALITIES, "modality"), span=span),  # type: ignore[arg-type]  # one of the list
    "act": lambda told, span: one_of(told, acts(), "act"),
    "speaker": speaker,
    "actor": party,
    "recipient": party,
    "time": _time,
    "place": _place,
    "channel": lambda told, span: Medium(value=one_of(told, CHANNELS, "channel"), span=span),  # type: ignore[arg-type]
    "duration": _duration,
    "ordinal": _ordinal,
}
