"""Moods: whether what a head tells happened, from the words around it and the heads that embed it."""

from typing import NamedTuple

from sijill.packs.entries import Modifier, Operator, Support, Trigger
from sijill.reading.choice import chosen
from sijill.reading.heads import heralded
from sijill.reading.marks_han import mark_before
from sijill.reading.nodes import PARTIES
from sijill.reading.roles import folded
from sijill.reading.tree import Sentence

_STRENGTH = ("actual", "planned", "possible", "urged", "cancelled", "denied")
_MARKS = {"future": "planned", "possible": "possible", "obligation": "urged"}  # what words before a head make of it
_TALKS = frozenset(("meeting", "call", "visit", "negotiation"))
_SAID = frozenset(("praise", "congratulation", "condemnation", "criticism", "warning", "request", "appeal", "invitation", "support"))
_ADVERBS = 3  # words that may stand between a mark and its head


class Mood(NamedTuple):
    """Whether it happened, and the stretch that says so."""

    value: str
    cue: tuple[int, int] | None = None


class _Mark(NamedTuple):
    """A modality and the node that gives it."""

    value: str
    cue: int | None


def mood_of(sentence: Sentence, i: int) -> Mood:
    """The modality of head `i`: the strongest of its own marks and of those that embed it."""
    marks, head = [_own(sentence, i)], i
    if sentence.nodes[i].pos == "passive" or (sentence.nodes[i].pos == "participle" and sentence.nodes[i].article):
        return _mood(sentence, marks[0])  # انسحب من الاتفاق المبرم: what only describes is done, whatever becomes of it
    if sentence.verb_first and _past_occasion(sentence, i):
        return _mood(sentence, marks[0])  # سيلتقيان بعد قرار واشنطن الانسحاب: what has led to it is done
    if sentence.han and (sentence.clause_of[i].kind == "relative" or sentence.lending(i) is not None):
        return _mood(sentence, marks[0])  # 将落实(会晤达成的)共识: what only describes is done
    if marks[0].value == "actual" and sentence.verb_first and (told := _of_event(sentence, i)) is not None:
        marks.append(told)
    for node, condition in sentence.above(i):
        mark = _Mark("possible", node) if condition else _imposed(sentence, node, head)
        if sentence.inflected and not condition and mark.value == "possible" and _performs(sentence, node, head):
            mark = _Mark("actual", None)
        if mark.value != "denied" or not (_says(sentence, head) or _says(sentence, node)) or head == i and not _says(sentence, node):
            marks.append(mark)  # رفض التعليق على الزيارة, did not announce the visit: what is not said may be all the same
        head = head if condition else node
    mark = max(marks, key=lambda m: _STRENGTH.index(m.value))
    if mark.value in ("planned", "denied"):
        mark = _conditioned(sentence, i, mark)
    return _mood(sentence, mark)


def _mood(sentence: Sentence, mark: _Mark) -> Mood:
    cue = sentence.nodes[mark.cue] if mark.cue is not None else None
    return Mood(mark.value, (cue.start, cue.end) if cue else None)


def _past_occasion(sentence: Sentence, i: int) -> bool:
    """Whether a noun, or one it hangs on in its clause, stands behind a word of cause or time that looks back: بسبب, ردا على, عقب."""
    nouns = [i, *(a.node for a in sentence.above(i) if not a.condition and a.node < i and sentence.clause_of[a.node] is sentence.clause_of[i])]
    back = sentence.detached - sentence.adjuncts - frozenset(sentence.ahead)
    return any(sentence.nodes[j].pos == "noun" and sentence.preposition_of[j] in back for j in nouns)


def _of_event(sentence: Sentence, i: int) -> _Mark | None:
    """القمة التي ستجمع ترامب وكيم, إن القمة ستعقد: a verb to come about talks says that they are to come."""
    node, clause = sentence.nodes[i], sentence.clause_of[i]
    acts = {getattr(s.entry, "act", "") for s in node.senses}
    if node.pos != "noun" or not acts & _TALKS:
        return None
    verbs = [c.verb for c in sentence.relatives(i) if c.verb is not None]
    if (
        clause.verb is not None
        and clause.verb > i
        and not sentence.preposition_of[i]
        and not any(sentence.nodes[j].kind in PARTIES for j in clause.nodes if j < i)
    ):
        verbs.append(clause.verb)
    return next((mark for verb in verbs if (mark := _own(sentence, verb)).value in ("planned", "possible")), None)


def _performs(sentence: Sentence, wish: int, head: int) -> bool:
    """хочу поблагодарить, хотел бы поздравить: in the first person the wish to say it says it."""
    acts = {getattr(s.entry, "act", None) for s in sentence.nodes[head].senses}
    form = next((s.form for s in sentence.nodes[wish].senses if s.form.pos == "verb"), None)
    if not acts & _SAID or form is None:
        return False
    softened = any(n.word == "behind" for n in sentence.nodes[wish + 1 : wish + 2])
    return form.person == "1" or softened and not sentence.links[wish].subject


