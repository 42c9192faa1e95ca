"""Linking by case: in a language of free order the case of a party, not its place, tells whether it is subject, object or something else.

Президента Турции принял Путин; состоялся телефонный разговор Владимира Путина с Эмманюэлем Макроном.
"""

from sijill.packs.entries import Inflected, Support, Trigger
from sijill.packs.forms import Form
from sijill.reading.clauses import Clause
from sijill.reading.groups import AGENT
from sijill.reading.heads import finite, speaks
from sijill.reading.nodes import HEADS, PARTIES, VOICES, Node
from sijill.reading.tree import Links, Sentence, valency

_DASHES = frozenset(("-", "–", "—"))
_SAYING = frozenset(("ACCUSE", "REJECT", "SUPPORT", "PROTEST", "REQUEST", "THREATEN"))  # acts that are done by saying so
_GENDERED = frozenset(("person", "office", "leader", "state", "capital"))
_ALIKE = 5  # cases that a name may be in which is not declined
_FAR = 16  # nodes between a head and what belongs to it
_NEAR = 8  # nodes between a noun and its genitive
_AFTER_SUBJECT = 3  # a subject behind its verb costs as much as so many nodes more


def link_by_case(sentence: Sentence) -> None:
    """Fill the links of all heads: what depends on nouns first, then subjects and objects, then what prepositions and cases tell."""
    taken: set[int] = set()
    for i in sentence.heads:
        sentence.links[i] = _noun_links(sentence, i, taken) if sentence.nodes[i].pos != "verb" else _verb_links(sentence, i)
    for i in sentence.heads:
        if sentence.nodes[i].pos == "participle":
            _object(sentence, i, taken)
    for i in sentence.heads:
        if finite(sentence.nodes[i]):
            _subject(sentence, i, taken)
    for i in sentence.heads:
        if finite(sentence.nodes[i]):
            _object(sentence, i, taken)
    for clause in sentence.clauses:
        for j in clause.nodes:
            owned = sentence.nodes[j].kind == "blocked" and sentence.nodes[j].refs and sentence.preposition_of[j]
            if (sentence.nodes[j].kind in PARTIES or owned) and j not in taken:
                _attach(sentence, j, clause, taken)
    for i in sentence.heads:
        if sentence.clause_of[i].kind == "infinitive" and sentence.clause_of[i].verb == i:
            _dative_subject(sentence, i)


def _dative_subject(sentence: Sentence, i: int) -> None:
    """Президенту предстоит посетить, Франции следовало признать: with nobody else as subject the dative before an infinitive does it."""
    clause = sentence.clause_of[i]
    around = clause.parent
    governor = clause.governor
    if around is None or governor is not None and sentence.links[governor].subject:
        return
    voices = [j for j in around.nodes if j < i and sentence.nodes[j].kind in VOICES]
    datives = [j for j in voices if sentence.nodes[j].kind in PARTIES and sentence.preposition_of[j] == "dat"]
    if datives and not any(not sentence.preposition_of[j] and "nom" in sentence.nodes[j].cases for j in voices):
        sentence.links[i].subject = sentence.group(sentence.leader(datives[-1]))


def _verb_links(sentence: Sentence, i: int) -> Links:
    form = _form(sentence.nodes[i])
    return Links(passive=bool(form and form.passive))


def _form(node: Node) -> Form | None:
    return next((s.form for s in node.senses if s.kind in HEADS and s.form.pos == node.pos), None)


def _noun_links(sentence: Sentence, i: int, taken: set[int]) -> Links:
    """(российско-китайские) переговоры; (его) визит; визит (в Москву) (президента Турции); осуждение (Россией) (ударов)."""
    nodes, links = sentence.nodes, Links(preposition=sentence.preposition_of[i])
    form = _form(nodes[i])
    links.passive = bool(form and form.passive)
    if nodes[i].pos == "participle":
        return links
    for j in range(i - 1, max(-1, i - 7), -1):
        node = nodes[j]
        if node.kind == "adjective" and (not node.cases or not nodes[i].cases or node.cases & nodes[i].cases):
            links.adjective.insert(0, j)
            taken.add(j)
        elif node.word == "possessive_pronoun":
            links.possessive = [j]
            break
        elif not (node.norm in _DASHES or _describes(node) or node.word == "conjunction" and links.adjective):
            break
    _genitive(sentence, i, links, taken)
    return links


def _describes(node: Node) -> bool:
    """A word that may stand between a noun and the adjective of a state before it."""
    return node.kind in ("modifier", "text") and node.pos in ("adjective", "other", "numeral", "passive")


