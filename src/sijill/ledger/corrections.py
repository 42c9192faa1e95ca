"""What people correct of a report, put in place of what was read; the codes that follow from it are derived anew."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from sijill.errors import BadValue
from sijill.ledger.acts import acts, world
from sijill.ledger.entry import short_hash
from sijill.ledger.notation import FIELDS, read
from sijill.ledger.rows import Correction
from sijill.records import Report, Span

_ONE = ("modality", "act", "speaker")  # a report always has one and no more


def corrected(report: Report, corrections: Iterable[Correction]) -> Report:
    """A report with its values as people corrected them. Raises BadValue."""
    for correction in corrections:
        report = _put(report, correction)
    return coded(report)


def coded(report: Report) -> Report:
    """A report with the codes and the digest that follow from its act, modality and channel."""
    act = acts()[report.act]
    codes = act.coded(report.modality.value, [channel.value for channel in report.channels])
    quad = world().quads[codes["cameo"][:2]]
    found = msgspec.structs.replace(
        report, type=act.type, mode=codes.get("mode", act.mode), cameo=codes["cameo"], quad=quad, goldstein=float(codes["goldstein"]), digest="", margin=None
    )
    return msgspec.structs.replace(found, digest=short_hash(msgspec.json.encode(found).decode()))


def check(report: Report, correction: Correction) -> None:
    """That a report can be corrected so. Raises BadValue."""
    if correction.words is not None and words_of(report, correction.words) is None:
        raise BadValue(f"{correction.words!r} does not stand in the report's sentences", fix="give words exactly as they stand there")
    whole(_put(report, correction))


def whole(report: Report) -> Report:
    """A report that names who takes part, as its act asks. Raises BadValue."""
    act = acts()[report.act]
    if not report.actors and not (act.symmetric and report.recipients):
        raise BadValue("nobody would act in it", fix="name who does, or reject the report")
    if not report.recipients and len(report.actors) < 2 and not act.alone:
        raise BadValue(f"{report.act} is towards somebody", fix="name to whom")
    return report


def words_of(report: Report, words: str) -> Span | None:
    """Where words stand in the sentences of a report, if they do."""
    for sentence in (report.evidence, *(mention.evidence for mention in report.mentions)):
        if words and (at := sentence.exact.find(words)) >= 0:
            return Span(start=sentence.start + at, end=sentence.start + at + len(words), exact=words, where=sentence.where)
    return None


def _put(report: Report, correction: Correction) -> Report:
    """The report with one value corrected; words that an edit of the article took away leave the sentence to stand on."""
    name, values = correction.name, correction.values
    words = words_of(report, correction.words) if correction.words else None
    if name in _ONE:
        if len(values) != 1:
            raise BadValue(f"a report has one {name}, here are {len(values)}", fix="give one")
        told = read(name, values[0], words or report.trigger)
        return msgspec.structs.replace(report, **{name: told if words or name == "act" else _bare(told)})
    old = getattr(report, FIELDS[name])
    told = tuple(read(name, value, span) for value, span in zip(values, _spans(report, old, words, len(values)), strict=True))
    return msgspec.structs.replace(report, **{FIELDS[name]: told})


def _bare(told: Any) -> Any:
    """A modality or a speaker without words of its own."""
    return msgspec.structs.replace(told, **({"span": None} if hasattr(told, "span") else {"cue": None}))


def _spans(report: Report, old: Sequence[Any], words: Span | None, n: int) -> list[Span]:
    """What values stand on: the words given, else those of the value read in their place, else the sentence."""
    return [words or (old[at].span if at < len(old) else report.evidence) for at in range(n)]
