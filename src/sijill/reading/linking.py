"""Linking: adjectives, genitives, objects and prepositional parties find the head on which they hang, and heads what governs them."""

from collections.abc import Mapping, Sequence

from sijill.packs.entries import Act, Inflected, Support
from sijill.packs.lexicon import Lexicon
from sijill.reading.clauses import Clause
from sijill.reading.groups import AGENT
from sijill.reading.heads import embeds, finite, instrument
from sijill.reading.linking_cased import carries, link_by_case
from sijill.reading.linking_han import attach_han, bridge, near_han, passive_han
from sijill.reading.nodes import HEADS, PARTIES, VOICES, Node
from sijill.reading.subjects import find_subject
from sijill.reading.tree import Links, Sentence, valency

_DASHES = frozenset(("-", "–", "ـ"))
_NEAR = 4  # nodes between a noun and what it embeds
_FAR = 14  # nodes between a head and what still belongs to it


def linked(nodes: Sequence[Node], clauses: Sequence[Clause], lexicon: Lexicon, acts: Mapping[str, Act]) -> Sentence:
    """A sentence with the links of its heads: what touches them first, then subjects, then what is left."""
    sentence = Sentence(nodes, clauses, lexicon, acts)
    taken: set[int] = set()  # nodes whose place is found
    if sentence.han:
        bridge(sentence)
    if sentence.inflected:
        link_by_case(sentence)
        for i in sentence.heads:
            sentence.links[i].governor = _governor(sentence, i)
        return sentence
    for i in sentence.heads:
        sentence.links[i] = _near(sentence, i, taken)
    dependents = frozenset(taken)  # those that hang on a noun
    for i in sentence.heads:
        if finite(nodes[i]):
            taken.update(find_subject(sentence, i, dependents))
    (attach_han if sentence.han else _attach)(sentence, taken)
    for i in sentence.heads:
        sentence.links[i].governor = _governor(sentence, i)
    return sentence


def _near(sentence: Sentence, i: int, taken: set[int]) -> Links:
    """What touches a head: adjectives, genitive, possessive, the preposition before it, passive."""
    node, links = sentence.nodes[i], Links()
    links.preposition = sentence.preposition_of[i]
    links.passive = _passive(sentence, i)
    if node.pos == "verb":
        return links
    if sentence.han:
        near_han(sentence, i, links, taken)
    elif sentence.verb_first:
        _after_noun(sentence, i, links, taken)
    else:
        _before_noun(sentence, i, links, taken)
    return links


def _after_noun(sentence: Sentence, i: int, links: Links, taken: set[int]) -> None:
    """طرد (بريطانيا) دبلوماسيين; القمة (المصرية) (الروسية); الاجتماع الثلاثي (بين) ..."""
    nodes, j = sentence.nodes, i + 1
    while j < len(nodes) and j <= i + 4:
        node = nodes[j]
        if node.kind == "adjective" and not node.prep and (not node.conj or links.adjective):
            links.adjective.append(j)
            taken.add(j)
        elif node.kind in VOICES and not node.prep and not node.conj and not nodes[i].article and not nodes[i].suffix:
            if node.kind in PARTIES:
                links.genitive = sentence.group(j)
                taken.update(links.genitive)
            return
        elif not (_plain(node) or (node.norm in _DASHES and j + 1 < len(nodes) and nodes[j + 1].kind == "adjective")):
            return
        j += 1


def _before_noun(sentence: Sentence, i: int, links: Links, taken: set[int]) -> None:
    """(Tehran 's) rejection; (US) (new) sanctions; (U.S.-China) talks; (their) meeting."""
    nodes, j = sentence.nodes, i - 1
    k = i + 2 + (i + 2 < len(nodes) and nodes[i + 2].word == "determiner")
    if k < len(nodes) and nodes[i + 1].norm in sentence.genitives and nodes[k].kind in PARTIES:
        links.genitive = sentence.group(k)  # the visit of the Indian president
        taken.update(links.genitive)
    while j >= 0 and j >= i - 5:
        node = nodes[j]
        if (
            node.kind == "adjective"
            or (j == i - 1 and node.refs and node.title in ("goods", "people", "organ"))
            or (node.kind == "party" and node.title in ("state", "body", "capital", "metonym", "person") and j == i - 1)
        ):
            links.adjective.insert(0, j)
            taken.add(j)
        elif node.word == "possessive" and j > 0 and nodes[j - 1].kind in PARTIES:
            links.possessive = [j - 1]
            taken.add(j - 1)
            return
        elif node.kind == "word" and node.word == "possessive_pronoun":
            links.possessive = [j]
            return
        elif node.norm in ("-", "–") and links.adjective or (node.word == "conjunction" and links.adjective and nodes[j - 1].kind == "adjective"):
            pass
        elif not (node.kind in ("modifier", "text") and node.norm.isalnum() or node.kind == "head" and node.pos in ("noun", "participle") and j == i - 1):
            return
        j -= 1


def _plain(node: Node) -> bool:
    """A modifier or an unknown word that may stand between an event noun and its adjective or genitive."""
    return node.kind in ("modifier", "text") and not node.conj and not node.prep and node.norm.isalpha() and not (node.kind == "text" and node.senses)


