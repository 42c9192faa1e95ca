"""What is measured: counts of each article, added up; a value with its interval, and what always saying the commonest would reach."""

import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType
from typing import Any, NamedTuple

from sijill.quality.baseline import commonest_fields, commonest_reading, told_by_the_commonest
from sijill.quality.gold import Annotated

RESAMPLES, SEED = 1000, 20260101
CEILINGS = frozenset({"spurious_per_article"})  # the less the better

Reply = Mapping[str, Any]


class Value(NamedTuple):
    """A measure: `low` and `high` hold 95 % of resamples by article, `n` is what it is taken over; None where there is nothing to measure."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    baseline: float | None


class ActRow(NamedTuple):
    """One act: gold events, how many were found, of these with the right act, the right parties, and all right; how many reports name the act."""

    n: int
    found: int
    act: int
    who: int
    strict: int
    told: int
    baseline: int


class Scores(NamedTuple):
    """Everything measured of one language."""

    articles: int
    events: int
    measures: dict[str, Value]
    acts: dict[str, ActRow]


def replies_to(articles: Sequence[Annotated]) -> dict[str, Reply]:
    """The readings of all articles by this sijill, as users get them: JSON."""
    import msgspec

    from sijill.packs import load_packs
    from sijill.reading import read

    packs = load_packs()
    return {a.source.id: json.loads(msgspec.json.encode(read(a.source, packs))) for a in articles}


def scored(language: str, articles: Sequence[Annotated], replies: Mapping[str, Reply], score: ModuleType) -> Scores:
    """The scores of one language; a reply is a reading as JSON. The same input gives the same scores."""
    mine = [a for a in articles if a.gold["lang"] == language]
    tallies = [score.tally(a.gold, replies.get(a.source.id, {})) for a in mine]
    simple = [score.tally(a.gold, reply) for a, reply in zip(mine, commonest_reading(mine), strict=True)]
    counts = [t.counts for t in tallies]
    values = _values(_added(counts), score)
    spread = _resampled(counts, score)
    pairs = [pair for t in tallies for pair in t.pairs]
    baseline = {name: value for name, (value, _) in _values(_added(t.counts for t in simple), score).items()}
    baseline |= commonest_fields(pairs, score) | told_by_the_commonest(pairs, score)
    measures = {name: _value(value, n, spread[name], baseline.get(name)) for name, (value, n) in values.items()}
    found = Counter(g["act"] for t in simple for g, _ in t.pairs)
    return Scores(len(mine), sum(len(a.gold["events"]) for a in mine), measures, _acts(mine, tallies, found, score))


def _value(value: float | None, n: int, spread: tuple[float, float] | None, baseline: float | None) -> Value:
    low, high = spread or (None, None)
    return Value(value, low, high, n, baseline) if value is not None else Value(None, None, None, n, None)


def _values(counts: Counter[str], score: ModuleType) -> dict[str, tuple[float | None, int]]:
    """Each measure with its n, from added counts."""
    figures = score.figures(counts)
    rows: dict[str, tuple[float | None, int]] = {name: (figures[name]["f1"], figures[name]["n"]) for name in ("detect", "who", "strict")}
    rows |= {name: (figures[name], counts["has_" + name]) for name in ("act", "modality", "speaker")}
    rows |= {name: _f1(figures["told"][name]) for name in score.TOLD}
    rows |= {name: _f1(figures[name]) for name in ("ordinals", "positions")}
    rows["spurious_per_article"] = (figures["spurious_per_article"], counts["articles"])
    return rows


def _f1(figure: Mapping[str, Any]) -> tuple[float | None, int]:
    return (figure["f1"] if figure["n"] else None), figure["n"]


def _added(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total


def _resampled(counts: Sequence[Mapping[str, int]], score: ModuleType) -> dict[str, tuple[float, float] | None]:
    """The middle 95 % of each measure over resamples of whole articles: events of one article are not independent."""
    draw = random.Random(SEED)
    keys = sorted({key for one in counts for key in one})
    rows = [[one.get(key, 0) for key in keys] for one in counts]
    seen: dict[str, list[float]] = {}
    for _ in range(RESAMPLES):
        sums = map(sum, zip(*draw.choices(rows, k=len(rows)), strict=True))
        for name, (value, _n) in _values(Counter(dict(zip(keys, sums, strict=True))), score).items():
            seen.setdefault(name, []).extend([] if value is None else [value])
    return {name: _middle(sorted(values)) for name, values in seen.items()}


def _middle(values: Sequence[float]) -> tuple[float, float] | None:
    edge = len(values) * 25 // 1000
    return (values[edge], values[-1 - edge]) if values else None


def _acts(articles: Sequence[Annotated], tallies: Sequence[Any], baseline: Mapping[str, int], score: ModuleType) -> dict[str, ActRow]:
    pairs = [pair for t in tallies for pair in t.pairs]
    told = Counter(p["act"] for t in tallies for p in (*(p for _, p in t.pairs), *t.extra))
    gold = Counter(e["act"] for a in articles for e in a.gold["events"])
    rows = {}
    for act in sorted(gold | told):
        mine = [(g, p, score.same_parties(g, p)) for g, p in pairs if g["act"] == act]
        same = sum(p["act"] == act for _, p, _ in mine)
        strict = sum(who and score.plain(g, "modality") == score.plain(p, "modality") for g, p, who in mine)
        rows[act] = ActRow(gold[act], len(mine), same, sum(who for *_, who in mine), strict, told[act], baseline.get(act, 0))
    return rows
