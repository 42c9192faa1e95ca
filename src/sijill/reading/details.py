"""Details: times, places, channels, durations, counts, topics, documents and sums told beside an event, and whose they are."""

from bisect import bisect_right
from datetime import date
from typing import NamedTuple

from sijill.packs.calendar import Calendar, Tag, number_at
from sijill.packs.entries import Modifier
from sijill.reading.drafts import Draft
from sijill.reading.heads import finite
from sijill.reading.nodes import Node
from sijill.reading.ordinals import Counted, ordinals_in
from sijill.reading.times import times_in
from sijill.reading.tree import Sentence
from sijill.reading.values import Detail
from sijill.text import Token

_PLACE_NAMES = frozenset(("state", "capital"))
_DAY, _MONTH = 10, 7  # characters of an EDTF date
_SUM_WORDS = 3  # tokens between a number and the noun it counts


class Spot(NamedTuple):
    """A detail with the node it stands at, so that it can find its event."""

    detail: Detail
    node: int


def details_of(
    sentence: Sentence, tokens: list[Token], calendar: Calendar, published: date | None, places: frozenset[str], heads: dict[int, str]
) -> list[Spot]:
    """All details of one sentence in the order told. `heads`: the act of each trigger node."""
    tags = calendar.tags(tokens)
    times = times_in(tokens, calendar, tags, published)
    at = {token.start: k for k, token in enumerate(tokens)}
    nouns = {h for h in heads if sentence.nodes[h].pos == "noun" or sentence.han}  # 第三次访华 counts a verb
    counted = [Counted(at[sentence.nodes[h].start], act, h in nouns, sentence.nodes[h].end) for h, act in heads.items() if sentence.nodes[h].start in at]
    before, lead = (12, 14) if sentence.han else (1 if sentence.verb_first else 4, 0)
    ordinals = ordinals_in(tokens, tags, times, counted, before, calendar.ordinal_ends, lead)
    used = [(d.get("used_start"), d.get("used_end")) for d in ordinals]
    free = [t for t in times if not any(a <= t.start < b for a, b in used)]
    found = [*free, *ordinals, *_tagged(tokens, tags), *_sums(tokens, tags, free, 1 if sentence.han else 2), *_places(sentence, places)]
    starts = [node.start for node in sentence.nodes]
    spots = [Spot(d, max(0, bisect_right(starts, d.start) - 1)) for d in sorted(found, key=lambda d: (d.start, d.field))]
    nodes = sentence.nodes  # عقد is a verb before it is a contract
    return [s for s in spots if s.detail.field != "documents" or not finite(nodes[s.node]) or s.detail.start > nodes[s.node].start]


def _tagged(tokens: list[Token], tags: list[dict[str, Tag]]) -> list[Detail]:
    """Words of the pack's tables: channels, topics, documents."""
    found: list[Detail] = []
    for kind, name, key in (("channel", "channels", "value"), ("topic", "topics", "id"), ("document", "documents", "kind")):
        end = 0
        for i, row in enumerate(tags):
            tag = row.get(kind)
            if tag and i >= end:
                end = i + tag.width
                n = row_number(tokens, tags, i) if kind == "document" else None
                found.append(Detail(name, ((key, tag.value), ("n", n)), tokens[i].start, tokens[end - 1].end))
    return found


def row_number(tokens: list[Token], tags: list[dict[str, Tag]], i: int) -> int | None:
    """A whole number told right before token `i` (13 agreements)."""
    for back in (1, 2):
        told = number_at(tags, tokens, i - back) if i >= back and "number" in tags[i - back] else None
        if told and told[1] == back and told[0] == int(told[0]) and 1 < told[0] < 1000:
            return int(told[0])
    return None


def _sums(tokens: list[Token], tags: list[dict[str, Tag]], times: list[Detail], reach: int) -> list[Detail]:
    """Sums of money: 5 billion dollars, $5 billion, خمسة مليارات دولار; `reach`: within how many tokens the unit follows (两国元首 is no sum)."""
    found: list[Detail] = []
    taken = [(t.start, t.end) for t in times]
    i = 0
    while i < len(tokens):
        told = number_at(tags, tokens, i) if "number" in tags[i] and not any(a <= tokens[i].start < b for a, b in taken) else None
        if told is None:
            i += 1
            continue
        value, width = told
        before = tags[i - 1].get("money") if i else None
        after = next((tags[j].get("money") for j in range(i + width, min(i + width + reach, len(tokens))) if "money" in tags[j]), None)
        money = after or before
        if money:
            first = tokens[i - 1].start if before and not after else tokens[i].start
            last = next((j for j in range(i + width, min(i + width + reach, len(tokens))) if "money" in tags[j]), i + width - 1)
            about = i > 0 and "about" in tags[i - 1]
            found.append(Detail("quantities", (("value", float(value)), ("unit", money.value), ("approximate", about)), first, tokens[last].end))
        i += width
    return found


def _places(sentence: Sentence, prepositions: frozenset[str]) -> list[Detail]:
    """في موسكو, in Paris: a state or capital after a preposition of place."""
    found = []
    for j, node in enumerate(sentence.nodes):
        seat = sentence.inflected and node.title == "metonym"  # в Кремле прошли переговоры
        place = node.kind == "party" and (node.title in _PLACE_NAMES or seat) or node.title == "place" and node.refs
        towards = sentence.inflected and node.kind == "party" and "loc" not in node.cases  # в Рабат tells where to, в Рабате where
        if place and sentence.preposition_of[j] in prepositions and not towards:
            ref = node.refs[0]
            found.append(Detail("places", (("country", ref.country), ("name", ref.name)), node.start, node.end))
    return found