def _says(sentence: Sentence, head: int) -> bool:
    return any(isinstance(s.entry, Operator) and s.entry.speaker and s.entry.modality is None for s in sentence.nodes[head].senses)


def _beside_unknown_verb(sentence: Sentence, i: int) -> _Mark:
    """China and Russia should take joint action: where the verb is not known, the mark before it is the noun's."""
    clause = sentence.clause_of[i]
    if (clause.verb is not None and clause.verb < i) or sentence.links[i].governor is not None:
        return _Mark("actual", None)
    found = next((j for j in reversed(clause.nodes) if j < i and sentence.nodes[j].kind == "word" and sentence.nodes[j].word in _MARKS), None)
    return _Mark(_MARKS[sentence.nodes[found].word], found) if found is not None else _Mark("actual", None)


def _conditioned(sentence: Sentence, i: int, mark: _Mark) -> _Mark:
    """سيتوجه إلى طرابلس في حال نقل الرهينتين; لن يلتقي به إلا إذا: what depends on a condition is possible."""
    own = sentence.clause_of[i]
    condition = next((c for c in sentence.clauses if c.kind == "condition" and c.parent is own and c.opener is not None and c.opener > i), None)
    if condition is None:
        return mark
    excepted = any(n.word == "exception" for n in sentence.nodes[i : condition.opener])
    return _Mark("possible", condition.opener) if mark.value == "planned" or excepted else mark


def _own(sentence: Sentence, i: int) -> _Mark:
    """Marks at the head itself: negation, future, modal verbs, purpose, adjectives."""
    nodes, node = sentence.nodes, sentence.nodes[i]
    if sentence.han and node.pos != "noun":
        marked = mark_before(sentence, i)
        return _Mark("denied" if marked[0] == "negation" else _MARKS[marked[0]], marked[1]) if marked else _Mark("actual", None)
    if negated(sentence, i):
        return _Mark("denied", i - 1 if i else None)
    if node.future:
        return _Mark("planned", i)
    shared = _goes_on(sentence, i)
    if shared is not None:
        return shared
    if node.pos == "verb" and sentence.clause_of[i].kind == "infinitive" and sentence.clause_of[i].verb == i:
        return _purpose(sentence, i)
    if not sentence.verb_first and node.pos == "verb" and heralded(nodes, i, [j for j in sentence.clause_of[i].nodes if j < i]):
        return _Mark("planned", i - 1)
    for j in range(i - 1, max(-1, i - 1 - _ADVERBS), -1):
        before = nodes[j]
        if before.word in _MARKS and node.pos in ("verb", "participle"):
            told_ahead = sentence.clause_of[i].kind == "that" and any(s.entry == "reported" for s in before.senses)
            return _Mark("planned" if told_ahead else _MARKS[before.word], j)  # said it would expel, but: it would help if
        if any(s.entry == "perhaps" for s in before.senses) and any((s.form.pos, s.form.tense, s.form.person) == ("verb", "present", "3") for s in node.senses):
            return _Mark("possible", j)  # قد يلتقي: may meet, though قد التقى has met
        if before.kind in PARTIES or before.kind == "stop":
            break
    beside = next((j for j in (i - 1, i + 1) if 0 <= j < len(nodes) and nodes[j].word == "behind"), None)
    if beside is not None and node.pos == "verb":
        return _Mark("possible", beside)  # встретился бы
    if node.pos not in ("noun", "phrase") or sentence.han and sentence.lending(i) is not None:
        return _Mark("actual", None)
    preposition = sentence.links[i].preposition
    verb = sentence.clause_of[i].verb
    asked = any(isinstance(s.entry, Trigger) and sentence.acts[s.entry.act].type == "REQUEST" for s in node.senses)  # посетит по приглашению
    if sentence.inflected and preposition in sentence.adjuncts and verb is not None and sentence.nodes[verb].future and not asked:
        return _Mark("planned", verb)  # подпишут во время визита
    if preposition in sentence.ahead and not node.suffix and not asked:
        return _Mark("planned", i)  # قبل القمة, ahead of the summit
    owned = bool(sentence.links[i].genitive) and any(
        isinstance(s.entry, Trigger) and s.entry.genitive == "actor" and not sentence.acts[s.entry.act].symmetric for s in node.senses
    )  # دعم بكين لعقوبات الأمم المتحدة: what has its own doer is no purpose
    if preposition == sentence.purpose and not node.article and not node.suffix and not (owned and node.number == "p"):
        return _Mark("planned", i)  # توجه إلى واشنطن لإجراء محادثات
    described = _described(sentence, i)
    return described if described.value != "actual" else _beside_unknown_verb(sentence, i)


