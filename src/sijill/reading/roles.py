"""Roles: who acts and who is acted on, from the grammatical places around a trigger and its entry's valency."""

from collections.abc import Iterable
from functools import cached_property, lru_cache

from sijill.packs.entries import Act, Operator, Support, Trigger
from sijill.packs.lexicon import Lexicon
from sijill.reading.nodes import PARTIES, VOICES, Node, Ref
from sijill.reading.references import clause_subject, resolve, subject_of, topic
from sijill.reading.registry import Registry
from sijill.reading.tree import AGENT, Sentence, valency
from sijill.text import fold_word

_JUDGING = frozenset(("ACCUSE", "REJECT", "SUPPORT", "PROTEST"))
_AIMED = frozenset(("REQUEST", "THREATEN", "ACCUSE", "REJECT", "SANCTION", "PROTEST"))  # acts that are always aimed at somebody ...
_OPEN = frozenset(("appeal", "warning", "ultimatum"))  # ... but for these, which may be aimed at all
_TURNED = frozenset(("accusation", "request", "appeal", "invitation", "ultimatum", "praise", "criticism", "condemnation"))  # what they embed the object does
_PEOPLE = frozenset(("office", "leader", "person", "envoy", "spokesperson"))
_ASKED = 3  # nodes after an asking among which somebody asked stands
_NEAR = 10  # nodes after a head in which a nationality may still tell whose goods or men were meant


@lru_cache(maxsize=4096)
def folded(words: tuple[str, ...]) -> frozenset[str]:
    """Words of an entry as the matcher sees them."""
    return frozenset(map(fold_word, words))


