"""Linking in Chinese: what stands before a verb with a preposition is the verb's (同普京会谈), and what stands before a noun is the noun's."""

from sijill.packs.entries import Inflected, Trigger
from sijill.reading.clauses import Clause
from sijill.reading.groups import AGENT
from sijill.reading.heads import finite
from sijill.reading.nodes import PARTIES, VOICES, Node
from sijill.reading.tree import Links, Sentence, valency

_FAR = 16  # nodes between a head and what still belongs to it
_NEAR = 7  # nodes before a noun that may still be its own


def bridge(sentence: Sentence) -> None:
    """同(来华访问的)泰国总理会谈: a preposition governs what its relative clause describes; 在贝尔格莱德塞尔维亚大厦 is one place."""
    for j, node in enumerate(sentence.nodes[1:], 1):
        if node.kind == "party" and sentence.nodes[j - 1].kind == "party" and not sentence.preposition_of[j] and not node.conj:
            sentence.preposition_of[j] = sentence.preposition_of[j - 1] if sentence.nodes[j - 1].title in ("state", "capital") else ""
    for j, node in enumerate(sentence.nodes):
        if node.kind in VOICES and not sentence.preposition_of[j]:
            sentence.preposition_of[j] = _counted(sentence, j)
    for j, node in enumerate(sentence.nodes[1:], 1):
        if node.word == "between" and sentence.nodes[j - 1].kind in PARTIES:
            for member in sentence.group(sentence.leader(j - 1)):
                sentence.preposition_of[member] = node.norm
    for clause in sentence.clauses:
        if clause.kind != "relative" or clause.antecedent is None or not clause.nodes:
            continue
        before = sentence.nodes[clause.nodes[0] - 1] if clause.nodes[0] else None
        if before is not None and before.word in ("preposition", "agent"):
            if sentence.nodes[clause.nodes[0]].kind in PARTIES:
                sentence.preposition_of[clause.nodes[0]] = ""  # 按照(我们达成的)共识
            preposition = AGENT if before.word == "agent" else before.norm
            for member in sentence.group(clause.antecedent) if sentence.nodes[clause.antecedent].kind in PARTIES else [clause.antecedent]:
                sentence.preposition_of[member] = preposition
        elif sentence.nodes[clause.antecedent].kind in PARTIES and sentence.preposition_of[clause.antecedent]:
            for member in sentence.group(clause.antecedent):
                sentence.preposition_of[member] = ""


def _judged(sentence: Sentence, i: int, preposition: str) -> bool:
    """对(巴西的决定)表示欢迎, 对(以色列的袭击)予以谴责: whether a later word of the clause takes the preposition, which then governs the noun."""
    nodes, clause = sentence.nodes, sentence.clause_of[i]
    for k in (k for k in clause.nodes if i < k <= i + _NEAR):
        if nodes[k].kind == "stop" and nodes[k].word == "comma":
            return False
        if k in sentence.clause_of and nodes[k].kind == "head" and (_licenses(nodes[k], preposition) or finite(nodes[k]) and nodes[k].sense("stance")):
            return True
    return False


def _counted(sentence: Sentence, j: int) -> str:
    """将二十家(俄企业)列入清单: a number and its counter may stand between a preposition and its party."""
    k = j - 1
    skipped = ("classifier", "determiner", "possessive")
    while k >= 0 and (sentence.nodes[k].kind == "text" and sentence.nodes[k].norm[:1].isnumeric() or sentence.nodes[k].word in skipped):
        if sentence.nodes[k].word == "possessive" and sentence.nodes[k - 1].word != "determiner":
            return ""  # 与(来访的)外长
        k -= 1
    before = sentence.nodes[k] if 0 <= k < j - 1 else None
    return before.norm if before is not None and before.word == "preposition" else ""


def near_han(sentence: Sentence, i: int, links: Links, taken: set[int]) -> None:
    """What a noun owns: (美国)的指控, (中国)(对俄罗斯)的制裁, (中俄)合作."""
    nodes, clause = sentence.nodes, sentence.clause_of[i]
    owned = False
    for j in range(i - 1, max(-1, i - 1 - _NEAR), -1):
        node = nodes[j]
        if node.word == "possessive":
            owned = True
        elif node.kind in PARTIES:
            if sentence.clause_of.get(j) is not clause or not (owned or j == i - 1 or links.after or node.title == "pair" or finite(nodes[j - 1]) and j):
                return  # 举行(两国元首)视频会晤
            preposition = sentence.preposition_of[j]
            group = sentence.group(sentence.leader(j))
            if preposition and not owned and j != i - 1:
                return
            if preposition and (owned or nodes[i].word != "verb") and _judged(sentence, i, preposition):
                links.genitive, links.preposition = group, preposition  # 对(巴西的决定)表示欢迎
                sentence.preposition_of[i] = preposition
                taken.update(group)
                return
            if preposition:
                links.after.setdefault(preposition, []).extend(k for k in group if k not in links.after[preposition])
                taken.update(group)
                owned = True
                continue
            if nodes[j].title == "pair":
                links.adjective = [j]
            else:
                links.genitive = group
            taken.update(group)
            return
        elif node.kind == "stop" or finite(node):
            return


