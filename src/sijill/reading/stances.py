"""Stances: positions on issues, and all else that is no event: assessments of relations and memberships of bodies."""

from collections.abc import Iterable

from sijill.packs.entries import Assessment, Membership, Stance, Trigger
from sijill.reading.assessments import assessment, membership
from sijill.reading.details import Spot
from sijill.reading.drafts import Draft
from sijill.reading.heads import finite
from sijill.reading.moods import mood_of
from sijill.reading.nodes import PARTIES, Ref
from sijill.reading.references import clause_subject, resolve, subject_of, topic
from sijill.reading.registry import Registry
from sijill.reading.roles import folded
from sijill.reading.tree import Sentence
from sijill.reading.views import View, Views, ends, once, phrase_end
from sijill.reading.voices import Voice, voice_of


def views_of(sentence: Sentence, number: int, registry: Registry, outer: Voice, told: Iterable[Draft], spots: list[Spot]) -> Views:
    """The views of one sentence."""
    views = Views()
    acts = {d.head: d for d in told if d.actors and (d.recipients or sentence.han and d.act.alone and d.act.type == "ACCUSE")}
    for i, node in enumerate(sentence.nodes):
        for sense in node.senses:
            entry = sense.entry
            if isinstance(entry, Stance) and not (i in acts and _is_act(acts[i], entry, sentence.han)) and _fits(sentence, i, entry):
                view = _position(sentence, i, entry, number, registry, outer, spots)
                views.positions.extend([view] if view else [])
                if view is None and sentence.inflected:
                    continue  # выступает против is found behind выступает за
            elif isinstance(entry, Assessment) and _fits(sentence, i, entry):
                view = assessment(sentence, i, entry, number, registry, outer, spots)
                views.assessments.extend([view] if view else [])
            elif isinstance(entry, Membership):
                view = membership(sentence, i, entry, number, registry, outer)
                views.memberships.extend([view] if view else [])
            else:
                continue
            break
    return views


def _is_act(draft: Draft, entry: Stance, han: bool) -> bool:
    """Whether a word of stance tells an act towards a party: rejected the proposal of Turkey does, opposes Western interference does not."""
    if han and draft.act.name == "support" and draft.mood.value != "planned":
        return False  # 支持泰国走自己的道路: an issue is told behind the party
    if draft.act.type == "ACCUSE" or not draft.inferred:
        return True
    return draft.inferred in ("judged", "goods") and not entry.standing


def viewed(told: Iterable[Draft], views: Views) -> list[Draft]:
    """Drafts, those silenced that are told as a position, or that only name the relation an assessment values."""
    positions = {view.head for view in views.positions}
    relations = {view.head for view in views.assessments}
    silenced = []
    for draft in told:
        if draft.head in positions:
            draft = draft._replace(mute=draft.mute or "told as a position")
        elif draft.head in relations and draft.act.family == "cooperation" and not (draft.personal and draft.mood.value in ("urged", "planned")):
            draft = draft._replace(mute=draft.mute or "told as an assessment")
        silenced.append(draft)
    return silenced


def _fits(sentence: Sentence, i: int, entry: Stance | Assessment) -> bool:
    if not entry.needs and not entry.unless:
        return True
    clause = sentence.clause_at(i)
    cues = {s.entry for j in (clause.nodes if clause else ()) for s in sentence.nodes[j].senses if s.kind == "cue"}
    return (not entry.needs or bool(cues & folded(tuple(entry.needs)))) and not cues & folded(tuple(entry.unless))


def _position(sentence: Sentence, i: int, entry: Stance, number: int, registry: Registry, outer: Voice, spots: list[Spot]) -> View | None:
    extent = _issue(sentence, i, entry)
    if extent is None or i not in sentence.links:
        return None
    if any(isinstance(s.entry, Trigger) and s.entry.act == "accusation" for a in sentence.above(i) for s in sentence.nodes[a.node].senses):
        return None  # accused of supporting: the accused holds nothing
    first, last = extent
    mood = mood_of(sentence, i)
    if sentence.verb_first and _held_by_nobody(sentence, i, first, mood.value):
        return None
    voice = voice_of(sentence, i, registry, outer)
    holders = (() if entry.holder == "speaker" else _holders(sentence, i, registry)) or (() if voice.kind == "medium" else voice.refs)
    if not holders:
        return None
    start, end = sentence.nodes[first].start, sentence.nodes[last].end
    topic = next((str(s.detail.get("id")) for s in spots if s.detail.field == "topics" and start <= s.detail.start < end), None)
    return View(entry.stance, once(holders), start, end, mood, voice, number, entry.id, i, topic)


