"""From judgements over pairs to groups: the strongest pairs are joined first, and never across two reports that are not the same."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from sijill.ledger.facts import Facts
from sijill.ledger.rows import Judgement, Merge
from sijill.ledger.same_event import Opinion, judge

_SLACK = 3  # days by which two reaches may miss each other and still be judged
_Pairs = Mapping[tuple[str, str], Judgement]


def clusters(facts: Iterable[Facts], people: _Pairs) -> Iterator[tuple[list[Facts], list[Merge]]]:
    """Groups of reports that are one event each, with the merges that made them. The order of `facts` does not matter."""
    known = {fact.key: fact for fact in facts}
    groups = {key: [key] for key in sorted(known)}
    merges: dict[str, list[Merge]] = {key: [] for key in groups}
    for merge in _joins([known[key] for key in groups], people):
        a, b = merge.reports
        if groups[a] is groups[b] or any(_parted(known[x], known[y], people) for x, y in product(groups[a], groups[b])):
            continue
        groups[a].extend(groups[b])
        merges[groups[a][0]] += [*merges[groups[b][0]], merge]
        for key in groups[b]:
            groups[key] = groups[a]
    for key, group in groups.items():
        if group[0] == key:
            yield sorted((known[k] for k in group), key=lambda fact: fact.key), merges[key]


def _joins(facts: list[Facts], people: _Pairs) -> Iterator[Merge]:
    """The pairs to join: people's first, in the order of their judgements, then ours, the strongest first."""
    keys = {fact.key for fact in facts}
    said = [(j.at, j.id, pair, j) for pair, j in people.items() if j.kind == "same" and keys.issuperset(pair)]
    for _, _, pair, judgement in sorted(said, key=lambda row: row[:3]):
        yield Merge(reports=pair, reason=f"judged by {judgement.by}", judgement=judgement.id)
    found: list[tuple[int, tuple[str, str], Opinion]] = []
    for a, b in _near(facts):
        pair = (a.key, b.key) if a.key < b.key else (b.key, a.key)
        if pair not in people and (opinion := judge(a, b)).verdict == "same":
            found.append((opinion.weakness, pair, opinion))
    for _, pair, opinion in sorted(found, key=lambda row: row[:2]):
        yield Merge(reports=pair, reason=opinion.reason)


def _near(facts: list[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Pairs whose days may meet; those without any day meet nobody but their copies."""
    order = sorted(((fact.reach, fact.key, fact) for fact in facts if fact.reach), key=lambda row: row[:2])
    for number, (reach, _, a) in enumerate(order):
        for other, _, b in order[number + 1 :]:
            if (other.first - reach.last).days > _SLACK:
                break
            yield a, b


def _parted(a: Facts, b: Facts, people: _Pairs) -> bool:
    """Whether two reports must not stand in one event; a person who says they are the same overrules us."""
    pair = (a.key, b.key) if a.key < b.key else (b.key, a.key)
    said = people.get(pair)
    return said.kind == "not-same" if said else judge(a, b).verdict == "not-same"
