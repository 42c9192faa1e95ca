"""Nodes: what the chunker makes of a sentence's units, and all that later stages look at."""

from typing import NamedTuple

from sijill.packs.lexicon import Sense

PARTIES = frozenset(("party", "both", "home", "counterpart", "bare", "pronoun"))  # kinds of nodes that may stand for a party ...
VOICES = PARTIES | frozenset(("medium", "unnamed", "blocked"))  # ... or at least speak
DASHES = frozenset(("-", "–", "—"))
HEADS = frozenset(("trigger", "operator", "support", "stance"))  # senses that make a word the head of something


class Ref(NamedTuple):
    """A party as the text tells it. `id` is None for one that is not known yet (a pronoun, a bare office)."""

    id: str | None
    country: str | None
    name: str
    office: str | None
    by: str
    start: int
    end: int

    @property
    def code(self) -> str | None:
        return self.id.split("/")[0] if self.id else None


class Node(NamedTuple):
    """A chunk of a sentence. `kind`: party, adjective, both, home, bare, pronoun, medium, unnamed, blocked, head, modifier, word, text, stop."""

    kind: str
    start: int
    end: int
    refs: tuple[Ref, ...] = ()
    prep: str = ""  # preposition that is written together with it
    conj: bool = False
    article: bool = False
    suffix: str = ""
    number: str = ""
    gender: str = ""
    title: str = ""  # class of the title that heads a party
    senses: tuple[Sense, ...] = ()
    word: str = ""  # class of a function word
    norm: str = ""
    capital: bool = False
    pos: str = ""  # of a head, once settled: verb, noun, participle
    future: bool = False
    cases: frozenset[str] = frozenset()  # where the language has them: those it may be in
    posted: tuple[Ref, ...] = ()  # where an envoy serves (السفير الروسي لدى لندن): no party of the act, but that of a recall

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(ref.code for ref in self.refs if ref.code)

    def classed(self, *classes: str) -> bool:
        """Whether it belongs to one of these classes of function words."""
        return any(s.kind == "word" and s.entry in classes for s in self.senses)

    def sense(self, kind: str) -> Sense | None:
        return next((s for s in self.senses if s.kind == kind), None)
