"""From judgements over pairs to groups: the strongest pairs are joined first, and never across two reports that are not the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from sijill.ledger.facts import Facts
from sijill.ledger.rows import Judgement, Merge
from sijill.ledger.same_event import judge, reason

SLACK = 3  # days by which two reaches may miss each other and still be judged

Pairs = Mapping[tuple[str, str], Judgement]
Groups = dict[str, list[Facts]]  # the group of each report, by its key


def clusters(facts: Iterable[Facts], people: Pairs) -> Iterator[tuple[list[Facts], list[Merge]]]:
    """Groups of reports that are one event each, with the merges that made them. The order of `facts` does not matter."""
    order = sorted(facts, key=lambda fact: fact.key)
    known = {fact.key: fact for fact in order}
    groups: Groups = {fact.key: [fact] for fact in order}
    strands: Groups = {fact.key: [fact] for fact in order}  # what we joined ourselves: people may join two strands that we would not
    merges = [merge for merge in _said(people, groups) if _free(*merge.reports, groups, people) and _unite(*merge.reports, groups)]
    for a, b in _found(order, people):
        if _free(a, b, groups, people) and _fit(a, b, strands, people):
            _unite(a, b, strands)
            _unite(a, b, groups)
            merges.append(Merge(reports=(a, b), reason=reason(known[a], known[b])))
    by_group: dict[int, list[Merge]] = defaultdict(list)
    for merge in merges:
        by_group[id(groups[merge.reports[0]])].append(merge)
    for group in {id(group): group for group in groups.values()}.values():
        yield sorted(group, key=lambda fact: fact.key), by_group[id(group)]


def _said(people: Pairs, groups: Groups) -> Iterator[Merge]:
    """The pairs that people join, in the order of their judgements."""
    said = [(j.at, j.id, pair, j.by) for pair, j in people.items() if j.kind == "same" and groups.keys() >= set(pair)]
    yield from (Merge(reports=pair, reason=f"judged by {by}", judgement=id) for _, id, pair, by in sorted(said))


def _found(facts: list[Facts], people: Pairs) -> Iterator[tuple[str, str]]:
    """The pairs that we join, the strongest first; where people said something of a pair, we say nothing."""
    pairs = [(a, b) for a, b in near(facts) if (a.key, b.key) not in people]
    opinions = [(opinion.weakness, a.key, b.key) for a, b in pairs if (opinion := judge(a, b)).verdict == "same"]
    yield from ((a, b) for _, a, b in sorted(opinions))


def near(facts: list[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Pairs whose days may meet; those without any day meet nobody."""
    order = sorted(((fact.reach, fact.key, fact) for fact in facts if fact.reach), key=lambda row: row[:2])
    for number, (reach, _, a) in enumerate(order):
        for other, _, b in order[number + 1 :]:
            if (other.first - reach.last).days > SLACK:
                break
            yield (a, b) if a.key < b.key else (b, a)


def _free(a: str, b: str, groups: Groups, people: Pairs) -> bool:
    """Whether two groups are two, and nobody says that they are not one."""
    one, other = groups[a], groups[b]
    if one is other:
        return False
    pairs = product(one, other) if people else ()
    return not any((said := people.get((min(x.key, y.key), max(x.key, y.key)))) and said.kind == "not-same" for x, y in pairs)


def _fit(a: str, b: str, strands: Groups, people: Pairs) -> bool:
    """Whether we part no two of what we joined ourselves; where people spoke, our opinion does not count."""
    pairs = product(strands[a], strands[b])
    return not any(judge(x, y).verdict == "not-same" and (min(x.key, y.key), max(x.key, y.key)) not in people for x, y in pairs)


def _unite(a: str, b: str, groups: Groups) -> bool:
    one, other = groups[a], groups[b]
    one.extend(other)
    groups.update((fact.key, one) for fact in other)
    return True
