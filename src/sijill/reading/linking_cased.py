"""Linking by case: in a language of free order the case of a party, not its place, tells whether it is subject, object or something else.

Президента Турции принял Путин; состоялся телефонный разговор Владимира Путина с Эмманюэлем Макроном.
"""

from sijill.packs.entries import Support, Trigger
from sijill.reading.clauses import Clause
from sijill.reading.groups import AGENT
from sijill.reading.heads import finite
from sijill.reading.nodes import PARTIES
from sijill.reading.nouns_cased import noun_links
from sijill.reading.subjects_cased import ALIKE, dative_subject, find_object, find_subject
from sijill.reading.tree import Links, Sentence, form_of, takes

_FAR = 16  # nodes between a head and what belongs to it


def link_by_case(sentence: Sentence) -> None:
    """Fill the links of all heads: what depends on nouns first, then subjects and objects, then what prepositions and cases tell."""
    taken: set[int] = set()
    for i in sentence.heads:
        sentence.links[i] = noun_links(sentence, i, taken) if sentence.nodes[i].pos != "verb" else _verb_links(sentence, i)
    for i in sentence.heads:
        if sentence.nodes[i].pos == "participle":
            find_object(sentence, i, taken)
    for i in sentence.heads:
        if finite(sentence.nodes[i]):
            find_subject(sentence, i, taken)
    for i in sentence.heads:
        if finite(sentence.nodes[i]):
            find_object(sentence, i, taken)
    for clause in sentence.clauses:
        for j in clause.nodes:
            owned = sentence.nodes[j].kind == "blocked" and sentence.nodes[j].refs and sentence.preposition_of[j]
            if (sentence.nodes[j].kind in PARTIES or owned) and j not in taken:
                _attach(sentence, j, clause, taken)
    for i in sentence.heads:
        if sentence.clause_of[i].kind == "infinitive" and sentence.clause_of[i].verb == i:
            dative_subject(sentence, i)


def _verb_links(sentence: Sentence, i: int) -> Links:
    form = form_of(sentence.nodes[i])
    return Links(passive=bool(form and form.passive))


def _attach(sentence: Sentence, j: int, clause: Clause, taken: set[int]) -> None:
    """A party with a preposition or in a bare case goes to the nearest head on its left that takes it, else on its right."""
    case = sentence.preposition_of[j]
    if not case and len(sentence.nodes[j].cases) < ALIKE:
        return
    if case in ("", "ins") and sentence.nodes[j].kind in PARTIES and (verb := _undergone(sentence, j, clause)) is not None:
        sentence.links[verb].agent = sentence.group(j)  # танкеры захвачены Ираном, обвинения отвергнуты Баку
        taken.update(sentence.group(j))
        return
    heads = [i for i in sentence.heads if sentence.clause_of[i] is clause and abs(j - i) <= _FAR]
    if not heads and clause.kind == "relative" and clause.antecedent is not None and clause.antecedent in sentence.links:
        heads = [clause.antecedent]
    left, right = [i for i in reversed(heads) if i < j], [i for i in heads if i > j]
    if not case:  # помогла Сомали, подчинилась США: what the verb asks for
        case = next((c for i in left[:1] for c in ("dat", "ins", "gen") if takes(sentence.nodes[i], c)), "")
        if not case:
            return
    if case in sentence.otherwise and not any(takes(sentence.nodes[i], case) for i in (*left, *right)):
        before = sentence.otherwise[case]  # сняла санкции с Мьянмы
        asked = [i for i in left if takes(sentence.nodes[i], before) and not _symmetric(sentence, i)]
        case = before if asked else case
    passive = next((i for i in (*left, *right) if sentence.links[i].passive), None)
    taker = next((i for i in (*left, *right) if takes(sentence.nodes[i], case) and not _parted(sentence, i, j, case)), None)
    if case == "gen" and left and left[0] == j - 1 and finite(sentence.nodes[j - 1]):
        links = sentence.links[j - 1]  # нарушил границу Ливии
        if takes(sentence.nodes[j - 1], "gen"):
            links.after["gen"] = sentence.group(j)
        else:
            links.object = links.object or sentence.group(j)
        taken.update(sentence.group(j))
        return
    if case == "gen" and "dat" in sentence.nodes[j].cases and (giver := next((i for i in left if takes(sentence.nodes[i], "dat")), None)) is not None:
        case, taker = "dat", giver  # поставляет газ Италии
    if case == AGENT or case == "ins" and taker is None:
        if passive is not None:
            sentence.links[passive].agent = sentence.group(j)
            taken.update(sentence.group(j))
        return
    if sentence.nodes[j].kind == "blocked" and taker is None:
        return
    if taker is None and case not in ("gen", "dat", "ins") and left and not _parted(sentence, left[0], j, case):
        taker = left[0]
    if taker is None and case not in ("gen", "dat", "ins") and right and (finite(sentence.nodes[right[0]]) or clause.verb is None):
        taker = right[0]  # в Москву с визитом прибыл, находится в России с визитом: what stands before the head
    if taker is not None:
        row = sentence.links[taker].after.setdefault(case, [])
        row.extend(k for k in sentence.group(j) if k not in row)
        taken.update(sentence.group(j))


def _undergone(sentence: Sentence, j: int, clause: Clause) -> int | None:
    """The passive verb of a clause that names no agent yet; one that looks alike in all cases is its agent right beside it."""
    verb, cases = clause.verb, sentence.nodes[j].cases
    if verb is None or verb not in sentence.links or not sentence.links[verb].passive or sentence.links[verb].agent:
        return None
    if any(k < j < verb and takes(sentence.nodes[k], "ins") and sentence.nodes[k].pos == "noun" for k in clause.nodes if k in sentence.links):
        return None  # конфискация активов Канадой обсуждается
    beside = sentence.preposition_of[j] or abs(j - verb) == 1 and "ins" in cases and (verb < j or not sentence.links[verb].subject)
    return verb if beside else None


def _symmetric(sentence: Sentence, i: int) -> bool:
    return any(isinstance(s.entry, Trigger) and sentence.acts[s.entry.act].symmetric for s in sentence.nodes[i].senses)


def _parted(sentence: Sentence, i: int, j: int, preposition: str) -> bool:
    """встреча на фоне напряженности между Ираном и США: a noun of relation nearer than the head is what stands between the parties."""
    if preposition not in sentence.pairing or sentence.nodes[i].pos == "verb" and takes(sentence.nodes[i], preposition):
        return False
    return any(s.kind == "word" and s.entry in ("relation", "rift") for k in range(i + 1, j) for s in sentence.nodes[k].senses)


def carries(sentence: Sentence, verb: int, i: int) -> bool:
    """Whether a support verb takes noun `i` that stands before it: переговоры состоялись, встречу провел министр, удар нанесен."""
    noun = sentence.nodes[i]
    supports = [s.entry for s in sentence.nodes[verb].senses if isinstance(s.entry, Support)]
    own = sentence.clause_of[i]  # визит, запланированный на март, отложен: the clause goes on behind the participle
    if sentence.preposition_of[i] or any(finite(sentence.nodes[k]) and sentence.clause_of.get(k) is own for k in range(i + 1, verb)):
        return False
    if sentence.links[verb].passive or any(s.object == "subject" for s in supports):
        return not noun.cases or "nom" in noun.cases
    return bool(supports) and "acc" in noun.cases
