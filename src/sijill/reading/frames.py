"""Frames: each trigger head becomes a draft of a report, its grammatical places turned into roles by its entry's valency."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from sijill.packs.entries import Act, Support, Trigger
from sijill.packs.lexicon import Lexicon
from sijill.reading.nodes import Node, Ref
from sijill.reading.operators import Mood, Voice, mood_of, voice_of
from sijill.reading.references import clause_subject, resolve, subject_of
from sijill.reading.registry import Registry
from sijill.reading.tree import PARTIES, VOICES, Sentence, valency
from sijill.text import fold_word

_JUDGING = frozenset(("ACCUSE", "REJECT", "SUPPORT", "PROTEST"))
_PLACE = frozenset(("في", "in", "at"))
_NEAR = 10  # nodes after a head in which an adjective may still tell whose goods or men were meant


class Draft(NamedTuple):
    """A report in the making; offsets are the article's, `head` is the index of its trigger node."""

    act: Act
    entry: Trigger
    mood: Mood
    voice: Voice
    actors: tuple[Ref, ...]
    recipients: tuple[Ref, ...]
    start: int
    end: int
    sentence: int
    head: int
    definite: bool  # "the meeting", "this visit": may be a retelling
    mute: str = ""  # why it is no report by itself


class Roles:
    """Parties by role while a frame is filled."""

    def __init__(self) -> None:
        self.by: dict[str, list[Ref]] = {"actor": [], "recipient": [], "parties": [], "goods": [], "place": []}

    def add(self, role: str, refs: Iterable[Ref]) -> None:
        if role in self.by:
            row = self.by[role]
            row.extend(ref for ref in refs if ref.id and all(ref.id != r.id for r in row))


def drafts_of(sentence: Sentence, number: int, registry: Registry, outer: Voice, lexicon: Lexicon) -> list[Draft]:
    """Drafts of one sentence, in the order of their triggers."""
    drafts: dict[int, Draft] = {}
    for i in sentence.heads:
        entry = choose(sentence, i)
        if entry is not None:
            drafts[i] = _draft(sentence, i, entry, sentence.acts[entry.act], number, registry, outer, lexicon)
    for i, draft in list(drafts.items()):
        outer_head = next((a.node for a in sentence.above(i) if a.node in drafts), None)  # the nearest trigger that embeds it
        if outer_head is not None:
            _embed(drafts, i, outer_head)
    return [_weighed(draft) for draft in drafts.values()]


def _weighed(draft: Draft) -> Draft:
    """A common word needs both parties."""
    alone = draft.entry.weak and not (draft.actors and draft.recipients)
    return draft._replace(mute=draft.mute or "a common word with one party only") if alone else draft


def _embed(drafts: dict[int, Draft], i: int, outer: int) -> None:
    """One event or two: what is asked or refused is one with the asking; what is agreed is told by its own act if the list has one."""
    inner, around = drafts[i], drafts[outer]
    if around.mute or not around.actors:
        return
    if around.act.absorbs:
        drafts[i] = inner._replace(mute=f"told as the content of a {around.act.name}")
    elif around.act.name == "agreement":
        general = inner.act.family in ("cooperation", "support") or inner.act.name == "agreement"
        if general:
            drafts[i] = inner._replace(mute="told as the content of an agreement")
            if not around.recipients:
                others = [r for r in (*inner.recipients, *inner.actors) if r.code not in {a.code for a in around.actors}]
                drafts[outer] = around._replace(recipients=tuple(others))
        elif not inner.mute and inner.actors and inner.recipients:
            drafts[outer] = around._replace(mute=f"the act agreed on is a {inner.act.name}")


def choose(sentence: Sentence, i: int) -> Trigger | None:
    """The trigger entry that fits a head: one whose needs are met, then one without needs; a fixed phrase before a word."""
    triggers = [s for s in sentence.nodes[i].senses if isinstance(s.entry, Trigger)]
    if not triggers:
        return None
    triggers.sort(key=lambda s: (-len(s.tail), not s.entry.needs))  # type: ignore[attr-defined]
    cues = _cues(sentence, i)
    everywhere = {s.entry for n in sentence.nodes for s in n.senses if s.kind == "cue"}
    for sense in triggers:
        entry = sense.entry
        assert isinstance(entry, Trigger)
        if entry.needs and not any(fold in cues for fold in folded(tuple(entry.needs))):
            continue
        if entry.unless and any(fold in everywhere for fold in folded(tuple(entry.unless))):
            continue
        return entry
    return None


@lru_cache(maxsize=4096)
def folded(words: tuple[str, ...]) -> frozenset[str]:
    """Words of an entry as the matcher sees them."""
    return frozenset(map(fold_word, words))


