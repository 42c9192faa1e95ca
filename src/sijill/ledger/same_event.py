"""Whether two reports of one block are about one event, and why. A judgement over pairs; clusters.py makes events of it.

Not the same is only said where something excludes it; between that and the same lies unsure, which neither joins nor parts.
"""

from typing import Literal, NamedTuple

from sijill.ledger.acts import DEEDS
from sijill.ledger.dates import Window, gap
from sijill.ledger.facts import AHEAD, NARROW, Facts

Verdict = Literal["same", "not-same", "unsure"]
_NEAR = 3  # days by which tellings of one numbered event may differ
_FINE = 7  # days: a time that is told this finely is evidence by itself
_DOUBT = 2  # days beyond which two undated tellings are not of one event


class Opinion(NamedTuple):
    """The verdict on a pair, the reason in words, and how weak it is: the strongest pairs are joined first."""

    verdict: Verdict
    reason: str
    weakness: int = 0


def judge(a: Facts, b: Facts) -> Opinion:
    """The opinion on two reports of one block; the order does not matter."""
    if excluded := _sides(a, b) or _persons(a, b):
        return Opinion("not-same", excluded)
    if a.sentence == b.sentence and a.article != b.article:
        return Opinion("same", "the same sentence in two articles")
    time = _time(a, b)
    if time.verdict != "same":
        return time
    return _doubt(a, b, time) or time


def reason(a: Facts, b: Facts) -> str:
    """Why two reports are one event, in words: the opinion, and what they have in common beside parties and time."""
    return "; ".join([judge(a, b).reason, *_shared(a, b)])


def _sides(a: Facts, b: Facts) -> str | None:
    """Why the parties exclude one event: the same two the other way round."""
    if a.symmetric or b.symmetric or a.actors & b.actors or not (a.actors and b.actors):
        return None
    return "the parties are the other way round"


def _persons(a: Facts, b: Facts) -> str | None:
    """Why the persons exclude one event. A state's deeds are its own, whoever tells them; talks and words are the persons'."""
    if a.type in DEEDS:
        return None
    for code, some in a.persons.items():
        if code in b.persons and some.isdisjoint(b.persons[code]) and (a.symmetric or code in a.actors and code in b.actors):
            return f"other persons of {code}"
    return None


def _time(a: Facts, b: Facts) -> Opinion:
    """What the times say, told or not, given whether each tells what was or what is to come."""
    if a.reach is None or b.reach is None:
        return Opinion("unsure", "no date")
    if a.told and b.told:
        return _both_told(a, b)
    apart = gap(a.reach, b.reach)
    if apart > _DOUBT:
        return Opinion("not-same", f"{apart} days apart")
    if apart or not (a.out and b.out):
        return Opinion("unsure", "no date told, and not within the days that a report looks back")
    if a.modality == b.modality:
        return Opinion("same", f"published {abs(a.out - b.out)} days apart", 4) if _alike(a, b) else Opinion("unsure", "dates far apart")
    return _life(a, b)


def _both_told(a: Facts, b: Facts) -> Opinion:
    apart, _, nearest = min((gap(x, y), x.days + y.days, (x, y)) for x in a.told for y in b.told)
    if apart and apart <= _NEAR and _same_number(a, b):
        return Opinion("same", f"the same number {apart} days apart", 1)
    if apart:
        return Opinion("not-same", f"{apart} days apart")
    if nearest[0].days == nearest[1].days == 1:
        return Opinion("same", f"both on {nearest[0].first}", 0)
    wider, finer = sorted(nearest, key=lambda w: (w.days, w.first), reverse=True)
    if wider.days > NARROW and not _same_number(a, b):
        return Opinion("unsure", "one tells no more than the year")
    return Opinion("same", f"{_days(finer)} lies in {_days(wider)}", 2)


def _alike(a: Facts, b: Facts) -> bool:
    """Whether two tellings of one modality, one of them undated at least, are near enough for what else they have in common.

    Meetings and deeds of a pair are rare, and published together are one; words are exchanged daily, and on another day must be on the same matter.
    """
    apart = abs(a.out - b.out)
    if apart and a.type not in DEEDS and a.type != "CONSULT":
        return _tied(a, b) or bool(a.about & b.about) or _same_actor(a, b)
    if apart <= _NEAR:
        return True
    if a.modality in AHEAD or any(w.days > _FINE for w in (*a.told, *b.told)):
        return bool(a.told or b.told) and _tied(a, b)
    return True


def _life(a: Facts, b: Facts) -> Opinion:
    """An event announced in one and held, called off or denied in the other."""
    stages = {a.modality, b.modality}
    later, earlier = (a, b) if b.modality in ("planned", "possible", "urged") else (b, a)
    if stages & {"possible", "urged"} and not (a.told or b.told):
        return Opinion("unsure", "what was only possible says no day")
    if stages == {"actual", "cancelled"} or earlier.out > later.out:
        return Opinion("unsure", "announced after the other")
    if stages == {"actual", "denied"} and (abs(a.out - b.out) <= 1 or _tied(a, b)):
        return Opinion("same", "held and denied within the same days", 3)
    if not _tied(a, b):
        return Opinion("unsure", "announced without a day, and nothing else that tells it")
    return Opinion("same", f"{earlier.modality}, then {later.modality}", 5)


def _doubt(a: Facts, b: Facts, time: Opinion) -> Opinion | None:
    """What speaks against one event although the times fit: another way, another place, another number."""
    same_day = time.weakness <= 1
    if a.article == b.article and a.modality == b.modality and not same_day:
        return Opinion("unsure", "one article tells them apart")
    for name, x, y in (("channel", a.channels, b.channels), ("place", a.places, b.places)):
        if x and y and x.isdisjoint(y) and not (same_day and (_same_persons(a, b) or _same_number(a, b))):
            return Opinion("not-same", f"another {name}")
    if not same_day and any(not n & b.ordinals[series] for series, n in a.ordinals.items() if series in b.ordinals):
        return Opinion("not-same", "another number")
    return None


def _same_number(a: Facts, b: Facts) -> bool:
    return bool(a.ordinals and b.ordinals) and any(n & b.ordinals.get(series, frozenset()) for series, n in a.ordinals.items())


def _same_persons(a: Facts, b: Facts) -> bool:
    """Whether both name the same persons of two parties."""
    return sum(code in b.persons and not some.isdisjoint(b.persons[code]) for code, some in a.persons.items()) > 1


def _same_actor(a: Facts, b: Facts) -> bool:
    """Whether the same person acts in both."""
    return any(code in a.actors and code in b.actors and some & b.persons.get(code, frozenset()) for code, some in a.persons.items())


def _tied(a: Facts, b: Facts) -> bool:
    """Whether they have something in common by which one event of the same parties is known from another."""
    papers = any(about.startswith("document ") for about in a.about & b.about)
    return papers or bool(a.places & b.places) or _same_persons(a, b) or _same_number(a, b)


def _shared(a: Facts, b: Facts) -> list[str]:
    """What two reports have in common beside parties and time."""
    found = ["the same persons"] if _same_persons(a, b) else []
    found += ["the same number"] if _same_number(a, b) else []
    found += [f"the same channel: {c}" for c in sorted(a.channels & b.channels)]
    found += [f"both in {p}" for p in sorted(a.places & b.places)]
    return found + [f"both on {t}" for t in sorted(a.about & b.about)]


def _days(window: Window) -> str:
    return str(window.first) if window.days == 1 else f"{window.first} to {window.last}"