def _genitive(sentence: Sentence, i: int, links: Links, taken: set[int]) -> None:
    """The genitive of a noun, and its agent in the instrumental: right after it, or after what prepositions bring."""
    nodes = sentence.nodes
    for j in range(i + 1, min(i + 1 + _NEAR, len(nodes))):
        node, case = nodes[j], sentence.preposition_of[j]
        if case == "gen" and nodes[j - 1].kind == "text" and nodes[j - 1].pos == "noun":
            return  # удары по объектам на юге Ливана: of another noun
        if node.kind in PARTIES and case == "gen" and j not in taken and _given(sentence, i, j):
            links.after["dat"] = sentence.group(j)  # дала заверения Бангладеш
            taken.update(links.after["dat"])
            return
        if node.kind in PARTIES and case == "gen" and not links.genitive and j not in taken:
            links.genitive = sentence.group(j)
            taken.update(links.genitive)
        elif node.kind in PARTIES and case == "ins" and not links.agent and j not in taken and (links.passive or not _takes(nodes[i], "ins")):
            links.agent = sentence.group(j)
            taken.update(links.agent)
        elif node.kind in VOICES and not case or finite(node) or node.kind == "head" or node.word in ("comma", "relative", ":", ";") or node.word in _DASHES:
            return
        elif node.kind in ("text", "blocked") and node.pos == "noun" and not case and "gen" in node.cases and j == i + 1:
            return  # переговоры глав ведомств России: the states are theirs


def _given(sentence: Sentence, i: int, j: int) -> bool:
    """Whether a name that looks alike in all cases is to whom something is given: the object of a verb before it, with a dative of its own."""
    noun = sentence.nodes[i]
    verb = any(finite(sentence.nodes[k]) and sentence.clause_of[k] is sentence.clause_of[i] for k in sentence.heads if k < i)
    return "dat" in sentence.nodes[j].cases and verb and "acc" in noun.cases and _takes(noun, "dat")


def _subject(sentence: Sentence, i: int, taken: set[int]) -> None:
    """The nominative of a verb's clause that agrees with it, the nearest; before the verb rather than behind it."""
    clause, node, links = sentence.clause_of[i], sentence.nodes[i], sentence.links[i]
    form = _form(node)
    if form is None or form.tense == "infinitive" and clause.kind == "infinitive":
        return
    best: tuple[float, int] | None = None
    for j in _reach(sentence, i, clause):
        other = sentence.nodes[j]
        if other.kind not in VOICES or sentence.preposition_of[j] or other.cases and "nom" not in other.cases:
            continue
        if j in taken or not _agrees(sentence, i, j):
            continue
        cost = abs(j - i) + (_AFTER_SUBJECT if j > i else 0) + (0 if "acc" not in other.cases else 4 if j < i else 10)
        if best is None or cost < best[0]:
            best = (cost, j)
    if best is None:
        links.subject = _indefinite(sentence, i, clause)
    else:
        leader = sentence.leader(best[1])
        links.subject = sentence.group(leader) if sentence.nodes[leader].kind in PARTIES else [best[1]]
    taken.update(links.subject)


def _reach(sentence: Sentence, i: int, clause: Clause) -> list[int]:
    """The nodes of a clause that may belong to verb `i`: no other finite verb stands between."""
    at = clause.nodes.index(i)
    before: list[int] = []
    for j in reversed(clause.nodes[:at]):
        if finite(sentence.nodes[j]):
            break
        before.append(j)
    after: list[int] = []
    for j in clause.nodes[at + 1 : at + 1 + _FAR]:
        if finite(sentence.nodes[j]):
            break
        after.append(j)
    return before + after


def _agrees(sentence: Sentence, i: int, j: int) -> bool:
    """Number, and in the past gender: прибыла делегация, встретились министры."""
    form, node = _form(sentence.nodes[i]), sentence.nodes[j]
    group = sentence.group(sentence.leader(j)) if node.kind in PARTIES else [j]
    many = len(group) > 1 or node.number in ("p", "d") or node.kind == "both" or len(node.refs) > 1
    if form is None or form.tense == "infinitive":
        return True
    if form.number == "p":
        return many
    if form.person in ("1", "2"):
        return node.kind == "pronoun"
    if form.number == "s" and many and j < i and len(group) > 1:
        return False
    if form.gender == "n" and node.kind == "party" and node.title in _GENDERED and not node.norm.endswith(("о", "е", "и")):
        return False
    if form.gender in ("m", "f") and node.kind == "party" and node.title in _GENDERED - {"office", "leader"} and node.gender in ("m", "f"):
        return form.gender == node.gender
    return True


