"""Subjects and objects by case: the nominative that agrees with a verb, and the accusative that is left."""

from sijill.packs.entries import Trigger
from sijill.reading.clauses import Clause
from sijill.reading.heads import finite, speaks
from sijill.reading.nodes import PARTIES, VOICES
from sijill.reading.tree import Sentence, form_of

_SAYING = frozenset(("ACCUSE", "REJECT", "SUPPORT", "PROTEST", "REQUEST", "THREATEN"))  # acts that are done by saying so
_GENDERED = frozenset(("person", "office", "leader", "state", "capital"))
ALIKE = 5  # cases that a name may be in which is not declined
_FAR = 16  # nodes between a verb and what belongs to it
_AFTER, _UNSURE = 3, 4  # what a subject behind its verb, and one that may be an accusative, cost in nodes of distance


def find_subject(sentence: Sentence, i: int, taken: set[int]) -> None:
    """The nominative of a verb's clause that agrees with it, the nearest; before the verb rather than behind it."""
    clause, node, links = sentence.clause_of[i], sentence.nodes[i], sentence.links[i]
    form = form_of(node)
    if form is None or form.tense == "infinitive" and clause.kind == "infinitive":
        return
    best: tuple[float, int] | None = None
    for j in _reach(sentence, i, clause):
        other = sentence.nodes[j]
        if other.kind not in VOICES or sentence.preposition_of[j] or other.cases and "nom" not in other.cases and not counted(sentence, j):
            continue
        if j in taken or not _agrees(sentence, i, j) or links.passive and len(other.cases) >= ALIKE and _undergoes(sentence, i):
            continue
        cost = abs(j - i) + (_AFTER if j > i else 0) + (0 if "acc" not in other.cases else _UNSURE if j < i else _UNSURE + 2 * _AFTER)
        if best is None or cost < best[0]:
            best = (cost, j)
    if best is None:
        links.subject = _indefinite(sentence, i, clause)
    else:
        leader = sentence.leader(best[1])
        links.subject = sentence.group(leader) if sentence.nodes[leader].kind in PARTIES else [best[1]]
    taken.update(links.subject)


def _undergoes(sentence: Sentence, i: int) -> bool:
    """США введены ограничения: whether a noun right behind a passive verb is its subject."""
    return any(n.kind == "head" and n.pos == "noun" and "nom" in n.cases for n in sentence.nodes[i + 1 : i + 3])


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
    form, node = form_of(sentence.nodes[i]), sentence.nodes[j]
    group = sentence.group(sentence.leader(j)) if node.kind in PARTIES else [j]
    many = len(group) > 1 or node.number in ("p", "d") or node.kind == "both" or len(node.refs) > 1
    if form is None or form.tense == "infinitive" or counted(sentence, j):
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
    form, node = form_of(sentence.nodes[i]), sentence.nodes[i]
    says = speaks(node) or any(isinstance(s.entry, Trigger) and sentence.acts[s.entry.act].type in _SAYING for s in node.senses)
    if form is None or form.number != "p" or form.passive or not says:
        return []
    for j in _reach(sentence, i, clause):
        other = sentence.nodes[j]
        if sentence.preposition_of[j] in sentence.places and other.kind in VOICES and "loc" in other.cases | frozenset(("loc",) if not other.cases else ()):
            return sentence.group(j) if other.kind in PARTIES else [j]
    return []


def find_object(sentence: Sentence, i: int, taken: set[int]) -> None:
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
        if other.kind in PARTIES and not sentence.preposition_of[j] and j not in taken and _accusative(sentence, j) and (j > i or other.cases):
            links.object = sentence.group(sentence.leader(j))
            taken.update(links.object)
            return


def _accusative(sentence: Sentence, j: int) -> bool:
    cases = sentence.nodes[j].cases
    return not cases or "acc" in cases or counted(sentence, j)


def counted(sentence: Sentence, j: int) -> bool:
    """высланы 22 дипломата, задержаны пять судов: a genitive behind a number stands where a nominative or an accusative would."""
    before = sentence.nodes[j - 1] if j else None
    return before is not None and "gen" in sentence.nodes[j].cases and (before.pos == "numeral" or before.norm.isdigit())


def dative_subject(sentence: Sentence, i: int) -> None:
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