def attach_han(sentence: Sentence, taken: set[int]) -> None:
    """Objects go to the verb on their left; parties with a preposition to the head on their right that takes it, else to the left."""
    for j, clause in sentence.unattached(taken):
        _attach(sentence, j, clause, taken)


def _attach(sentence: Sentence, j: int, clause: Clause, taken: set[int]) -> None:
    preposition, group = sentence.preposition_of[j], sentence.group(sentence.leader(j))
    near = set(_around(clause, j))
    right = [i for i in sentence.heads if i > group[-1] and i in near]
    left = [i for i in reversed(sentence.heads) if i < j and i in near]
    if not right:  # 希望俄方同乌方谈判: what is embedded begins behind the preposition
        right = [i for i in sentence.heads if i > group[-1] and sentence.clause_of[i].parent is clause and i - j <= _FAR]
    if preposition == AGENT:
        if right:
            sentence.links[right[0]].agent = group
    elif preposition in sentence.object_markers:
        if right:
            sentence.links[right[0]].object = group
    elif preposition:
        behind = left if sentence.nodes[_word_of(sentence, j)].classed("postverbal") or not right and not _object_between(sentence, left, j) else []
        head = _taker(sentence, right, preposition) or _taker(sentence, behind, preposition) or next(iter(right or behind), None)
        if head is None:
            return
        asking = [i for i in (*left, clause.governor) if i is not None and i != head and _asks_for(sentence.nodes[i], preposition)]
        for i in (head, *asking[:1]):
            row = sentence.links[i].after.setdefault(preposition, [])
            row.extend(k for k in group if k not in row)
    else:
        verb = next((i for i in left if finite(sentence.nodes[i])), None)
        if verb is None or sentence.links[verb].object or _object_between(sentence, [verb], j):
            return
        sentence.links[verb].object = group
    taken.update(group)


def _word_of(sentence: Sentence, j: int) -> int:
    """The node of the preposition before party `j`."""
    return next((k for k in range(j - 1, max(-1, j - 6), -1) if sentence.nodes[k].word == "preposition"), j)


def _object_between(sentence: Sentence, left: list[int], j: int) -> bool:
    """呼吁(国际社会)支持阿富汗: whether the nearest verb has its object already, which may be no party."""
    verb = next((i for i in left if finite(sentence.nodes[i])), None)
    return verb is not None and any(sentence.nodes[k].kind in VOICES and not sentence.preposition_of[k] for k in range(verb + 1, j))


def _around(clause: Clause, j: int) -> list[int]:
    """The nodes of the clause near node `j`; what describes something between does not count (会见(来华出席…的)总统)."""
    at = clause.nodes.index(j)
    return clause.nodes[max(0, at - _FAR) : at + _FAR + 1]


def _taker(sentence: Sentence, heads: list[int], preposition: str) -> int | None:
    """The nearest head that takes the preposition; the noun that a support verb carries before the verb (与伊朗恢复对话)."""
    taking = [i for i in heads if _licenses(sentence.nodes[i], preposition)]
    if not taking:
        return None
    behind = taking[1] if len(taking) > 1 and sentence.nodes[taking[0]].sense("support") and taking[1] - taking[0] < 5 else None
    return behind if behind is not None and sentence.nodes[behind].pos == "noun" else taking[0]


def _asks_for(node: Node, preposition: str) -> bool:
    """希望早日(同文莱)建立联系: whether a word before is one that counts only with this preposition."""
    entries = [s.entry for s in node.senses if isinstance(s.entry, Trigger)]
    return any(preposition in entry.where or entry.embeds and preposition in valency(entry) for entry in entries)


def _licenses(node: Node, preposition: str) -> bool:
    return any(isinstance(s.entry, Inflected) and preposition in valency(s.entry) for s in node.senses)


def passive_han(sentence: Sentence, i: int) -> bool:
    """被以军逮捕, 遭美国制裁: whether an agent stands before the verb in its stretch."""
    for j in range(i - 1, max(-1, i - 8), -1):
        if sentence.nodes[j].word == "agent":
            return True
        if finite(sentence.nodes[j]) or sentence.nodes[j].kind == "stop":
            return False
    return False
