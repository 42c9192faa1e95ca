"""What depends on a noun by case: adjectives before it, its genitive, its agent in the instrumental."""

from sijill.reading.heads import finite
from sijill.reading.nodes import DASHES, PARTIES, VOICES, Node
from sijill.reading.tree import Links, Sentence, form_of, takes

_NEAR = 8  # nodes between a noun and its genitive


def noun_links(sentence: Sentence, i: int, taken: set[int]) -> Links:
    """(российско-китайские) переговоры; (его) визит; визит (в Москву) (президента Турции); осуждение (Россией) (ударов)."""
    nodes, links = sentence.nodes, Links(preposition=sentence.preposition_of[i])
    form = form_of(nodes[i])
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
        elif not (node.norm in DASHES or _describes(node) or node.word == "conjunction" and links.adjective):
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
        elif node.kind in PARTIES and case == "ins" and not links.agent and j not in taken and (links.passive or not takes(nodes[i], "ins")):
            links.agent = sentence.group(j)
            taken.update(links.agent)
        elif node.kind in VOICES and not case or finite(node) or node.kind == "head" or node.word in ("comma", "relative", ":", ";") or node.word in DASHES:
            return
        elif node.kind in ("text", "blocked") and node.pos == "noun" and not case and "gen" in node.cases and j == i + 1:
            return  # переговоры глав ведомств России: the states are theirs


def _given(sentence: Sentence, i: int, j: int) -> bool:
    """Whether a name that looks alike in all cases is to whom something is given: the object of a verb before it, with a dative of its own."""
    noun = sentence.nodes[i]
    verb = any(finite(sentence.nodes[k]) and sentence.clause_of[k] is sentence.clause_of[i] for k in sentence.heads if k < i)
    return "dat" in sentence.nodes[j].cases and verb and "acc" in noun.cases and takes(noun, "dat")
