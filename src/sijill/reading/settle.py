"""Parts of speech: each head is settled as verb or noun by what stands around it, before the sentence is cut into clauses."""

from sijill.reading.heads import NAMELIKE, bare_noun, embeds, finite, infinitive
from sijill.reading.nodes import HEADS, PARTIES, Node

_BEFORE_VERB = frozenset(("negation", "perfect", "future", "possible", "obligation", "infinitive"))
_CLAUSE = 13  # nodes within which the verb of a clause stands
_BEFORE_NOUN = frozenset(("preposition", "agent", "demonstrative", "determiner", "possessive", "possessive_pronoun", "each"))


def settle(nodes: list[Node], verb_first: bool, inflected: bool = False) -> list[Node]:
    """Give each head its part of speech where its form has several (دعم, بحث; visit, attack); `inflected`: the form itself tells."""
    if inflected:
        return [_by_form(nodes, i) if node.kind == "head" else node for i, node in enumerate(nodes)]
    settled: list[Node] = []
    for i, node in enumerate(nodes):
        if node.kind == "head":
            kinds = {s.form.pos for s in node.senses if s.kind in HEADS}
            choose = _choose_verb_first if verb_first else _choose_subject_first
            pos = next(iter(kinds)) if len(kinds) == 1 else choose(nodes, settled, i, kinds)
            phrase = next((s for s in node.senses if s.kind == "support" and s.form.pos == "phrase"), None)
            progressive = pos == "participle" and bool(settled) and settled[-1].word == "auxiliary" and not any(s.form.passive for s in node.senses)
            senses = tuple(s for s in node.senses if s.kind in ("word", "modifier", "cue", "title") or s.form.pos in (pos, "phrase"))
            form = next((s.form for s in senses if s.form.pos == pos and s.kind in HEADS), None)
            carried = phrase is not None and not verb_first  # had a conversation
            gender, number = (form.gender, form.number) if form else ("", "")
            node = node._replace(pos="verb" if progressive or carried else pos, senses=senses, gender=gender, number=number)
        settled.append(node)
    return settled if verb_first else [_opening(settled, i) if node.word == "preposition" else node for i, node in enumerate(settled)]


def _opening(nodes: list[Node], i: int) -> Node:
    """After Niger expelled the envoy, before talks ended: where a verb of its own follows, such a word opens a clause; after talks, it does not."""
    node = nodes[i]
    if not node.classed("subordinator"):
        return node
    for j in range(i + 1, min(i + 1 + _CLAUSE, len(nodes))):
        ahead = nodes[j]
        if ahead.word in ("comma", ";", "complementizer") or ahead.kind == "head" and ahead.pos == "participle" and j == i + 1:
            break
        if finite(ahead) and not infinitive(nodes, j) and j > i + 1:
            return node._replace(word="subordinator")
    return node


def _by_form(nodes: list[Node], i: int) -> Node:
    """The likeliest part of speech of a form; a participle behind its noun and a comma is the verb of a relative clause."""
    node = nodes[i]
    forms = [s.form for s in node.senses if s.kind in HEADS]
    ahead = nodes[i + 1].senses if i + 1 < len(nodes) else ()
    if any(s.form.tense == "infinitive" for s in ahead):  # начала поставлять
        forms.sort(key=lambda f: f.pos != "verb")
    form = forms[0]
    pos, senses = form.pos, tuple(s for s in node.senses if s.kind in ("word", "modifier", "cue", "title") or s.form.pos in (form.pos, "phrase"))
    carries = any(s.kind == "support" and s.form.pos == "phrase" for s in senses)
    if carries or pos in ("participle", "passive") and form.tense != "gerund" and _behind_comma(nodes, i):
        senses = tuple(s._replace(form=s.form._replace(pos="verb")) if s.form.pos == pos else s for s in senses)
        pos = "verb"
    return node._replace(pos=pos, senses=senses, gender=form.gender, number=form.number, cases=form.cases, future=form.tense == "future")


def _behind_comma(nodes: list[Node], i: int) -> bool:
    """Whether a participle follows a comma, with at most an adverb between: документ, (ранее) подписанный сторонами."""
    before = [n for n in nodes[max(0, i - 2) : i] if n.pos != "other"]
    return bool(before) and before[-1].word == "comma"


def _choose_verb_first(nodes: list[Node], settled: list[Node], i: int, kinds: set[str]) -> str:
    node = nodes[i]
    if "verb" not in kinds:
        return "noun" if "noun" in kinds else sorted(kinds)[0]
    other = "noun" if "noun" in kinds else sorted(kinds - {"verb"})[0]
    if node.future:
        return "verb"
    if node.article or node.prep in ("ب", "ك"):
        return other
    before = settled[-1] if settled else None
    if before is not None:
        if before.word in _BEFORE_VERB:
            return "verb"
        if before.word in _BEFORE_NOUN or before.kind == "head" and not node.conj:
            return other
        if before.kind in PARTIES and not before.prep and len(settled) > 1 and settled[-2].word == "complementizer" and _agrees(node, before):
            return "verb"  # إن الرئيس الروسي بحث الأزمة السورية
        if before.word == "complementizer" and _tense(node, "past"):
            return other  # أن دعم روسيا: after أن a verb in the past comes with its subject first
    if bare_noun(settled, i) is not None and any(s.kind == "support" and s.form.pos == "verb" for s in node.senses):
        return "verb"  # قمة عقدها مع نظيره
    if not node.conj and _past_only(node) and _owned_head(settled):
        return other  # قرار أميركا فرض عقوبات: after a noun and its owner stands what was decided
    if not node.conj and _past_only(node) and _verb_behind(settled):
        return other  # تدرس ألمانيا فرض عقوبات: no second past verb without a conjunction
    following = next((n for n in nodes[i + 1 : i + 3] if n.kind in NAMELIKE and not n.prep), None)
    if node.conj and following is not None and following.title == "envoy" and _past_only(node) and _listed_noun(settled):
        return other  # عن قطع العلاقات وطرد السفير: it goes on with what was announced, an envoy expels nobody
    gender = next((s.form.gender for s in node.senses if s.form.pos == "verb"), "")
    if following and following.gender and gender and following.gender != gender and following.title not in ("people", "metonym"):
        return other  # طرد بريطانيا دبلوماسيين: a masculine past before a feminine subject is a verbal noun
    return "verb"