class Frame:
    """One trigger head with its entry, while its roles are filled."""

    def __init__(self, sentence: Sentence, i: int, entry: Trigger, registry: Registry, lexicon: Lexicon) -> None:
        self.sentence, self.i, self.entry, self.registry, self.lexicon = sentence, i, entry, registry, lexicon
        self.act: Act = sentence.acts[entry.act]
        self.node: Node = sentence.nodes[i]
        self.links = sentence.links[i]
        self.roles: dict[str, list[Ref]] = {"actor": [], "recipient": [], "parties": [], "goods": [], "place": []}
        self.actors: tuple[Ref, ...] = ()
        self.recipients: tuple[Ref, ...] = ()
        self.inferred = ""  # how a party was found that no place of its own tells: goods, judged, aimed, implied, sentence, article
        self.domestic = False  # the state that acts is the one acted on (asked his own adviser)
        self.blocked = False  # something that is no party stands where the actor should

    def fill(self) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
        """Actors and recipients."""
        if self.node.pos == "verb":
            self._verb()
        elif self.node.pos == "passive":
            self._passive_participle()
        else:
            self._noun()
        self._prepositions()
        self.actors, self.recipients = self._settle()
        return self.actors, self.recipients

    def add(self, role: str, refs: Iterable[Ref]) -> None:
        """Put parties into a role, each once."""
        if role in self.roles:
            row = self.roles[role]
            row.extend(ref for ref in refs if ref.id and all(ref.id != r.id for r in row))

    def _all(self, places: Iterable[int]) -> list[Ref]:
        nodes = self.sentence.nodes
        return [ref for j in places for ref in (nodes[j].refs if nodes[j].kind == "adjective" else resolve(self.sentence, j, self.registry))]

    def _referred(self, refs: Iterable[Ref]) -> list[Ref]:
        return [ref._replace(by="reference", start=self.node.start, end=self.node.end) for ref in refs]

    def _as_named(self, refs: Iterable[Ref]) -> list[Ref]:
        """A reference to a party that its own clause names stands on the name: Algeria voiced (its) displeasure."""
        clause = self.sentence.clause_of[self.i]
        told = {r.code: r for j in clause.nodes if j < self.i and self.sentence.nodes[j].kind == "party" for r in self.sentence.nodes[j].refs}
        return [told.get(ref.code, ref) if ref.by == "reference" else ref for ref in refs]

    def _verb(self) -> None:
        """Subject, object and agent of a finite verb or infinitive."""
        links, entry = self.links, self.entry
        if links.passive:
            self.add(entry.object if entry.object != "none" else "recipient", self._all(links.subject))
            self.add(entry.subject, self._all(links.agent))
            return
        refs, self.blocked = subject_of(self.sentence, self.i, self.registry)
        governor = links.governor
        if not links.subject and governor is not None and self._object_acts(governor):
            refs = tuple(self._all(self.sentence.links[governor].object)) or refs
        owner = self._owner_of_object(refs)
        if owner:
            self.add(entry.object, refs)
            refs = owner
        self.add(entry.subject, refs)
        self.add(entry.object, self._all(links.object))
        if self.node.suffix and not links.object and entry.object in ("recipient", "parties"):
            known = {a.code for a in refs}
            others = [r for r in self.registry.before(self.node.start) if r.code not in known]
            self.add(entry.object, self._referred(others[:1]))

    def _owner_of_object(self, refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
        """عندما هنأ بوتين: with one party alone behind a verb that needs two, the subject of the clause around is who acts."""
        links, clause = self.links, self.sentence.clause_of[self.i]
        alone = self.sentence.verb_first and self.entry.object == "recipient" and not links.object and not links.after and not self.node.suffix
        if not alone or not links.subject or links.subject[0] < self.i or len(refs) != 1 or clause.kind != "subordinate" or clause.verb != self.i:
            return ()
        around = clause.parent
        told = subject_of(self.sentence, around.verb, self.registry)[0] if around is not None and around.verb is not None else ()
        return tuple(r._replace(by="elided") for r in told) if told and {r.code for r in told} != {r.code for r in refs} else ()

    def _passive_participle(self) -> None:
        """الحوثيين المدعومين من إيران, Iranian-made: what it describes is the object, its agent the actor."""
        nodes = self.sentence.nodes
        described = next((j for j in (self.i - 1, self.i - 2) if j >= 0 and nodes[j].kind in PARTIES), None)
        self.add(self.entry.object, self._all([described]) if described is not None else ())
        self.add(self.entry.subject, self._all([*self.links.agent, *self.links.after.get("من", ())]))

    def _object_acts(self, governor: int) -> bool:
        """Whether the object of a head acts in what it embeds (urged X to ..., accused X of ...)."""
        senses = self.sentence.nodes[governor].senses
        return any((isinstance(s.entry, Operator) and s.entry.of == "recipient") or (isinstance(s.entry, Trigger) and s.entry.act in _TURNED) for s in senses)

    def _noun(self) -> None:
        """Adjectives, genitive, possessive and carrier of an event noun or active participle."""
        links, entry, symmetric = self.links, self.entry, self.act.symmetric
        side = "parties" if symmetric else "actor"
        adjectives = self._all(links.adjective)
        if len(adjectives) > 1 and not symmetric:
            self.add("actor", adjectives[:1])
            self.add("recipient", adjectives[1:])
        else:
            self.add(entry.adjective or side, adjectives)
        self.add("parties" if symmetric else entry.possessive, self._all(links.possessive))
        self.add("actor", self._all(links.agent))
        if self.node.suffix:
            turned = entry.genitive == "recipient" and not links.object  # اعتقاله: he is arrested; اتهامه إيران: he accuses
            self.add("recipient" if turned else "actor", self._referred(self._owner_of_suffix()))
        governed = self._carried()
        if self.node.pos == "noun" and links.object:
            self.add(entry.object, self._all(links.object))  # استدعاء الخارجية الروسية السفير البريطاني
        self._genitive({r.code for r in governed})
        if governed and not (self.roles["actor"] or self.node.suffix):
            self.add("actor", governed)
        elif governed and symmetric:
            self.add("parties", governed)
        if self.node.pos == "participle":
            if not self.roles["actor"]:
                refs, self.blocked = self._participle_subject()
                self.add(entry.subject, refs)
            self.add(entry.object, self._all(links.object))

    def _owner_of_suffix(self) -> tuple[Ref, ...]:
        """Whose رفضها or معارضتهما it is: the clause's subject, else the last one; a dual suffix means two."""
        told = clause_subject(self.sentence, self.i, self.registry) or self.registry.subject or tuple(self.registry.before(self.node.start)[:1])
        if self.node.suffix in self.lexicon.dual_suffixes and len({r.code for r in told}) < 2:
            return tuple(reversed(self.registry.before(self.node.start)[:2]))
        return told

    def _genitive(self, outer: set[str | None]) -> None:
        """طرد (بريطانيا) دبلوماسيين; with an actor told elsewhere the genitive is the object (بدأت إدانة إيران)."""
        nodes = self.sentence.nodes
        if self._venue():
            return
        genitive = self._all(j for j in self.links.genitive if not (nodes[j].kind == "bare" and nodes[j].suffix))  # نقل سفارتها: no actor
        expelled = self.act.type == "SANCTION" and bool(self.links.genitive) and all(nodes[j].title == "envoy" for j in self.links.genitive)
        as_object = self.entry.genitive == "recipient" or expelled or (self.entry.object == "recipient" and outer and not outer & {r.code for r in genitive})
        self.add("parties" if self.act.symmetric else "recipient" if as_object else self.entry.genitive, genitive)

    def _venue(self) -> bool:
        """قمة هلسنكي, مفاوضات فيينا: one capital alone names where talks were held."""
        nodes, genitive = self.sentence.nodes, self.links.genitive
        one = self.act.symmetric and self.act.type == "CONSULT" and len(genitive) == 1 and nodes[genitive[0]].title == "capital"
        return one and not any(self.lexicon.defaults.get(preposition) == "parties" for preposition in self.links.after)

    def _participle_subject(self) -> tuple[tuple[Ref, ...], bool]:
        """متهمة طهران: the subject of the clause that the participle hangs on."""
        clause = self.sentence.clause_of[self.i]
        if clause.verb is not None and clause.verb != self.i:
            return subject_of(self.sentence, clause.verb, self.registry)
        return clause_subject(self.sentence, self.i, self.registry), False

    @cached_property
    def carrier(self) -> int | None:
        """The support verb that carries the noun: in its clause, or in a relative clause about it (لقاء عقده الرئيسان)."""
        for clause in self.sentence.clauses:
            if clause.kind == "relative" and clause.antecedent == self.i and clause.verb is not None and self.sentence.nodes[clause.verb].sense("support"):
                return clause.verb
        governor = self.links.governor
        return governor if governor is not None and self.sentence.nodes[governor].sense("support") else None

    def _carried(self) -> tuple[Ref, ...]:
        """What a support verb, an operator or the clause around passes on to the event noun."""
        governor = self.carrier if self.carrier is not None else self.links.governor
        if governor is None:
            return self._adjunct() or self._predicate()
        node, clause = self.sentence.nodes[governor], self.sentence.clause_of[self.i]
        support = next((s.entry for s in node.senses if isinstance(s.entry, Support) and (not s.entry.acts or self.entry.act in s.entry.acts)), None)
        if support is not None:
            return self._supported(governor, support)
        if self.sentence.clause_of[governor] is not clause and clause.verb is not None:
            return ()
        if any(isinstance(s.entry, Operator) and not s.entry.passes for s in node.senses):
            return ()
        if self._object_acts(governor):
            refs = tuple(self._all(self.sentence.links[governor].object))
            if refs:
                return refs
        refs, blocked = self._subject_or_owner(governor)
        if not refs and not blocked and node.pos != "verb" and clause.verb is not None:
            refs, blocked = subject_of(self.sentence, clause.verb, self.registry)
        self.blocked = self.blocked or blocked
        return refs

    def _subject_or_owner(self, head: int) -> tuple[tuple[Ref, ...], bool]:
        links = self.sentence.links[head]
        if self.sentence.nodes[head].pos == "verb":
            return subject_of(self.sentence, head, self.registry)
        return tuple(self._all(links.genitive or links.possessive or links.adjective)), False

    def _adjunct(self) -> tuple[Ref, ...]:
        """خلال زيارة إلى باريس: after some prepositions an event noun takes the subject of its clause."""
        allowed = self.lexicon.adjuncts.get(self.links.preposition, "")
        if not (allowed == "any" or (allowed and self.act.type == "CONSULT")) or self.node.pos != "noun" or self.node.suffix or self.links.genitive:
            return ()
        if self.roles["actor"] or self.roles["parties"]:
            return ()
        clause = self.sentence.clause_of[self.i]
        refs, self.blocked = (
            subject_of(self.sentence, clause.verb, self.registry) if clause.verb is not None else (topic(self.sentence, self.i, self.registry), False)
        )
        return tuple(r._replace(by="elided") for r in refs)

    def _predicate(self) -> tuple[Ref, ...]:
        """قال إنه على اتصال بالرئيس: a clause without a verb, whose opening word holds the pronoun of who said it."""
        clause = self.sentence.clause_of[self.i]
        opener = self.sentence.nodes[clause.opener] if clause.opener is not None else None
        if clause.kind != "that" or clause.verb is not None or opener is None or opener.norm not in self.lexicon.own_complementizers or clause.governor is None:
            return ()
        return subject_of(self.sentence, clause.governor, self.registry)[0]

    def _supported(self, governor: int, support: Support) -> tuple[Ref, ...]:
        links, node = self.sentence.links[governor], self.sentence.nodes[governor]
        own = valency(tuple(support.with_.items()))
        if support.subject == "parties" and node.pos == "verb":  # who exchanged is told before whom with
            self.add("parties", subject_of(self.sentence, governor, self.registry)[0])
        for preposition, row in links.after.items():
            if preposition in own:
                self.add(own[preposition], self._all(row))
        if support.object in ("parties", "actor", "recipient"):
            own_subject = clause_subject(self.sentence, self.i, self.registry) if node.suffix and not links.object else ()
            self.add(support.object, self._all(links.object) or own_subject)  # لقاء جمعه بالمفوض: him
        if support.subject in ("event", "none"):
            return ()
        if node.pos != "verb":
            refs, blocked = self._subject_or_owner(governor)
            clause = self.sentence.clause_of[governor]
            inherited = links.governor if links.governor is not None else clause.verb
            if not refs and inherited is not None:
                refs, blocked = self._subject_or_owner(inherited)  # قرار أميركا فرض عقوبات
        elif links.passive:
            refs, blocked = tuple(self._all(links.agent)), False
        else:
            refs, blocked = subject_of(self.sentence, governor, self.registry)
        self.blocked = self.blocked or blocked
        if support.act and refs:
            self.act = self.sentence.acts[support.act]  # ألغت بيونغيانغ محادثات مع سول: she undoes what was agreed
        if support.subject == "actor":
            return refs
        self.add(support.subject, refs)
        return ()

    def _prepositions(self) -> None:
        own = valency(tuple(self.entry.with_.items()))
        nodes, places = self.sentence.nodes, self.lexicon.places
        for preposition, row in self.links.after.items():
            role = own.get(preposition) or self.lexicon.defaults.get(preposition)
            others = {r.code for r in self.roles["recipient"]} - {r.code for r in self.roles["actor"]}
            if role == "recipient" and preposition in places and others:
                role, row = "place", [j for j in row if nodes[j].title in ("state", "capital")]  # التقى نظيره بسنغافورة
            if (
                role == "recipient"
                and preposition == self.lexicon.purpose
                and self.act.type == "CONSULT"
                and self.node.pos == "noun"
                and not self.roles["actor"]
            ):
                role = "actor" if all(nodes[j].title in _PEOPLE for j in row) else role  # زيارة للرئيس, not زيارة لسنغافورة
            if role:
                self.add(role, self._all(row))
        carrier = self.carrier if self.carrier is not None else self.links.governor
        if carrier is None or self.roles["recipient"] or self.roles["parties"] or self.node.pos == "verb":
            return
        for preposition, row in self.sentence.links[carrier].after.items():
            role = own.get(preposition) or (self.lexicon.defaults.get(preposition) if carrier == self.carrier else None)
            if role and row and row[0] > self.i:
                self.add(role, self._all(row))

    def _settle(self) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
        """Actors and recipients in the end: nobody is both, goods count where no recipient is told."""
        actors, recipients, parties = self.roles["actor"], self.roles["recipient"], self.roles["parties"]
        if not actors and not parties and self.node.pos in ("noun", "phrase"):
            actors = self._unnamed_actors(bool(recipients))
        if (not actors or self.act.symmetric) and self._of_the_house(actors, recipients, parties):
            home = self.registry.house or ""
            actors = [Ref(home, home, home, None, "home", self.node.start, self.node.end), *actors]
        if parties and self.act.symmetric:
            actors = parties + [r for r in actors if all(r.id != p.id for p in parties)]
        elif parties:
            actors = actors or parties[:1]
            recipients = recipients or [r for r in parties if r.code not in {a.code for a in actors}]
        if self.act.symmetric and not recipients and len({r.code for r in actors}) > 1:
            first = actors[0].code
            actors, recipients = [r for r in actors if r.code == first], [r for r in actors if r.code != first]
        actors = self._other_than(actors, recipients)
        codes = {r.code for r in actors}
        if not recipients:
            recipients = self._less_told(codes)
        kept = [r for r in recipients if r.code not in codes]
        self.domestic = any(r.by not in ("reference", "elided", "home") for r in recipients) and not kept and not self.act.symmetric
        assembled = self.act.symmetric and any(r.country is None for r in actors)  # the G7 summit needs nobody else
        if self.registry.scored and not (actors or kept or self.blocked) and self.act.symmetric and self.node.pos == "noun":
            actors, kept = self._pair()
        if self.registry.scored and not self.domestic and not assembled and actors and not kept and not self.act.alone and len(codes) == 1:
            kept = self._elsewhere(codes)
        elif self.registry.scored and kept and not actors:
            actors = self._doer({r.code for r in kept})
        return _distinct(self._as_named(actors)), _distinct(kept)

    def _other_than(self, actors: list[Ref], recipients: list[Ref]) -> list[Ref]:
        """استدعت وزارة الخارجية السفير السعودي: a bare office is not of the state that it deals with."""
        named = {r.code for r in recipients if r.by not in ("reference", "elided", "home")}
        if self.act.symmetric or not actors or any(r.by != "reference" or r.code not in named for r in actors):
            return actors
        others = [r for r in self.registry.before(self.node.start) if r.code not in named and r.country]
        return self._referred(others[:1]) or actors

    def _elsewhere(self, actors: set[str | None]) -> list[Ref]:
        """Only where a scorer decides: the nearest other party of the sentence, else the last one the article told."""
        nodes = self.sentence.nodes
        known = self.registry.partner(self.act.name, actors)
        if known:
            self.inferred = "known"
            return self._referred(known)
        for j in sorted(range(len(nodes)), key=lambda j: (abs(j - self.i), j)):
            place = self.sentence.preposition_of[j] in self.lexicon.places and nodes[j].title in ("state", "capital")
            others = [r for r in nodes[j].refs if r.id and r.code not in actors] if nodes[j].kind in ("party", "adjective") and not place else []
            if others:
                self.inferred = "sentence"
                return others
        others = [r for r in self.registry.before(self.node.start) if r.code not in actors and r.country]
        self.inferred = "article" if others else self.inferred
        return self._referred(others[:1])

    def _pair(self) -> tuple[list[Ref], list[Ref]]:
        """Only where a scorer decides: talks that name nobody are those of the last two states told (محادثات استضافتها كوالالمبور)."""
        told = [r for r in self.registry.before(self.node.start) if r.country]
        if len(told) < 2:
            return [], []
        self.inferred = "pair"
        return self._referred(told[1:2]), self._referred(told[:1])

    def _doer(self, recipients: set[str | None]) -> list[Ref]:
        """Only where a scorer decides: the subject of the clauses around, who speaks, or the last main subject."""
        around = [self.sentence.clause_of[self.i], *(self.sentence.clause_of[a.node] for a in self.sentence.above(self.i))]
        for clause in around:
            if clause.verb is not None and clause.verb != self.i:
                others = [r for r in subject_of(self.sentence, clause.verb, self.registry)[0] if r.code not in recipients]
                if others:
                    self.inferred = "clause"
                    return self._referred(others)
        others = [r for r in self.registry.subject if r.code not in recipients]
        self.inferred = "subject" if others else self.inferred
        return self._referred(others)

    def _of_the_house(self, *told: list[Ref]) -> bool:
        """Whether a heading without a verb tells talks with others or greetings to them: the page's own state's."""
        codes = {ref.code for refs in told for ref in refs}
        home = self.registry.house
        return (
            home is not None and bool(codes) and home not in codes and self.act.type in ("CONSULT", "SUPPORT") and self.node.pos == "noun"
            and self.sentence.heads[0] == self.i and not any(n.pos == "verb" for n in self.sentence.nodes)
        )  # fmt: skip

    def _unnamed_actors(self, aimed: bool) -> list[Ref]:
        """Of whom an act is that names nobody: الجهود المشتركة of the last two, التحدث ضد واشنطن of the last subject."""
        if self.entry.both and not self.blocked:
            return self._referred(reversed([r for r in self.registry.before(self.node.start) if r.country][:2]))
        first = not any(n.kind in PARTIES for n in self.sentence.nodes[: self.i])
        if first and not self.blocked and (aimed or self.act.type in _JUDGING) and not self.act.symmetric and not self.sentence.verb_before(self.i):
            return [r._replace(by="elided") for r in self.registry.subject]
        return []

    def _less_told(self, actors: set[str | None]) -> list[Ref]:
        """A recipient told less plainly: whose goods, whose act is judged, the place, the post of an envoy, what the entry implies."""
        found = self.roles["goods"]
        if not found and self.entry.implies and actors:
            found = [Ref(self.entry.implies, self.entry.implies, self.entry.implies, None, "reference", self.node.start, self.node.end)]
            self.inferred = "implied"
        if not found and self.entry.object in ("recipient", "goods") and not self.act.symmetric and self.node.pos in ("verb", "noun", "participle"):
            found = [r for r in self._goods() if r.code not in actors]
            self.inferred = "goods" if found else ""
        if not found and self.act.type in _JUDGING:
            found = self._judged(actors)
            self.inferred = "judged" if found else ""
        if not found:
            found = self.roles["place"] or [ref for j in self.links.object for ref in self.sentence.nodes[j].posted]  # استدعت سفيرها في واشنطن
        if not found and actors and self.act.type in _AIMED:
            found = self._aimed_at(actors)
            self.inferred = "aimed" if found else ""
        return found

    def _aimed_at(self, actors: set[str | None]) -> list[Ref]:
        """تلوح بكين بفرض ضرائب على (منتجات أميركية): the first other party in what is asked, threatened or imposed; else the last one told."""
        nodes = self.sentence.nodes
        if self.act.type == "REQUEST" and self._addressed():
            return []
        for j in range(self.i + 1, len(nodes)):
            refs = nodes[j].refs if nodes[j].kind in ("adjective", "blocked") else resolve(self.sentence, j, self.registry) if nodes[j].kind in PARTIES else ()
            others = [r for r in refs if r.id and r.code not in actors]
            if others:
                return others
        if self.act.name in _OPEN:
            return []
        known = self.registry.partner(self.act.name, actors)
        if known:
            return self._referred(known)
        first = nodes[0].start if self.act.type in _JUDGING else 0  # what is judged is told in its sentence
        before = [r for r in self.registry.before(self.node.start) if r.code not in actors and r.country and r.start >= first]
        return self._referred(before[:1])

    def _addressed(self) -> bool:
        """طلبت من دول العالم, حث القوى الكبرى: whether somebody is asked who is no party that is known."""
        own = valency(tuple(self.entry.with_.items()))
        clause = self.sentence.clause_of[self.i].nodes
        ahead = [j for j in clause[clause.index(self.i) + 1 :] if j not in self.links.subject][:_ASKED]
        for j in ahead:
            node, preposition = self.sentence.nodes[j], self.sentence.preposition_of[j]
            if node.kind == "stop" or node.kind == "head":
                return False
            asked = own.get(preposition) == "recipient" or (self.entry.object == "recipient" and not preposition and node.article)
            if node.kind in ("text", "blocked") and asked:
                return True
        return False

    def _goods(self) -> list[Ref]:
        """دبلوماسيين روس, مواقع سورية, German cars: the first nationality after the head that nothing else took."""
        used = {j for links in self.sentence.links.values() for j in (*links.adjective, *links.genitive)}
        clause = self.sentence.clause_of[self.i].nodes
        at = clause.index(self.i)
        for j in clause[at + 1 : at + _NEAR]:
            node = self.sentence.nodes[j]
            if j in self.links.subject:
                continue
            if node.kind in ("adjective", "blocked") and node.refs and j not in used:
                return list(node.refs)
            if node.kind in PARTIES and not self.sentence.preposition_of[j] or (node.kind == "head" and node.pos == "verb"):
                break
        return []

    def _judged(self, actors: set[str | None]) -> list[Ref]:
        """أدانت (تدخل إيران), ما اعتبره (موقف إيطاليا): whose act or thing is judged, the first party of the object's phrase."""
        nodes, subject = self.sentence.nodes, set(self.links.subject)
        reach = range(self.i + 1, min(self.i + 2 * _NEAR, len(nodes)))
        agent = next((j for j in reach if self.sentence.preposition_of[j] == AGENT and nodes[j].kind in PARTIES), None)
        if agent is not None:  # احتلال السفارة من طرف الحوثيين: who did it, not whose it was
            return [r for r in resolve(self.sentence, agent, self.registry) if r.id and r.code not in actors]
        for j in range(self.i + 1, min(self.i + 1 + _NEAR, len(nodes))):
            node = nodes[j]
            if j in subject or (j == self.i + 1 and node.kind in VOICES and not self.sentence.preposition_of[j]):
                continue
            if node.kind == "stop" and node.word not in ("comma", "quote", "hyphen", "(", ")"):
                break
            if node.kind == "head" and node.pos == "verb" and nodes[j - 1].word != "relative":
                break
            refs = node.refs if node.kind in ("adjective", "blocked") else resolve(self.sentence, j, self.registry) if node.kind in PARTIES else ()
            if refs and self.sentence.preposition_of[j] not in self.lexicon.places and not {r.code for r in refs} & actors:
                return [r for r in refs if r.id]
        return []


def _distinct(refs: list[Ref]) -> tuple[Ref, ...]:
    """Each party once; a person and the state he stands for are one."""
    kept: dict[str, Ref] = {}
    for ref in refs:
        code = ref.code or ""
        if code not in kept or ("/" in (ref.id or "") and "/" not in (kept[code].id or "")):
            kept[code] = ref
    return tuple(kept.values())
