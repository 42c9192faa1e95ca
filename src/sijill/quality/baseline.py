"""What a reader reaches that knows nothing and always says the commonest: the measure of how hard the gold is."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from types import ModuleType
from typing import Any

from sijill.quality.gold import Annotated
from sijill.text import split_sentences

_Pair = tuple[dict[str, Any], dict[str, Any]]


def commonest_reading(articles: Sequence[Annotated]) -> Iterator[dict[str, Any]]:
    """A reading of each article in which every sentence tells the commonest type of event between the commonest parties, and the commonest stance."""
    events = [event for a in articles for event in a.gold["events"]]
    positions = [position for a in articles for position in a.gold["positions"]]
    type_ = _most([e["type"] for e in events])
    mine = [e for e in events if e["type"] == type_]
    parties = _most([(tuple(e["actors"]), tuple(e["recipients"])) for e in mine]) or ((), ())
    report = {"type": type_, "actors": parties[0], "recipients": parties[1]} | {key: _most([e[key] for e in mine]) for key in ("act", "modality")}
    position = {"stance": _most([p["stance"] for p in positions]), "holders": _most([tuple(p["holders"]) for p in positions])}
    for article in articles:
        spans = [{"start": start, "end": end} for start, end in split_sentences(article.source.text)]
        yield {
            "reports": [report | {"trigger": span, "evidence": span} for span in spans] if events else [],
            "positions": [position | {"evidence": span} for span in spans] if positions else [],
        }


def commonest_fields(pairs: Sequence[_Pair], score: ModuleType) -> dict[str, float]:
    """The share of matched events that have the commonest act, modality and speaker."""
    return {f: round(n / len(pairs), 3) for f in ("act", "modality", "speaker") if (n := _count([score.plain(g, f) for g, _ in pairs]))}


def told_by_the_commonest(pairs: Sequence[_Pair], score: ModuleType) -> dict[str, float]:
    """F1 of telling the commonest told value of every matched event."""
    rows = {}
    for field in score.TOLD:
        told = [value for g, _ in pairs if (value := score.plain(g, field)) is not None]
        if told:
            rows[field] = score.prf(_count(told), len(pairs), len(told))["f1"]
    return rows


def _count(values: Sequence[Hashable]) -> int:
    return max(Counter(values).values(), default=0)


def _most(values: Sequence[Any]) -> Any:
    """The commonest; of equals the first in order of their text, so that it is the same each time."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], str(value)), default=None)