def _goes_on(sentence: Sentence, i: int) -> _Mark | None:
    """سيصدران وثائق ويوقعان, will issue documents and sign: a verb joined to one that is to come shares its mark."""
    clause, node = sentence.clause_of[i], sentence.nodes[i]
    before = clause.previous.verb if clause.verb == i and clause.previous is not None else None
    joined = node.conj or (i > 0 and sentence.nodes[i - 1].word == "conjunction")
    if before is None or not joined or before not in sentence.links:
        return None
    tenses = {s.form.tense for s in node.senses if s.form.pos == "verb"}
    if tenses != {"present" if sentence.verb_first else "base"}:
        return None
    mark = _own(sentence, before)
    return mark if mark.value in ("planned", "possible", "urged") else None


def _purpose(sentence: Sentence, i: int) -> _Mark:
    """An infinitive is to come (وصل ليبحث, plans to visit), but said in a talk it is said already (called to congratulate him)."""
    governor = sentence.clause_of[i].governor
    if sentence.inflected and governor is not None and _performs(sentence, governor, i):
        return _Mark("actual", None)
    if governor is not None and any(isinstance(s.entry, Operator) and s.entry.modality == "actual" for s in sentence.nodes[governor].senses):
        return _Mark("denied", governor) if negated(sentence, governor) else _Mark("actual", None)  # managed to free, did not manage to free
    acts = {getattr(s.entry, "act", None) for s in sentence.nodes[governor].senses} if governor is not None else set()
    said = {getattr(s.entry, "act", None) for s in sentence.nodes[i].senses}
    return _Mark("actual", None) if acts & _TALKS and said & _SAID else _Mark("planned", i)


def _described(sentence: Sentence, i: int) -> _Mark:
    """Adjectives of an event noun: القمة المرتقبة, the upcoming summit; وعيد or a past one say nothing new."""
    nodes = sentence.nodes
    span = range(i + 1, min(len(nodes), i + 5)) if sentence.verb_first else range(i - 1, max(-1, i - 5), -1)
    for j in span:
        modifier = next((s.entry for s in nodes[j].senses if isinstance(s.entry, Modifier)), None)
        if modifier and modifier.modality != "past" and not nodes[j].prep:
            return _Mark(modifier.modality, j)
        if nodes[j].kind in ("stop",) or nodes[j].kind == "head" and j != i or nodes[j].word in ("preposition", "relative"):
            break
    return _Mark("actual", None)


def negated(sentence: Sentence, i: int) -> bool:
    """Whether a negation stands before a head, with at most an adverb or an auxiliary between."""
    for j in range(i - 1, max(-1, i - 4), -1):
        node = sentence.nodes[j]
        if node.word == "negation":
            return True
        if node.word not in ("auxiliary", "future", "possible", "obligation", "perfect", "infinitive", "determiner") and node.norm != "t":
            return False
    return False


def _imposed(sentence: Sentence, governor: int, head: int) -> _Mark:
    """What an embedding head says of what it embeds; a negated denial (did not rule out) leaves it possible."""
    node = sentence.nodes[governor]
    entries = [s.entry for s in node.senses if isinstance(s.entry, (Operator, Support, Trigger))]
    if sentence.inflected:  # выступал на заседании is no выступал против
        entries = [e for e in entries if not (isinstance(e, Trigger) and e.where) or sentence.stands_before(governor, folded(tuple(e.where)))]
    operator = next((e for e in entries if isinstance(e, Operator)), None)
    acts = {getattr(s.entry, "act", "") for s in sentence.nodes[head].senses}
    support = next((e for e in entries if isinstance(e, Support) and (not e.acts or acts & set(e.acts))), None)
    same_clause = sentence.clause_of[governor] is sentence.clause_of[head]
    own = _own(sentence, governor)
    if support is not None and same_clause and sentence.nodes[head].pos == "noun":
        return own if own.value != "actual" else _Mark(support.modality or "actual", governor)
    value: str | None
    if operator is not None:
        value = operator.modality
    else:
        wishes = [e for e in entries if isinstance(e, Trigger)] if sentence.han or sentence.inflected else [e for e in (chosen(sentence, governor),) if e]
        value = next((m for e in wishes if (m := e.embeds or sentence.acts[e.act].embeds)), None)
    if negated(sentence, governor):
        if (sentence.inflected or sentence.verb_first) and value in ("planned", "possible"):
            return _Mark("denied", governor)  # не планирует, не намерен, не может, لا تعتزم
        return _Mark("possible" if value == "denied" else "denied" if value is None and same_clause else value or "actual", governor)
    if value is None or value == "actual":
        return own if same_clause and own.value != "actual" and not (operator and operator.speaker) else _Mark("actual", None)
    return _Mark(value, governor)
