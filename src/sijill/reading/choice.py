"""Choice: which entry of a head fits the sentence around it, where several have its word."""

from sijill.packs.entries import Trigger
from sijill.reading.clauses import Clause
from sijill.reading.heads import finite, instrument
from sijill.reading.nodes import PARTIES
from sijill.reading.roles import folded
from sijill.reading.tree import Sentence

_HELD = frozenset(("arrest", "release"))  # done to people


def chosen(sentence: Sentence, i: int) -> Trigger | None:
    """The trigger entry that fits a head: one whose needs are met, then one without needs; a fixed phrase before a word."""
    triggers = [(s, s.entry) for s in sentence.nodes[i].senses if isinstance(s.entry, Trigger)]
    if not triggers:
        return None
    if instrument(sentence.nodes, i):
        return None  # spoke by telephone: how they spoke
    party = i + 1 < len(sentence.nodes) and sentence.nodes[i + 1].kind == "party"
    triggers.sort(key=lambda found: (-len(found[0].tail), not (found[1].needs or found[1].where or found[1].direct), not (found[1].direct and party)))
    cues = _cues(sentence, i)
    everywhere = {s.entry for n in sentence.nodes for s in n.senses if s.kind == "cue"}
    for _, entry in triggers:
        if entry.direct and not (i + 1 < len(sentence.nodes) and sentence.nodes[i + 1].kind in PARTIES):
            continue
        if entry.where and not sentence.stands_before(i, folded(tuple(entry.where))):
            continue
        if entry.needs and not any(fold in cues for fold in folded(tuple(entry.needs))) and not _of_people(sentence, i, entry):
            continue
        if entry.unless and any(fold in everywhere for fold in folded(tuple(entry.unless))):
            continue
        return entry
    return None


def _cues(sentence: Sentence, i: int) -> set[object]:
    told = [j for clause in sentence.clauses if _tells(sentence, clause, i) for j in clause.nodes[:4]]
    return {s.entry for j in (*sentence.beside(i), *told) for s in sentence.nodes[j].senses if s.kind == "cue"}


def _of_people(sentence: Sentence, i: int, entry: Trigger) -> bool:
    """задержала трех американцев, отпустили литовца: people of a state need no word for what they are."""
    undergo = sentence.links[i].subject if sentence.links[i].passive else sentence.links[i].object
    held = sentence.inflected and entry.act in _HELD and bool(undergo)
    return held and all(sentence.nodes[j].title == "people" and sentence.nodes[j].refs for j in undergo)


def _tells(sentence: Sentence, clause: Clause, i: int) -> bool:
    """Whether a clause says what head `i` calls something: وصفت موقفها بأنه مؤسف, وصف القرار الأميركي بأنه خطوة عدائية."""
    if clause.kind != "that" or clause.governor == i:
        return clause.kind == "that"
    own = clause.opener is not None and sentence.nodes[clause.opener].norm in sentence.own_complementizers
    return own and finite(sentence.nodes[i]) and clause.parent is sentence.clause_of[i]
