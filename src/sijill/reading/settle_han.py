"""Parts of speech in Chinese, where a verb is its own noun: 会谈 is a noun in 举行会谈 and 会谈期间, a verb in 同普京会谈."""

from sijill.packs.entries import Support, Trigger
from sijill.packs.lexicon import Sense
from sijill.reading.nodes import HEADS, PARTIES, VOICES, Node

_MARKERS = ("negation", "future", "possible", "obligation", "adverb", "attribution", "joint")  # never a head, whatever else is written so
_DASHES = frozenset(("-", "–", "—", "－"))
_AHEAD = 14  # nodes in which the noun follows that a support verb lends its voice


def settle_han(nodes: list[Node]) -> list[Node]:
    """Give each head its part of speech, and each word of two classes its class."""
    settled: list[Node] = []
    for i, node in enumerate(nodes):
        if node.kind == "head":
            node = _head(nodes, settled, i)
        elif node.kind == "word":
            node = _word(nodes, settled, i, node)
        elif node.norm in _DASHES and _between_parties(nodes, settled, i):
            node = node._replace(kind="word", word="conjunction")
        settled.append(node)
    return settled


def _head(nodes: list[Node], settled: list[Node], i: int) -> Node:
    node = nodes[i]._replace(senses=_fitting(nodes, i))
    bound = any(isinstance(s.entry, Support) and s.entry.acts for s in node.senses)
    marker = next((str(s.entry) for s in node.senses if s.kind == "word" and s.entry in _MARKERS), None)
    if marker and not bound and not node.sense("trigger"):
        return _word(nodes, settled, i, node._replace(kind="word", word=marker, senses=tuple(s for s in node.senses if s.kind not in HEADS)))
    kinds = {s.form.pos for s in node.senses if s.kind in HEADS}
    if kinds <= {"phrase"}:
        return node._replace(pos="verb")
    pos = "noun" if "verb" not in kinds or "noun" in kinds and _noun(nodes, settled, i) else "verb"
    senses = tuple(s for s in node.senses if s.kind not in HEADS or s.form.pos in (pos, "phrase"))
    return node._replace(pos=pos, senses=senses)


def _fitting(nodes: list[Node], i: int) -> tuple[Sense, ...]:
    """表示不满 lends its voice, 表示，… speaks: a support verb of certain acts needs one of them ahead, and then is nothing else."""
    senses = nodes[i].senses
    bound = [s for s in senses if isinstance(s.entry, Support) and s.entry.acts]
    if not bound:
        return senses
    acts = _acts_ahead(nodes, i)
    kept = [s for s in bound if isinstance(s.entry, Support) and acts & set(s.entry.acts)]
    if kept:
        return tuple(s for s in senses if s in kept or s.kind not in HEADS or s.kind == "trigger")
    others = tuple(s for s in senses if s not in bound)
    return others if any(s.kind in HEADS or s.kind == "word" and s.entry in _MARKERS for s in others) else senses


def _acts_ahead(nodes: list[Node], i: int) -> set[str]:
    """The acts that nouns ahead in the same stretch may name."""
    acts: set[str] = set()
    for node in nodes[i + 1 : i + 1 + _AHEAD]:
        if node.kind == "stop" and node.word not in ("quote", "(", ")") or node.classed("joint"):
            break
        acts |= {s.entry.act for s in node.senses if isinstance(s.entry, Trigger)}
    return acts


def _described(nodes: list[Node], i: int) -> bool:
    """Whether 的 closes a clause that word `i` opens: 同(来华访问的)总理."""
    for node in nodes[i + 1 : i + 20]:
        if node.word == "possessive":
            return True
        if node.kind == "stop" and node.word not in ("quote", "(", ")"):
            return False
    return False


def _noun(nodes: list[Node], settled: list[Node], i: int) -> bool:
    """Whether what stands around makes a noun of a word that may be either."""
    before = settled[-1] if settled else None
    following = nodes[i + 1] if i + 1 < len(nodes) else None
    if before is not None and before.word == "demonstrative" and len(settled) > 1 and settled[-2].kind in PARTIES:
        return False  # 我此次来华
    if before is not None and before.word == "classifier":
        return _carried(settled, True) or not any(n.kind in PARTIES for n in _stretch(settled))  # 两国元首第三次会晤 tells that they met
    if before is not None and before.word in ("possessive", "demonstrative"):
        return True
    if before is not None and before.word == "preposition" and not before.classed("object_marker"):
        return not (following is not None and following.kind in PARTIES or _described(nodes, i))
    if following is not None and following.word == "aspect":
        return False
    if nodes[i].sense("trigger") and _inside_coverb(settled) and _lends_ahead(nodes, i):
        return True
    if nodes[i].sense("support") and not nodes[i].sense("trigger"):
        return False
    if _lends(nodes, i) and before is not None and before.kind in PARTIES:
        return False  # 宣布向以色列提供军援
    if _carried(settled, following is None or following.kind not in PARTIES):
        return True
    if following is not None and following.word == "after_noun":
        return not any(n.kind in PARTIES for n in _stretch(settled))
    return False