def to_come(sentence: Sentence, verb: int, details: list[Detail], published: date | None) -> tuple[int, int] | None:
    """يلتقي نظيره الجمعة, يتوجه إلى كييف خلال الأيام المقبلة: a present with a time to come is to come; the stretch that says so."""
    node = sentence.nodes[verb]
    tenses = {s.form.tense for s in node.senses if s.kind in ("trigger", "support") and s.form.pos == "verb"}
    if tenses != {"present"} or node.pos != "verb" or published is None:
        return None
    later = (d for d in details if d.field == "times" and d.get("basis") in ("weekday", "told", "relative") and str(d.get("future")) >= published.isoformat())
    coming = (n for j in sentence.clause_of[verb].nodes if j > verb and (n := sentence.nodes[j]).kind == "modifier" and _coming(n))
    stretches = [*((d.start, d.end) for d in later), *((n.start, n.end) for n in coming)]
    return stretches[0] if stretches else None


def _coming(node: Node) -> bool:
    return any(isinstance(s.entry, Modifier) and s.entry.modality == "planned" for s in node.senses)


def owners(sentence: Sentence, spots: list[Spot], heads: dict[int, bool]) -> dict[int, list[Detail]]:
    """Which head each detail belongs to: the nearest of its clause, the one before it first; else of the clauses around.

    `heads` says of each whether it may tell an event; one that may not has details only where none may.
    """
    owned: dict[int, list[Detail]] = {h: [] for h in heads}
    about = [s.detail for s in spots if s.detail.field == "topics"]
    inside = {h for h in heads if any(d.start <= sentence.nodes[h].start < d.end for d in about)}  # practical cooperation is a topic here, no head
    for spot in spots:
        at = spot.detail.get("at")  # a count knows what it counts
        free = [h for h in heads if heads[h] and h not in inside] or [h for h in heads if h not in inside] or list(heads)
        if at is not None:
            head = next((h for h in heads if sentence.nodes[h].start == at), None)
        elif (head := _owner(sentence, spot.node, free)) is None:
            head = _goes_on(sentence, spot, free)
        if head is not None:
            owned[head].append(spot.detail)
    return owned


def _goes_on(sentence: Sentence, spot: Spot, heads: list[int]) -> int | None:
    """14日，习近平致电…，祝贺他当选: a time before a verb that tells nothing of its own is that of the stretch that goes on without a subject."""
    clause = sentence.clause_at(spot.node)
    if not sentence.han or spot.detail.field != "times" or clause is None or clause.verb is None or clause.verb < spot.node:
        return None
    further = (c for c in sentence.clauses if c.previous is clause and c.kind == "main" and c.verb in sentence.links and not sentence.links[c.verb].subject)
    return next((h for c in further for h in heads if sentence.clause_of[h] is c), None)


def shared(owned: dict[int, list[Detail]], told: list[Draft]) -> None:
    """Acts of one subject in one breath share its time: استدعت السفير الثلاثاء متهمة بلاده, in a call on Friday he congratulated her."""
    for place, draft in enumerate(told):
        if any(d.field == "times" for d in owned[draft.head]) or draft.mood.value != "actual" or not draft.actors:
            continue
        joined = draft.actors[0].by == "elided" or draft.participle
        before = next((d for d in reversed(told[:place]) if {r.code for r in d.actors} & {r.code for r in draft.actors} and d.mood.value == "actual"), None)
        if joined and before is not None:
            owned[draft.head] = owned[draft.head] + [d for d in owned[before.head] if d.field == "times"]


def guests(sentence: Sentence, owned: dict[int, list[Detail]], told: list[Draft]) -> None:
    """会见来华访问的总统, переговоры с президентом, который посетит Россию: a guest came in the month of the talks, and will come on their day."""
    for visit in (d for d in told if d.act.name == "visit" and not any(x.field == "times" for x in owned[d.head])):
        sides = {r.code for r in (*visit.actors, *visit.recipients)}
        around = sentence.clause_of[visit.head].kind == "relative" or sentence.nodes[visit.head].pos == "noun"
        talks = (d for d in told if d.act.type == "CONSULT" and d.act.name != "visit" and sides <= {r.code for r in (*d.actors, *d.recipients)})
        times = next((row for d in talks if (row := [x for x in owned[d.head] if x.field == "times"])), []) if around else []
        if len(times) == 1 and len(str(times[0].get("edtf"))) == _DAY:
            owned[visit.head] = [*owned[visit.head], times[0] if visit.mood.value == "planned" else _in_its_month(times[0])]


def _in_its_month(time: Detail) -> Detail:
    months = tuple((key, value[:_MONTH] if key in ("edtf", "future") else "relative" if key == "basis" else value) for key, value in time.values)
    return time._replace(values=months)


def _owner(sentence: Sentence, at: int, heads: list[int]) -> int | None:
    clause = sentence.clause_at(at)
    hops = 0
    while clause is not None and hops < 4:
        inside = [h for h in heads if sentence.clause_of[h] is clause]
        if inside:
            return min(inside, key=lambda h: at - h if h <= at else 3 * (h - at) + 2)
        embedded = [h for h in heads if sentence.clause_of[h].parent is clause and sentence.clause_of[h].kind == "relative"]
        if hops == 0 and embedded and clause.verb is None:
            return embedded[0]
        if clause.kind == "that" or clause.kind == "quote":
            return None  # a time told of what was said is not the time of saying it
        clause, hops = clause.parent or clause.previous, hops + 1
    return None