def _passive(sentence: Sentence, i: int) -> bool:
    if sentence.han:
        return sentence.nodes[i].pos == "verb" and passive_han(sentence, i)
    nodes, node = sentence.nodes, sentence.nodes[i]
    form = next((s.form for s in node.senses if s.kind in HEADS and s.form.pos == node.pos), None)
    if form and form.passive and node.pos != "participle":
        return True
    following = nodes[i + 1] if i + 1 < len(nodes) else None
    if following is not None and following.word == "agent":
        return not instrument(nodes, i + 2) if i + 2 < len(nodes) else True
    if not sentence.verb_first and form and (form.tense == "past" or form.passive):
        back = [n for n in nodes[max(0, i - 4) : i] if n.kind != "modifier"]
        return bool(back) and any(n.word == "auxiliary" and n.norm in ("is", "are", "was", "were", "be", "been", "being") for n in back[-2:])
    return False


def _attach(sentence: Sentence, taken: set[int]) -> None:
    """Objects and prepositional parties go to the nearest head on their left that takes them."""
    for j, clause in sentence.unattached(taken):
        _attach_one(sentence, j, clause, taken)


def _attach_one(sentence: Sentence, j: int, clause: Clause, taken: set[int]) -> None:
    preposition = sentence.preposition_of[j]
    heads = [i for i in sentence.heads if i < j and sentence.clause_of[i] is clause and j - i <= _FAR]
    if not heads and clause.kind == "relative" and clause.antecedent is not None and clause.antecedent in sentence.links:
        heads = [clause.antecedent]
    for i in reversed(heads):
        links = sentence.links[i]
        if preposition == AGENT:
            links.agent = sentence.group(j)
        elif preposition and _between_others(sentence, i, j, preposition):
            continue
        elif preposition and _licenses(sentence.nodes[i], preposition):
            _follow(sentence, links, preposition, j)
        elif not preposition and not links.object and (sentence.nodes[i].pos != "noun" or (links.genitive and sentence.verb_first)):
            links.object = sentence.group(j)
        else:
            continue
        taken.update(sentence.group(j))
        return
    if preposition and heads and not _between_others(sentence, heads[-1], j, preposition):
        _follow(sentence, sentence.links[heads[-1]], preposition, j)


def _follow(sentence: Sentence, links: Links, preposition: str, j: int) -> None:
    """Put party `j` and those coordinated with it behind a preposition of a head, each once."""
    row = links.after.setdefault(preposition, [])
    row.extend(k for k in sentence.group(j) if k not in row)


def _between_others(sentence: Sentence, i: int, j: int, preposition: str) -> bool:
    """قمة في ظل توتر بين أوروبا وواشنطن: a noun of relation or rift nearer than the head is what stands between the parties."""
    told = sentence.links[i].after.get(preposition, [])
    if told and any(s.kind == "word" and s.entry == "relation" for k in range(told[-1] + 1, j) for s in sentence.nodes[k].senses):
        return True  # suspended aid to Niger over its ties to Moscow
    if preposition not in sentence.pairing or (sentence.nodes[i].pos == "verb" and _licenses(sentence.nodes[i], preposition)):
        return False  # facilitated contacts between A and B: the verb asks for them
    return any(s.kind == "word" and s.entry in ("relation", "rift") for k in range(i + 1, j) for s in sentence.nodes[k].senses)


def _licenses(node: Node, preposition: str) -> bool:
    return any(isinstance(s.entry, Inflected) and preposition in valency(s.entry) for s in node.senses)


def _governor(sentence: Sentence, i: int) -> int | None:
    """The support verb or operator that a noun, an infinitive or a participle depends on."""
    node, clause, nodes = sentence.nodes[i], sentence.clause_of[i], sentence.nodes
    if finite(node):
        return clause.governor
    if sentence.preposition_of[i] in sentence.detached:
        return None  # بعد انسحاب واشنطن: what is planned or asked does not reach into an adjunct
    if not sentence.verb_first and clause.verb is not None and clause.verb > i and node.pos != "verb" and _carries(sentence, clause.verb, i):
        return clause.verb
    for j in reversed([h for h in sentence.heads if h < i and sentence.clause_of[h] is clause]):
        head = nodes[j]
        if i - j > (_FAR if head.pos == "verb" else _NEAR):
            break
        if (any(s.kind == "support" for s in head.senses) or embeds(head)) and not _closed(sentence, j, i):
            return j
        if finite(head):
            break
    if clause.kind == "relative" and clause.antecedent in sentence.links:
        return None
    return clause.governor if clause.verb is None else None


def _carries(sentence: Sentence, verb: int, i: int) -> bool:
    """Sanctions were imposed, talks took place: the noun before a passive or intransitive support verb is what it carries."""
    if sentence.inflected:
        return carries(sentence, verb, i)
    senses = [s.entry for s in sentence.nodes[verb].senses if isinstance(s.entry, Support)]
    subject = any(s.object == "subject" for s in senses) or (sentence.links[verb].passive and (bool(senses) or embeds(sentence.nodes[verb])))
    return subject and not sentence.preposition_of[i] and not any(finite(sentence.nodes[k]) for k in range(i + 1, verb))


def _closed(sentence: Sentence, j: int, i: int) -> bool:
    """Whether head `j` has its complement already: another head stands between it and `i`, and then a comma or a preposition."""
    seen = False
    for k in range(j + 1, i):
        seen = seen or sentence.nodes[k].kind == "head"
        if seen and sentence.nodes[k].word == "comma":
            return True
    return seen and bool(sentence.preposition_of[i]) and not sentence.nodes[i].conj