def _indefinite(sentence: Sentence, i: int, clause: Clause) -> list[int]:
    """В Кремле сообщили, в МИД Китая заявили: the place is who speaks."""
    form, node = _form(sentence.nodes[i]), sentence.nodes[i]
    says = speaks(node) or any(isinstance(s.entry, Trigger) and sentence.acts[s.entry.act].type in _SAYING for s in node.senses)
    if form is None or form.number != "p" or not says:
        return []
    for j in _reach(sentence, i, clause):
        other = sentence.nodes[j]
        if sentence.preposition_of[j] in sentence.places and other.kind in VOICES and "loc" in other.cases | frozenset(("loc",) if not other.cases else ()):
            return sentence.group(j) if other.kind in PARTIES else [j]
    return []


def _object(sentence: Sentence, i: int, taken: set[int]) -> None:
    """The accusative of a verb's clause that is not its subject; behind the verb first, and before it in Турцию поддержал Иран."""
    node, clause, links = sentence.nodes[i], sentence.clause_of[i], sentence.links[i]
    if links.passive or not any(getattr(s.entry, "object", "none") not in ("none", "event", "subject") for s in node.senses):
        return
    reach = sorted(_reach(sentence, i, clause), key=lambda j: (j < i, abs(j - i)))
    if node.pos == "participle":  # поддержав Камерун, союз ...: up to the comma
        edge = next((j for j in clause.nodes if j > i and sentence.nodes[j].word == "comma"), len(sentence.nodes))
        reach = [j for j in reach if i < j < edge]
    if clause.kind == "infinitive" and clause.governor is not None:
        reach += range(i - 1, clause.governor, -1)  # хочу Вас поблагодарить
    for j in reach:
        other = sentence.nodes[j]
        if other.kind in PARTIES and not sentence.preposition_of[j] and j not in taken and (not other.cases or "acc" in other.cases) and (j > i or other.cases):
            links.object = sentence.group(sentence.leader(j))
            taken.update(links.object)
            return


def _takes(node: Node, preposition: str) -> bool:
    return any(isinstance(s.entry, Inflected) and preposition in valency(s.entry) for s in node.senses)


def _attach(sentence: Sentence, j: int, clause: Clause, taken: set[int]) -> None:
    """A party with a preposition or in a bare case goes to the nearest head on its left that takes it, else on its right."""
    case = sentence.preposition_of[j]
    if not case and len(sentence.nodes[j].cases) < _ALIKE:
        return
    heads = [i for i in sentence.heads if sentence.clause_of[i] is clause and abs(j - i) <= _FAR]
    if not heads and clause.kind == "relative" and clause.antecedent is not None and clause.antecedent in sentence.links:
        heads = [clause.antecedent]
    left, right = [i for i in reversed(heads) if i < j], [i for i in heads if i > j]
    if not case:  # помогла Сомали, подчинилась США: what the verb asks for
        case = next((c for i in left[:1] for c in ("dat", "ins", "gen") if _takes(sentence.nodes[i], c)), "")
        if not case:
            return
    if case in sentence.otherwise and not any(_takes(sentence.nodes[i], case) for i in (*left, *right)):
        before = sentence.otherwise[case]  # сняла санкции с Мьянмы
        asked = [i for i in left if _takes(sentence.nodes[i], before) and not _symmetric(sentence, i)]
        case = before if asked else case
    passive = next((i for i in (*left, *right) if sentence.links[i].passive), None)
    taker = next((i for i in (*left, *right) if _takes(sentence.nodes[i], case) and not _parted(sentence, i, j, case)), None)
    if case == "gen" and left and left[0] == j - 1 and finite(sentence.nodes[j - 1]):
        links = sentence.links[j - 1]  # нарушил границу Ливии
        if _takes(sentence.nodes[j - 1], "gen"):
            links.after["gen"] = sentence.group(j)
        else:
            links.object = links.object or sentence.group(j)
        taken.update(sentence.group(j))
        return
    if case == "gen" and "dat" in sentence.nodes[j].cases and (giver := next((i for i in left if _takes(sentence.nodes[i], "dat")), None)) is not None:
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


def _symmetric(sentence: Sentence, i: int) -> bool:
    return any(isinstance(s.entry, Trigger) and sentence.acts[s.entry.act].symmetric for s in sentence.nodes[i].senses)


def _parted(sentence: Sentence, i: int, j: int, preposition: str) -> bool:
    """встреча на фоне напряженности между Ираном и США: a noun of relation nearer than the head is what stands between the parties."""
    if preposition not in sentence.pairing or sentence.nodes[i].pos == "verb" and _takes(sentence.nodes[i], preposition):
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