def _held_by_nobody(sentence: Sentence, i: int, first: int, mood: str) -> bool:
    """Whether a word of stance only names an occasion, a purpose or a wish, or stands before somebody, who is no issue.

    الدول التي تدعم, لدعم التنمية, بسبب دعمها, دعا إلى دعم الخطة, دعم للرئيس السوري.
    """
    node, issue = sentence.nodes[i], sentence.nodes[first]
    if mood in ("urged", "denied") or sentence.clause_of[i].kind == "relative":
        return True
    aside = node.pos == "noun" and (sentence.preposition_of[i] == sentence.purpose or sentence.preposition_of[i] in sentence.detached)
    return aside or issue.kind in ("party", "unnamed") and issue.title in ("people", "office", "leader", "person", "organ", "state", "capital", "body")


def _issue(sentence: Sentence, i: int, entry: Stance) -> tuple[int, int] | None:
    """The nodes that tell the issue: after the word, or after one of its prepositions; a lone party is no issue."""
    places = entry.issue or ["object"]
    prepositions = folded(tuple(p for p in places if p != "object"))
    if sentence.han and (told := _before(sentence, i, prepositions)) is not None:
        return told
    first = i + 1 if "object" in places else None
    for j in range(i + 1, min(i + 8, len(sentence.nodes))):
        node = sentence.nodes[j]
        if first is not None and sentence.verb_first and sentence.nodes[i].pos == "verb" and node.kind in ("head", "text") and not node.prep:
            break  # نعارض (أي مشاركة) لطهران: a verb has its object already
        if node.prep in prepositions:
            first = j
            break
        if node.word == "preposition" and node.norm in prepositions:
            first = j + 1
            break
        if ends(sentence, j, i):
            break
    if first is None or first >= len(sentence.nodes):
        return None
    between = sentence.verb_first or sentence.nodes[i].pos != "verb"
    holders = sentence.group(first) if between and first == i + 1 and sentence.nodes[first].kind in PARTIES and not sentence.nodes[first].prep else []
    first = holders[-1] + 1 if holders else first  # دعم (مصر والأردن) لحل الدولتين: the holders stand between
    if first >= len(sentence.nodes):
        return None
    where = sentence.nodes[first].norm in sentence.places and any(n.title in ("state", "capital") for n in sentence.nodes[first + 1 : first + 2])
    if sentence.inflected and (sentence.nodes[first].classed("addressee") or where):
        return None  # рад приветствовать Вас, в Москве
    last = phrase_end(sentence, first, i)
    if last < first:
        return None
    inside = [sentence.nodes[j] for j in range(first, last + 1) if sentence.nodes[j].norm.isalnum()]
    if not inside or all(n.kind == "party" for n in inside):
        return None
    return first, last


def _before(sentence: Sentence, i: int, prepositions: frozenset[str]) -> tuple[int, int] | None:
    """对(停火协议)表示欢迎: in Chinese an issue with a preposition stands before the word, and before the verb that carries it."""
    governor = sentence.links[i].governor if i in sentence.links else None
    end = governor if governor is not None and governor < i and sentence.clause_of[governor] is sentence.clause_of[i] else i
    start = next((j for j in range(end - 1, max(-1, end - 14), -1) if sentence.nodes[j].word in ("preposition", "comma")), None)
    end = next((j for j in range(start + 1, end) if finite(sentence.nodes[j])), end) if start is not None else end
    if start is None or sentence.nodes[start].norm not in prepositions or end - start < 2:
        return None
    inside = [node for node in sentence.nodes[start + 1 : end] if node.norm.isalnum()]
    return (start + 1, end - 1) if inside and not all(node.kind == "party" for node in inside) else None


def _holders(sentence: Sentence, i: int, registry: Registry) -> tuple[Ref, ...]:
    links, node = sentence.links[i], sentence.nodes[i]
    if node.pos == "verb":
        return subject_of(sentence, i, registry)[0]
    own = (*links.genitive, *links.possessive, *links.adjective)
    refs = tuple(ref for j in own for ref in (sentence.nodes[j].refs or resolve(sentence, j, registry)))
    if refs:
        return refs
    if links.governor is not None and sentence.nodes[links.governor].pos == "verb":
        return subject_of(sentence, links.governor, registry)[0]
    return clause_subject(sentence, i, registry) or topic(sentence, i, registry)