def _cues(sentence: Sentence, i: int) -> set[object]:
    clause = sentence.clause_of[i].nodes
    at = clause.index(i)
    return {s.entry for j in (*clause[at + 1 : at + 9], *clause[max(0, at - 4) : at]) for s in sentence.nodes[j].senses if s.kind == "cue"}


def _draft(sentence: Sentence, i: int, entry: Trigger, act: Act, number: int, registry: Registry, outer: Voice, lexicon: Lexicon) -> Draft:
    node, roles = sentence.nodes[i], Roles()
    blocked = _verb(sentence, i, entry, roles, registry) if node.pos == "verb" else _noun(sentence, i, entry, act, roles, registry, lexicon)
    _prepositions(sentence, i, i, entry, roles, registry, lexicon.defaults, lexicon.places)
    actors, recipients = _settle(sentence, i, entry, act, roles, registry)
    voice = voice_of(sentence, i, registry, outer)
    if voice.kind == "party" and voice.head is not None and sentence.clause_at(voice.head) is sentence.clause_of[i] and {r.code for r in voice.refs} & {r.code for r in actors}:
        voice = outer  # أعلن طرد السفير: the word itself performs the act
    definite = node.article or any(n.word in ("demonstrative",) or n.norm in ("the", "this", "that", "these") for n in sentence.nodes[max(0, i - 2) : i])
    mute = "not a party: " + sentence_word(sentence, i) if blocked and not actors else ""
    mood = mood_of(sentence, i)
    if mood.value == "actual" and entry.modality:
        mood = Mood(entry.modality, (node.start, node.end))
    return Draft(act, entry, mood, voice, actors, recipients, node.start, node.end, number, i, definite, mute)


def verb_of(sentence: Sentence, i: int) -> int:
    """The verb that carries an event: the head itself, or the support verb of its noun."""
    governor = sentence.links[i].governor
    if governor is not None and sentence.nodes[i].pos == "noun" and sentence.clause_of[governor] is sentence.clause_of[i] and sentence.nodes[governor].sense("support"):
        return governor
    return i


def sentence_word(sentence: Sentence, i: int) -> str:
    """The class of what stands where an actor should."""
    return next((sentence.nodes[k].title or sentence.nodes[k].kind for k in sentence.links[i].subject), "subject")


def _all(sentence: Sentence, places: Iterable[int], registry: Registry) -> list[Ref]:
    return [ref for j in places for ref in (sentence.nodes[j].refs if sentence.nodes[j].kind == "adjective" else resolve(sentence, j, registry))]


def _verb(sentence: Sentence, i: int, entry: Trigger, roles: Roles, registry: Registry) -> bool:
    """Subject, object and agent of a finite verb or infinitive; tells whether its subject is no party."""
    links, node = sentence.links[i], sentence.nodes[i]
    if links.passive:
        roles.add(entry.object if entry.object != "none" else "recipient", _all(sentence, links.subject, registry))
        roles.add(entry.subject, _all(sentence, links.agent, registry))
        return False
    refs, blocked = subject_of(sentence, i, registry)
    governor = links.governor
    if not links.subject and governor is not None and _object_acts(sentence, governor):
        refs = tuple(_all(sentence, sentence.links[governor].object, registry)) or refs
    roles.add(entry.subject, refs)
    roles.add(entry.object, _all(sentence, links.object, registry))
    if node.suffix and not links.object and entry.object in ("recipient", "parties"):
        others = [r for r in registry.before(node.start) if r.code not in {a.code for a in refs}]
        roles.add(entry.object, (r._replace(by="reference", start=node.start, end=node.end) for r in others[:1]))
    return blocked


def _object_acts(sentence: Sentence, governor: int) -> bool:
    return any(getattr(s.entry, "of", None) == "recipient" for s in sentence.nodes[governor].senses)


