"""Links: which party stands in which grammatical place of which head (subject, object, genitive, after a preposition).

Nothing here knows what a place means; `frames` turns places into roles by the entry's valency.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from sijill.packs.entries import Act, Inflected, Support, Trigger
from sijill.packs.lexicon import Lexicon
from sijill.reading.clauses import Clause, embeds, finite
from sijill.reading.nodes import HEADS, PARTIES, VOICES, Node
from sijill.text import fold_word

_DASHES = frozenset(("-", "–", "ـ"))
AGENT = "\x00"  # what stands for the preposition of an agent (by, من قبل)
_NEAR = 4  # nodes between a noun and what it embeds
_FAR = 14  # nodes between a head and what still belongs to it


class Above(NamedTuple):
    """A node that embeds another: a head, or the word that opens a condition."""

    node: int
    condition: bool


@dataclass(slots=True)
class Links:
    """What hangs on one head; values are groups of coordinated nodes, by index."""

    subject: list[int] = field(default_factory=list)
    object: list[int] = field(default_factory=list)
    genitive: list[int] = field(default_factory=list)
    possessive: list[int] = field(default_factory=list)
    adjective: list[int] = field(default_factory=list)
    after: dict[str, list[int]] = field(default_factory=dict)
    agent: list[int] = field(default_factory=list)
    governor: int | None = None  # the head that this noun, infinitive or participle depends on
    preposition: str = ""  # that stands before the head
    passive: bool = False


class Sentence:
    """The nodes of a sentence with their clauses and links; read-only once built."""

    def __init__(self, nodes: Sequence[Node], clauses: Sequence[Clause], lexicon: Lexicon, acts: Mapping[str, Act]) -> None:
        self.nodes, self.clauses, self.acts = nodes, clauses, acts
        self.genitives, self.detached, self.oblique = lexicon.genitives, lexicon.detached, tuple(lexicon.language.oblique)
        self.pairing = frozenset(p for p, role in lexicon.defaults.items() if role == "parties")
        self.verb_first, self.ahead, self.purpose = lexicon.language.order == "verb-first", lexicon.ahead, lexicon.purpose
        self.clause_of: dict[int, Clause] = {i: clause for clause in clauses for i in clause.nodes}
        self.heads = [i for i, node in enumerate(nodes) if node.kind == "head" and i in self.clause_of]
        self.preposition_of = [self._preposition(i) for i in range(len(nodes))]
        self.links: dict[int, Links] = {}
        self._groups: dict[int, list[int]] = {}
        self._leader: dict[int, int] = {}
        for i, node in enumerate(nodes):
            if node.kind in PARTIES and i not in self._leader:
                self._leader.update(dict.fromkeys(self.group(i), i))
        for member, leader in self._leader.items():  # a preposition governs all that are coordinated: between A and B
            self.preposition_of[member] = self.preposition_of[member] or self.preposition_of[leader]
        taken: set[int] = set()  # nodes whose place is found; after this loop, those that hang on a noun
        for i in self.heads:
            self.links[i] = self._near(i, taken)
        self._dependents = frozenset(taken)
        for i in self.heads:
            if finite(nodes[i]):
                self._subject(i, taken)
        self._attach(taken)

    def above(self, i: int) -> Iterator[Above]:
        """What embeds head `i`, the innermost first: heads that govern it or its clause, and conditions that it stands in."""
        seen, head = {i}, i
        while head in self.links:
            governor, clause = self.links[head].governor, self.clause_of.get(head)
            while clause is not None and (governor is None or governor in seen):
                if clause.kind == "condition" and clause.opener is not None:
                    yield Above(clause.opener, True)
                governor, clause = clause.governor, clause.parent
            if governor is None or governor in seen:
                return
            yield Above(governor, False)
            seen.add(governor)
            head = governor

    def verb_before(self, i: int) -> bool:
        """Whether a finite verb that is known stands before node `i`."""
        return any(finite(node) for node in self.nodes[:i])

    def clause_at(self, i: int) -> Clause | None:
        """The clause in which node `i` stands; for a mark between clauses, that of the node before it."""
        return next((self.clause_of[j] for j in range(i, -1, -1) if j in self.clause_of), None)

    def _preposition(self, i: int) -> str:
        """The preposition that governs a node: written together with it, or the word before (and its determiners)."""
        node = self.nodes[i]
        if node.prep:
            return node.prep
        for j in range(i - 1, max(-1, i - 4), -1):
            before = self.nodes[j]
            if before.sense("membership"):
                return "\x01"  # عضوين دائمين في مجلس الأمن
            if before.word in ("preposition", "agent"):
                return AGENT if before.word == "agent" else before.norm if not before.senses or not _phrase(before) else _phrase(before)
            if (
                before.word in ("determiner", "each", "quote", "(", "possessive_pronoun")
                or before.kind == "modifier"
                or (before.kind == "text" and before.norm.isalpha() and self._skippable(before))
            ):
                continue
            break
        return ""

    def _skippable(self, node: Node) -> bool:
        """A plain word between a preposition and a party: with senior Russian officials; بين مجلس الحلف وروسيا."""
        return not node.senses and not (node.article or node.prep or node.conj) if self.verb_first else not node.senses and not node.capital

    def group(self, i: int) -> list[int]:
        """A party and those coordinated with it (A، B وC; A, B and C)."""
        if i not in self._groups:
            self._groups[i] = self._members(i)
        return self._groups[i]

    def leader(self, i: int) -> int:
        """The first of the parties that party `i` is coordinated with."""
        return self._leader.get(i, i)

    def _members(self, i: int) -> list[int]:
        members, j = [i], i + 1
        nodes = self.nodes
        while j < len(nodes):
            node = nodes[j]
            if node.kind in PARTIES and node.conj and not node.prep:
                members.append(j)
            elif node.word in ("comma", "conjunction") and j + 1 < len(nodes):
                k = j + 1
                while k < len(nodes) and nodes[k].word in ("conjunction", "determiner", "each"):
                    k += 1
                if k >= len(nodes) or nodes[k].kind not in PARTIES or nodes[k].prep:
                    break
                joined = nodes[k].conj or any(n.word == "conjunction" for n in nodes[j:k])
                if not joined and not self._listed(k):
                    break
                members.append(k)
                j = k
            else:
                break
            j += 1
        return members

    def _listed(self, k: int) -> bool:
        """Whether a party after a comma is a member of a list: a further one follows after `and`."""
        for node in self.nodes[k + 1 : k + 8]:
            if node.kind in PARTIES and node.conj or node.word == "conjunction":
                return True
            if node.kind not in PARTIES and node.word not in ("comma", "determiner"):
                return False
        return False

    def _near(self, i: int, taken: set[int]) -> Links:
        """What touches a head: adjectives, genitive, possessive, the preposition before it, passive."""
        node, links = self.nodes[i], Links()
        links.preposition = self.preposition_of[i]
        links.passive = self._passive(i)
        if node.pos == "verb":
            return links
        if self.verb_first:
            self._after_noun(i, links, taken)
        else:
            self._before_noun(i, links, taken)
        return links

    def _after_noun(self, i: int, links: Links, taken: set[int]) -> None:
        """طرد (بريطانيا) دبلوماسيين; القمة (المصرية) (الروسية); الاجتماع الثلاثي (بين) ..."""
        nodes, j = self.nodes, i + 1
        while j < len(nodes) and j <= i + 4:
            node = nodes[j]
            if node.kind == "adjective" and not node.prep and (not node.conj or links.adjective):
                links.adjective.append(j)
                taken.add(j)
            elif node.kind in VOICES and not node.prep and not node.conj and not nodes[i].article and not nodes[i].suffix:
                if node.kind in PARTIES:
                    links.genitive = self.group(j)
                    taken.update(links.genitive)
                return
            elif not (_plain(node) or (node.norm in _DASHES and j + 1 < len(nodes) and nodes[j + 1].kind == "adjective")):
                return
            j += 1

    def _before_noun(self, i: int, links: Links, taken: set[int]) -> None:
        """(Tehran 's) rejection; (US) (new) sanctions; (U.S.-China) talks; (their) meeting."""
        nodes, j = self.nodes, i - 1
        k = i + 2 + (i + 2 < len(nodes) and nodes[i + 2].word == "determiner")
        if k < len(nodes) and nodes[i + 1].norm in self.genitives and nodes[k].kind in PARTIES:
            links.genitive = self.group(k)  # the visit of the Indian president
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
            elif not (node.kind in ("modifier", "text") and node.norm.isalpha() or node.kind == "head" and node.pos in ("noun", "participle") and j == i - 1):
                return
            j -= 1

    def _passive(self, i: int) -> bool:
        nodes, node = self.nodes, self.nodes[i]
        form = next((s.form for s in node.senses if s.kind in HEADS and s.form.pos == node.pos), None)
        if form and form.passive and node.pos != "participle":
            return True
        following = nodes[i + 1] if i + 1 < len(nodes) else None
        if following is not None and following.word == "agent":
            return True
        if not self.verb_first and form and (form.tense == "past" or form.passive):
            back = [n for n in nodes[max(0, i - 4) : i] if n.kind != "modifier"]
            return bool(back) and any(n.word == "auxiliary" and n.norm in ("is", "are", "was", "were", "be", "been", "being") for n in back[-2:])
        return False

    def _subject(self, i: int, taken: set[int]) -> None:
        """The subject of a finite verb, by the order and the agreement of the language."""
        links, clause = self.links[i], self.clause_of[i]
        before = self._before(i, clause)
        after = self._after(i, clause) if self.verb_first else []
        if before and (not after or self._agrees(i, before[0]) or not self._agrees(i, after[0])):
            links.subject = before
        elif after and self._agrees(i, after[0]):
            links.subject = after
        if links.subject is after and after and self._rather_object(i, clause, after[-1]):
            links.subject, links.object = [], after
        taken.update(links.subject)

    def _rather_object(self, i: int, clause: Clause, last: int) -> bool:
        """وأكدت دعمها، وحذرت أستراليا من المجازفة: joined to a verb before it, one party and then a preposition, it is who is warned."""
        senses = [s.entry for s in self.nodes[i].senses if isinstance(s.entry, Trigger)]
        aimed = any(e.object == "recipient" and self.acts[e.act].type in ("THREATEN", "REQUEST") for e in senses)
        joined = self.nodes[i].conj and clause.previous is not None and clause.previous.verb is not None
        following = self.nodes[last + 1] if last + 1 < len(self.nodes) else None
        return aimed and joined and following is not None and following.word in ("preposition", "complementizer")

    def _agrees(self, verb: int, j: int) -> bool:
        """Whether a party can be a verb's subject: gender in the third person singular, number where it is told."""
        node, party = self.nodes[verb], self.nodes[j]
        form = next((s.form for s in node.senses if s.form.pos == "verb"), None)
        if not self.verb_first or form is None or not form.gender or not party.gender or party.title == "people" or party.kind in ("both", "pronoun", "bare"):
            return True
        if form.person in ("1", "2"):
            return False
        if form.number == "s" or j > verb:
            return form.gender == party.gender or party.title in ("organ", "body", "office", "unnamed", "metonym")
        return True

    def _before(self, i: int, clause: Clause) -> list[int]:
        at = clause.nodes.index(i)
        group: list[int] = []
        for j in reversed(clause.nodes[:at]):
            node = self.nodes[j]
            if finite(node):
                break
            if node.kind in VOICES and not self.preposition_of[j] and j not in self._dependents:
                group = [j]
                if not self.verb_first or not any(self.nodes[k].kind in VOICES and not self.preposition_of[k] for k in clause.nodes[: clause.nodes.index(j)]):
                    break
        if not group:
            return []
        return self.group(self._leader.get(group[0], group[0])) if self.nodes[group[0]].kind in PARTIES else group

    def _after(self, i: int, clause: Clause) -> list[int]:
        nodes = self.nodes
        at = clause.nodes.index(i)
        for j in clause.nodes[at + 1 : at + 1 + _FAR]:
            node = nodes[j]
            if finite(node) or (node.kind == "head" and not self.preposition_of[j] and not self._adverbial(j)):
                return []
            if self._oblique(node) and not self.preposition_of[j]:
                return []  # دهس سائق جنودا إسرائيليين: no subject stands in the oblique case
            if node.kind == "bare" and node.suffix and node.posted:
                return []  # استدعت سفيرها في لندن: her own envoy is whom she recalls
            if node.kind in VOICES and not self.preposition_of[j] and node.kind != "pronoun":
                return self.group(j) if node.kind in PARTIES else [j]
        return []

    def _oblique(self, node: Node) -> bool:
        """Whether people or a dual are written in a case that no subject has (مسؤولين, جنودا, الرئيسين)."""
        if node.kind not in ("party", "both", "blocked") or not (node.title == "people" or node.kind == "both"):
            return False
        return bool(self.oblique) and node.norm.endswith(self.oblique)

    def _adverbial(self, j: int) -> bool:
        return any(s.kind == "trigger" and s.form.pos == "noun" for s in self.nodes[j].senses) and bool(self.preposition_of[j])

    def _attach(self, taken: set[int]) -> None:
        """Objects and prepositional parties go to the nearest head on their left that takes them."""
        for clause in self.clauses:
            for j in clause.nodes:
                if self.nodes[j].kind in PARTIES and j not in taken:
                    self._attach_one(j, clause, taken)
        for i in self.heads:
            self.links[i].governor = self._governor(i)

    def _attach_one(self, j: int, clause: Clause, taken: set[int]) -> None:
        preposition = self.preposition_of[j]
        heads = [i for i in self.heads if i < j and self.clause_of[i] is clause and j - i <= _FAR]
        if not heads and clause.kind == "relative" and clause.antecedent is not None and clause.antecedent in self.links:
            heads = [clause.antecedent]
        for i in reversed(heads):
            links = self.links[i]
            if preposition == AGENT:
                links.agent = self.group(j)
            elif preposition and self._between_others(i, j, preposition):
                continue
            elif preposition and _licenses(self.nodes[i], preposition):
                links.after.setdefault(preposition, []).extend(k for k in self.group(j) if k not in links.after.get(preposition, ()))
            elif not preposition and not links.object and (self.nodes[i].pos != "noun" or (links.genitive and self.verb_first)):
                links.object = self.group(j)
            else:
                continue
            taken.update(self.group(j))
            return
        if preposition and heads and not self._between_others(heads[-1], j, preposition):
            links = self.links[heads[-1]]
            links.after.setdefault(preposition, []).extend(k for k in self.group(j) if k not in links.after.get(preposition, ()))

    def _between_others(self, i: int, j: int, preposition: str) -> bool:
        """قمة في ظل توتر بين أوروبا وواشنطن: a noun of relation or rift nearer than the head is what stands between the parties."""
        if preposition not in self.pairing or (self.nodes[i].pos == "verb" and _licenses(self.nodes[i], preposition)):
            return False  # facilitated contacts between A and B: the verb asks for them
        return any(s.kind == "word" and s.entry in ("relation", "rift") for k in range(i + 1, j) for s in self.nodes[k].senses)

    def _governor(self, i: int) -> int | None:
        """The support verb or operator that a noun, an infinitive or a participle depends on."""
        node, clause, nodes = self.nodes[i], self.clause_of[i], self.nodes
        if finite(node):
            return clause.governor
        if self.preposition_of[i] in self.detached:
            return None  # بعد انسحاب واشنطن: what is planned or asked does not reach into an adjunct
        if not self.verb_first and clause.verb is not None and clause.verb > i and node.pos != "verb" and self._carries(clause.verb, i):
            return clause.verb
        for j in reversed([h for h in self.heads if h < i and self.clause_of[h] is clause]):
            head = nodes[j]
            if i - j > (_FAR if head.pos == "verb" else _NEAR):
                break
            if (any(s.kind == "support" for s in head.senses) or embeds(head)) and not self._closed(j, i):
                return j
            if finite(head):
                break
        if clause.kind == "relative" and clause.antecedent in self.links:
            return None
        return clause.governor if clause.verb is None else None

    def _carries(self, verb: int, i: int) -> bool:
        """Sanctions were imposed, talks took place: the noun before a passive or intransitive support verb is what it carries."""
        senses = [s.entry for s in self.nodes[verb].senses if isinstance(s.entry, Support)]
        subject = any(s.object == "subject" for s in senses) or (self.links[verb].passive and (bool(senses) or embeds(self.nodes[verb])))
        return subject and not self.preposition_of[i] and not any(finite(self.nodes[k]) for k in range(i + 1, verb))

    def _closed(self, j: int, i: int) -> bool:
        """Whether head `j` has its complement already: another head stands between it and `i`, and then a comma or a preposition."""
        seen = False
        for k in range(j + 1, i):
            seen = seen or self.nodes[k].kind == "head"
            if seen and self.nodes[k].word == "comma":
                return True
        return seen and bool(self.preposition_of[i]) and not self.nodes[i].conj


def _plain(node: Node) -> bool:
    """A modifier or an unknown word that may stand between an event noun and its adjective or genitive."""
    return node.kind in ("modifier", "text") and not node.conj and not node.prep and node.norm.isalpha() and not (node.kind == "text" and node.senses)


def _phrase(node: Node) -> str:
    sense = next((s for s in node.senses if s.kind == "word" and s.entry in ("preposition", "agent")), None)
    return " ".join((node.norm, *sense.tail)) if sense else node.norm


def _licenses(node: Node, preposition: str) -> bool:
    return any(isinstance(s.entry, Inflected) and preposition in _folded(s.entry) for s in node.senses)


def _folded(entry: Inflected) -> dict[str, str]:
    return valency(tuple(entry.with_.items()))


@lru_cache(maxsize=4096)
def valency(items: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """An entry's prepositions as the matcher sees them, to their roles."""
    return {fold_word(preposition): role for preposition, role in items}
