"""From judgements over pairs to groups: the strongest pairs are joined first, and never across two reports that are not the same."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from sijill.ledger.facts import Facts
from sijill.ledger.rows import Judgement, Merge
from sijill.ledger.same_event import judge

_SLACK = 3  # days by which two reaches may miss each other and still be judged

Pairs = Mapping[tuple[str, str], Judgement]
Groups = dict[str, list[Facts]]  # the group of each report, by its key


def clusters(facts: Iterable[Facts], people: Pairs) -> Iterator[tuple[list[Facts], list[Merge]]]:
    """Groups of reports that are one event each, with the merges that made them. The order of `facts` does not matter."""
    order = sorted(facts, key=lambda fact: fact.key)
    groups: Groups = {fact.key: [fact] for fact in order}
    done = [merge for merge in _said(people, groups) if _join(merge, groups, people, {})]
    kin = {key: tuple(group) for key, group in groups.items()}
    done += [merge for merge in _found(order, people) if _join(merge, groups, people, kin)]
    for key, group in groups.items():
        if group[0].key == key:
            keys = {fact.key for fact in group}
            yield sorted(group, key=lambda fact: fact.key), [merge for merge in done if merge.reports[0] in keys]


def _said(people: Pairs, groups: Groups) -> Iterator[Merge]:
    """The pairs that people join, in the order of their judgements."""
    said = [(j.at, j.id, pair, j.by) for pair, j in people.items() if j.kind == "same" and groups.keys() >= set(pair)]
    yield from (Merge(reports=pair, reason=f"judged by {by}", judgement=id) for _, id, pair, by in sorted(said))


def _found(facts: list[Facts], people: Pairs) -> Iterator[Merge]:
    """The pairs that we join, the strongest first; where people said something of a pair, we say nothing."""
    pairs = [(a, b) for a, b in _near(facts) if (a.key, b.key) not in people]
    opinions = [(opinion.weakness, a.key, b.key, opinion.reason) for a, b in pairs if (opinion := judge(a, b)).verdict == "same"]
    yield from (Merge(reports=(a, b), reason=reason) for _, a, b, reason in sorted(opinions))


def _near(facts: list[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Pairs whose days may meet; those without any day meet nobody."""
    order = sorted(((fact.reach, fact.key, fact) for fact in facts if fact.reach), key=lambda row: row[:2])
    for number, (reach, _, a) in enumerate(order):
        for other, _, b in order[number + 1 :]:
            if (other.first - reach.last).days > _SLACK:
                break
            yield _pair(a, b)


def _join(merge: Merge, groups: Groups, people: Pairs, kin: Mapping[str, tuple[Facts, ...]]) -> bool:
    """Join the groups of two reports, unless they are one or something parts them."""
    one, other = (groups[key] for key in merge.reports)
    if one is other or any(_parted(x, y, people, kin) for x, y in product(one, other)):
        return False
    one.extend(other)
    groups.update((fact.key, one) for fact in other)
    return True


def _parted(a: Facts, b: Facts, people: Pairs, kin: Mapping[str, tuple[Facts, ...]]) -> bool:
    """Whether two reports must not stand in one event: people say so; or we do, and nobody whom people joined with either is the same as the other.

    While people's own judgements are followed there is no `kin`, and our opinion does not count.
    """
    a, b = _pair(a, b)
    said = people.get((a.key, b.key))
    if said or not kin:
        return said is not None and said.kind == "not-same"
    return judge(a, b).verdict == "not-same" and not any(judge(x, y).verdict == "same" for x, y in product(kin[a.key], kin[b.key]))


def _pair(a: Facts, b: Facts) -> tuple[Facts, Facts]:
    return (a, b) if a.key < b.key else (b, a)