def _noun(sentence: Sentence, i: int, entry: Trigger, act: Act, roles: Roles, registry: Registry, lexicon: Lexicon) -> bool:
    """Adjectives, genitive, possessive and governor of an event noun or participle."""
    links, node = sentence.links[i], sentence.nodes[i]
    symmetric = "parties" if act.symmetric else "actor"
    adjectives = _all(sentence, links.adjective, registry)
    if len(adjectives) > 1 and not act.symmetric:
        roles.add("actor", adjectives[:1])
        roles.add("recipient", adjectives[1:])
    else:
        roles.add(entry.adjective or symmetric, adjectives)
    roles.add(entry.possessive if not act.symmetric else "parties", _all(sentence, links.possessive, registry))
    roles.add("actor", _all(sentence, links.agent, registry))
    blocked = False
    if node.suffix:
        told = clause_subject(sentence, i, registry) or registry.subject
        if not told:
            told = tuple(registry.before(node.start)[:1])
        roles.add("actor", (r._replace(by="reference", start=node.start, end=node.end) for r in told))
    genitive = _all(sentence, links.genitive, registry)
    governed, governor_blocked = _governed(sentence, i, entry, roles, registry, lexicon)
    if genitive:
        outer = {r.code for r in governed}
        as_object = entry.genitive == "recipient" or (entry.object == "recipient" and governed and not outer & {r.code for r in genitive})
        roles.add("recipient" if as_object and not act.symmetric else entry.genitive if not act.symmetric else "parties", genitive)
    if governed and not (roles.by["actor"] or node.suffix):
        roles.add("actor", governed)
    elif governed and act.symmetric:
        roles.add("parties", governed)
    if node.pos == "participle" and not roles.by["actor"]:
        refs, blocked = _participle_subject(sentence, i, registry)
        roles.add(entry.subject, refs)
        roles.add(entry.object, _all(sentence, links.object, registry))
    return blocked or governor_blocked


def _participle_subject(sentence: Sentence, i: int, registry: Registry) -> tuple[tuple[Ref, ...], bool]:
    """متهمة طهران: the subject of the clause that the participle hangs on."""
    clause = sentence.clause_of[i]
    if clause.verb is not None and clause.verb != i:
        return subject_of(sentence, clause.verb, registry)
    return clause_subject(sentence, i, registry), False


def _governed(sentence: Sentence, i: int, entry: Trigger, roles: Roles, registry: Registry, lexicon: Lexicon) -> tuple[tuple[Ref, ...], bool]:
    """What a support verb or operator passes on to the event noun; a support verb may say that its subject is the recipient."""
    clause = sentence.clause_of[i]
    governor = sentence.links[i].governor
    support_clause = next((c for c in sentence.clauses if c.kind == "relative" and c.antecedent == i and c.verb is not None), None)
    if support_clause is not None and support_clause.verb is not None and any(s.kind == "support" for s in sentence.nodes[support_clause.verb].senses):
        governor = support_clause.verb  # اللقاء الذي عقده الرئيسان
    if governor is None:
        preposition = sentence.links[i].preposition
        allowed = lexicon.adjuncts.get(preposition, "")
        adjunct = (allowed == "any" or allowed and sentence.acts[entry.act].type == "CONSULT") and not sentence.nodes[i].suffix and not sentence.links[i].genitive
        if adjunct and sentence.nodes[i].pos == "noun" and clause.verb is not None and not roles.by["actor"] and not roles.by["parties"]:
            refs, blocked = subject_of(sentence, clause.verb, registry)
            return tuple(r._replace(by="elided") for r in refs), blocked
        return (), False
    node = sentence.nodes[governor]
    support = next((s.entry for s in node.senses if isinstance(s.entry, Support) and (not s.entry.acts or entry.act in s.entry.acts)), None)
    if support is not None:
        return _supported(sentence, governor, support, roles, registry)
    if sentence.clause_of[governor] is not clause and clause.verb is not None:
        return (), False
    if any(getattr(s.entry, "passes", True) is False for s in node.senses if s.kind == "operator"):
        return (), False
    if _object_acts(sentence, governor):
        refs = tuple(_all(sentence, sentence.links[governor].object, registry))
        if refs:
            return refs, False
    refs, blocked = subject_of(sentence, governor, registry) if node.pos == "verb" else (tuple(_all(sentence, sentence.links[governor].genitive or sentence.links[governor].possessive, registry)), False)
    if not refs and not blocked and node.pos != "verb" and clause.verb is not None:
        refs, blocked = subject_of(sentence, clause.verb, registry)
    return refs, blocked


def _supported(sentence: Sentence, governor: int, support: Support, roles: Roles, registry: Registry) -> tuple[tuple[Ref, ...], bool]:
    links, node = sentence.links[governor], sentence.nodes[governor]
    for preposition, row in links.after.items():
        role = valency(tuple(support.with_.items())).get(preposition)
        if role:
            roles.add(role, _all(sentence, row, registry))
    if support.object in ("parties", "actor", "recipient") and links.object:
        roles.add(support.object, _all(sentence, links.object, registry))
    if support.subject in ("event", "none"):
        return (), False
    if node.pos != "verb":
        refs, blocked = tuple(_all(sentence, links.genitive or links.possessive, registry)), False
        if not refs:
            clause = sentence.clause_of[governor]
            inherited = links.governor if links.governor is not None else clause.verb
            refs, blocked = subject_of(sentence, inherited, registry) if inherited is not None and sentence.nodes[inherited].pos == "verb" else ((), False)
    elif links.passive:
        refs, blocked = tuple(_all(sentence, links.agent, registry)), False
    else:
        refs, blocked = subject_of(sentence, governor, registry)
    if support.subject == "actor":
        return refs, blocked
    roles.add(support.subject, refs)
    return (), blocked