def _agrees(node: Node, party: Node) -> bool:
    """Whether a verb's form fits the gender of the party before it, where both tell one."""
    genders = {s.form.gender for s in node.senses if s.form.pos == "verb"}
    return not party.gender or not genders or "" in genders or party.gender in genders


def _listed_noun(settled: list[Node]) -> bool:
    """Whether the last head before is an event noun."""
    head = next((n for n in reversed(settled) if n.kind == "head"), None)
    return head is not None and head.pos == "noun"


def _owned_head(settled: list[Node]) -> bool:
    """Whether a noun that embeds, and right after it its owner, stand just before: قرار أميركا."""
    if len(settled) < 2 or settled[-1].kind not in PARTIES or settled[-1].prep:
        return False
    return settled[-2].kind == "head" and settled[-2].pos == "noun" and embeds(settled[-2])


def _past_only(node: Node) -> bool:
    return {s.form.tense for s in node.senses if s.form.pos == "verb"} == {"past"}


def _verb_behind(settled: list[Node]) -> bool:
    """Whether a finite verb stands before in the same stretch: no mark, conjunction or opening word between, but for a day told in commas."""
    for k, node in reversed([*enumerate(settled)]):
        if finite(node):
            return True
        if node.word == "comma" and any(other.word == "comma" for other in _beside_time(settled, k)):
            continue  # قررت تركيا، الثلاثاء، طرد السفير
        if node.kind == "stop" or node.word in ("complementizer", "relative", "subordinator", "conditional", "conjunction"):
            return False
    return False


def _beside_time(settled: list[Node], comma: int) -> list[Node]:
    """What stands on the other side of the words of time next to a comma."""
    found = []
    for step in (-1, 1):
        k = comma + step
        while 0 <= k < len(settled) and any(s.entry == "time" for s in settled[k].senses):
            k += step
        if k != comma + step and 0 <= k < len(settled):
            found.append(settled[k])
    return found


def _tense(node: Node, tense: str) -> bool:
    return any(s.form.pos == "verb" and s.form.tense == tense for s in node.senses)


def _choose_subject_first(nodes: list[Node], settled: list[Node], i: int, kinds: set[str]) -> str:
    node = nodes[i]
    before = settled[-1] if settled else None
    following = nodes[i + 1] if i + 1 < len(nodes) else None
    if "verb" in kinds:
        other = "noun" if "noun" in kinds else sorted(kinds - {"verb"})[0]
        if before is None:
            verb_ahead = following is not None and (following.word in ("auxiliary", "future", "possible", "obligation", "perfect") or _only_verb(following))
            return other if verb_ahead or (following is not None and following.word in ("preposition", "agent")) else "verb"
        if before.kind == "blocked" and before.title == "goods" and before.refs and following is not None and following.kind in NAMELIKE:
            return "verb"  # Russian missiles hit Kyiv
        if before.norm == "to" or before.word in _BEFORE_VERB:
            return "verb"
        if before.word in _BEFORE_NOUN or before.kind in ("adjective", "modifier", "blocked") or before.kind == "head":
            return other
        if before.kind == "party" and before.title == "adjective":
            return other
        base = all(s.form.tense == "base" for s in node.senses if s.form.pos == "verb")
        if before.kind == "text" and before.capital and base and _verb_behind(settled):
            return other  # bombed Kurdish positions: an adjective that is not known
        if before.kind in NAMELIKE and i > 1 and nodes[i - 2].norm in ("-", "–"):
            return other  # Russian-Myanmar talks
        if before.kind in NAMELIKE:
            plural = before.number in ("p", "d") or (i > 1 and nodes[i - 2].word == "conjunction") or before.kind in ("both", "pronoun") or len(before.refs) > 1
            return other if base and not plural and not (before.kind == "party" and before.conj) else "verb"
        return other if base and before.word not in ("conjunction", "relative", "comma") else "verb"
    if (
        "noun" in kinds
        and before is not None
        and (before.word in _BEFORE_NOUN - {"preposition"} or before.kind in ("adjective", "modifier") or before.kind == "head")
    ):
        return "noun"
    if "noun" in kinds and following is not None and following.word == "preposition":
        return "noun"
    return "participle" if "participle" in kinds else sorted(kinds)[0]


def _only_verb(node: Node) -> bool:
    return node.kind == "head" and {s.form.pos for s in node.senses if s.kind in HEADS} == {"verb"}