def _lends(nodes: list[Node], i: int) -> bool:
    """Whether a word is a verb that lends its voice to a noun ahead."""
    acts = _acts_ahead(nodes, i)
    return any(isinstance(s.entry, Support) and acts & set(s.entry.acts) for s in nodes[i].senses)


def _carried(settled: list[Node], free: bool) -> bool:
    """举行 (了) (亲切友好的) 会谈: the last head of the stretch is a verb that lends a noun its voice and has none yet.

    One that embeds verbs too (恢复谈判, 开始制裁伊朗) takes a noun if no object follows (`free`).
    """
    party = False
    for node in reversed(settled):
        party = party or node.kind in PARTIES
        if party and node.word == "possessive":
            return False  # (来华出席论坛的)总理会谈: that verb is of a clause before 的
        if node.kind == "head":
            return node.pos == "verb" and node.sense("support") is not None and not _names_act(node) and (free or not node.sense("operator"))
        if node.kind == "stop" and node.word not in ("quote", "(", ")") or node.word == "subordinator" or node.classed("joint"):
            return False
    return False


def _inside_coverb(settled: list[Node]) -> bool:
    """Whether 对 or 就 opened a phrase that no verb has closed: 对(印巴停火)."""
    for node in reversed(settled):
        if node.word == "preposition":
            return node.classed("about")
        if node.kind in ("head", "stop") and node.norm != "、":
            return False
    return False


def _lends_ahead(nodes: list[Node], i: int) -> bool:
    """Whether right behind a word a verb follows that lends a noun its voice, or one of stance (停火表示欢迎)."""
    for node in nodes[i + 1 : i + 3]:
        if node.kind == "head":
            return node.sense("support") is not None or node.sense("stance") is not None
        if node.kind != "word" or node.word != "adverb":
            return False
    return False


def _names_act(node: Node) -> bool:
    """Whether a word names an act by itself; 恢复 does with 关系 alone."""
    return any(isinstance(s.entry, Trigger) and not s.entry.needs for s in node.senses)


def _stretch(settled: list[Node]) -> list[Node]:
    """The nodes since the last mark or verb."""
    for k in range(len(settled) - 1, -1, -1):
        if settled[k].kind == "stop" or settled[k].pos == "verb":
            return settled[k + 1 :]
    return settled


def _between_parties(nodes: list[Node], settled: list[Node], i: int) -> bool:
    """中国－阿拉伯国家峰会: whether a dash joins two parties."""
    return bool(settled) and settled[-1].kind in PARTIES and i + 1 < len(nodes) and nodes[i + 1].kind in PARTIES


def _word(nodes: list[Node], settled: list[Node], i: int, node: Node) -> Node:
    """与 and 和 join two parties or stand before one; 将 is to come, or stands before its object."""
    classes = {s.entry for s in node.senses if s.kind == "word"}
    before, following = (settled[-1] if settled else None), (nodes[i + 1] if i + 1 < len(nodes) else None)
    if {"conjunction", "preposition"} <= classes:
        between = before is not None and before.kind in PARTIES and following is not None and following.kind in PARTIES
        return node._replace(word="conjunction" if between and (node.classed("joining") or _inside(settled)) else "preposition")
    if {"future", "preposition"} <= classes:
        return node._replace(word="preposition" if _object_ahead(nodes, i + 1) else "future")
    return node


def _inside(settled: list[Node]) -> bool:
    """Whether the party before hangs on a preposition or is a later member of a list: 对中国与俄罗斯的制裁."""
    return len(settled) > 1 and (settled[-2].word == "preposition" and settled[-2].classed("towards") or settled[-2].norm == "、")


def _object_ahead(nodes: list[Node], k: int) -> bool:
    """将(二十家)俄企业列入清单: whether an object and then a verb follow; 将访问, 将同 and 将由 lead to none."""
    while k < len(nodes) and (nodes[k].norm[:1].isnumeric() or nodes[k].word in ("classifier", "determiner")):
        k += 1
    if k >= len(nodes) or nodes[k].kind not in VOICES:
        return False
    ahead = next((node for node in nodes[k + 1 : k + 6] if node.kind in ("head", "stop") or node.word == "preposition"), None)
    return ahead is not None and ahead.kind == "head"