def _prepositions(sentence: Sentence, i: int, at: int, entry: Trigger, roles: Roles, registry: Registry, defaults: dict[str, str], places: frozenset[str]) -> None:
    own = valency(tuple(entry.with_.items()))
    for preposition, row in sentence.links[at].after.items():
        role = own.get(preposition) or defaults.get(preposition)
        if role == "recipient" and preposition in places and (roles.by["recipient"] or sentence.links[i].object):
            role, row = "place", [j for j in row if sentence.nodes[j].title in ("state", "capital")]  # التقى نظيره بسنغافورة
        if role:
            roles.add(role, _all(sentence, row, registry))
    governor = sentence.links[i].governor
    if governor is None or roles.by["recipient"] or roles.by["parties"] or sentence.nodes[i].pos == "verb":
        return
    for preposition, row in sentence.links[governor].after.items():
        role = own.get(preposition)
        if role and row and row[0] > i:
            roles.add(role, _all(sentence, row, registry))


def _settle(sentence: Sentence, i: int, entry: Trigger, act: Act, roles: Roles, registry: Registry) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Actors and recipients in the end: nobody is both, goods count where no recipient is told."""
    actors, recipients = list(roles.by["actor"]), list(roles.by["recipient"])
    if roles.by["parties"]:
        actors = roles.by["parties"] + [r for r in actors if all(r.id != p.id for p in roles.by["parties"])] if act.symmetric else actors or roles.by["parties"][:1]
        if not act.symmetric:
            recipients = recipients or [r for r in roles.by["parties"] if r.code not in {a.code for a in actors}]
    if act.symmetric and not recipients and len({r.code for r in actors}) > 1:
        first = actors[0].code
        recipients = [r for r in actors if r.code != first]
        actors = [r for r in actors if r.code == first]
    if not recipients and roles.by["goods"]:
        recipients = roles.by["goods"]
    if not recipients and entry.object in ("recipient", "goods") and not act.symmetric and sentence.nodes[i].pos in ("verb", "noun"):
        recipients = [r for r in _goods(sentence, i) if r.code not in {a.code for a in actors}]
    if not recipients and act.type in _JUDGING:
        recipients = _owner(sentence, i, {r.code for r in actors}, registry)
    if not recipients:
        recipients = roles.by["place"] or [ref for j in sentence.links[i].object for ref in sentence.nodes[j].posted]  # استدعت سفيرها في واشنطن
    codes = {r.code for r in actors}
    kept = [r for r in recipients if r.code not in codes]
    return _distinct(actors), _distinct(kept if kept or not recipients else [])


def _goods(sentence: Sentence, i: int) -> list[Ref]:
    """دبلوماسيين روس, مواقع سورية, German cars: the first nationality after the head that nothing else took."""
    used = {j for links in sentence.links.values() for j in (*links.adjective, *links.genitive)}
    clause = sentence.clause_of[i].nodes
    at = clause.index(i)
    for j in clause[at + 1 : at + _NEAR]:
        node: Node = sentence.nodes[j]
        if node.kind in ("adjective", "blocked") and node.refs and j not in used:
            return list(node.refs)
        if node.kind in PARTIES and not sentence.preposition_of[j] or (node.kind == "head" and node.pos == "verb"):
            break
    return []


def _owner(sentence: Sentence, i: int, actors: set[str | None], registry: Registry) -> list[Ref]:
    """أدانت (تدخل إيران), the condemnation of (a Russian decision): whose act or thing is judged, the first party of the object's phrase."""
    subject = set(sentence.links[i].subject)
    for j in range(i + 1, min(i + 1 + _NEAR, len(sentence.nodes))):
        node = sentence.nodes[j]
        if j in subject or node.kind in VOICES and not sentence.preposition_of[j] and j == i + 1:
            continue
        if node.kind == "stop" and node.word not in ("comma", "quote", "hyphen", "(", ")") or (node.kind == "head" and node.pos == "verb"):
            break
        refs = node.refs if node.kind in ("adjective", "blocked") else resolve(sentence, j, registry) if node.kind in PARTIES else ()
        if refs and sentence.preposition_of[j] not in _PLACE and not {r.code for r in refs} & actors:
            return [r for r in refs if r.id]
    return []


def _distinct(refs: list[Ref]) -> tuple[Ref, ...]:
    """Each party once; a person and the state he stands for are one."""
    kept: dict[str, Ref] = {}
    for ref in refs:
        code = ref.code or ""
        if code not in kept or ("/" in (ref.id or "") and "/" not in (kept[code].id or "")):
            kept[code] = ref
    return tuple(kept.values())
