"""Units: the words of a sentence with their senses, fixed phrases taken together, longest first."""

from typing import NamedTuple

from sijill.packs.entries import Clitic, Title
from sijill.packs.lexicon import Lexicon, Name, Sense
from sijill.text import Token


class Unit(NamedTuple):
    """One word or fixed phrase. `norm` is its first token folded, `start` and `end` are offsets into the article."""

    norm: str
    start: int
    end: int
    senses: tuple[Sense, ...]
    clitic: Clitic | None
    suffix: str
    capital: bool  # begins with a capital letter
    definite: bool = False  # looks as if it carried the article
    cases: frozenset[str] = frozenset()  # where the language has them: those it may be in
    pos: str = ""  # and what it is: noun, adjective, verb, ...

    @property
    def conjunction(self) -> str | None:
        return self.clitic.conjunction if self.clitic else None

    @property
    def preposition(self) -> str | None:
        return self.clitic.preposition if self.clitic else None

    @property
    def article(self) -> bool:
        return bool(self.clitic and self.clitic.article)

    def sense(self, kind: str) -> Sense | None:
        """The first sense of a kind."""
        return next((s for s in self.senses if s.kind == kind), None)

    def name(self) -> Name | None:
        """The name this unit is, if it is one."""
        sense = self.sense("name")
        return sense.entry if sense and isinstance(sense.entry, Name) else None

    def word(self, *classes: str) -> str | None:
        """Which of these function-word classes it belongs to."""
        return next((s.entry for s in self.senses if s.kind == "word" and s.entry in classes), None)

    @property
    def named(self) -> bool:
        """Whether it may begin a party: a name, a title, a counterpart."""
        return any(s.kind in ("name", "title") or s.entry == "counterpart" for s in self.senses)

    @property
    def guessed(self) -> bool:
        """Whether its senses rest on clitics or suffixes that were taken off."""
        return bool(self.senses and (self.clitic and not self.clitic.article or self.suffix)) and not self.named

    @property
    def unknown(self) -> bool:
        """Whether no entry knows it but as a word that others ask for."""
        return self.norm[0].isalpha() and all(s.kind == "cue" for s in self.senses)


def units_of(text: str, tokens: list[Token], lexicon: Lexicon) -> list[Unit]:
    """The units of one sentence. At each token the longest phrase wins, then the single word."""
    units: list[Unit] = []
    tokens = _without_initials(text, tokens) if lexicon.inflected else tokens
    i, n = 0, len(tokens)
    cased = lexicon.language.cased
    while i < n:
        token = tokens[i]
        found = lexicon.look_up(token.norm)
        senses, width, clitic, suffix = found.senses, 1, found.clitic, found.suffix
        if suffix and text[token.end - 1] == "ة":
            senses, suffix = tuple(s for s in senses if s.kind == "cue"), ""  # دبلوماسية is no دبلوماسي with a pronoun; only folding makes them look alike
        if found.heads and i + 1 < n:
            best = 0
            for sense in (s for key in lexicon.keys(tokens[i + 1].norm) for s in found.by_second.get(key, ())):
                length = len(sense.tail)
                if length < best:
                    continue
                if _owned(tokens, i + 1 + length, sense, lexicon) or lexicon.inflected and _shades(sense, found.senses):
                    continue
                if _continues(tokens, i + 1, sense, lexicon) and (not cased or _shaped(text, tokens, i, length + 1, sense)):
                    senses = (*senses, sense) if length == best else (sense,)
                    best, width = length, length + 1
        if cased and width == 1 and senses:
            senses = tuple(s for s in senses if _shaped(text, tokens, i, 1, s))
            written = [s for s in senses if isinstance(s.entry, Name) and s.entry.shape == "AA"]
            if lexicon.inflected and written:  # САНА is no Сана
                senses = tuple(s for s in senses if not isinstance(s.entry, Name) or s in written)
            elif lexicon.inflected and text[token.start].isupper() and any(isinstance(s.entry, Name) and s.entry.how == "state" for s in senses):
                senses = tuple(s for s in senses if not (isinstance(s.entry, Title) and s.entry.class_ == "goods"))  # Газа is no gas
        if width > 1:  # a phrase still shows the words that other entries ask for (a memorandum of understanding is a memorandum)
            senses = (*senses, *(s for t in tokens[i : i + width] for s in lexicon.look_up(t.norm).senses if s.kind == "cue"))
        if lexicon.inflected and width > 1:
            senses = tuple(lexicon.agreed(s, [t.norm for t in tokens[i : i + width]]) if s.tail else s for s in senses)
        pos, cases = lexicon.shape(token.norm, senses)
        start, end = token.start, tokens[i + width - 1].end
        units.append(
            Unit(
                token.norm,
                start,
                end,
                senses,
                clitic if senses else None,
                suffix if width == 1 else "",
                text[start].isupper(),
                bool(lexicon.article) and token.norm.startswith(lexicon.article),
                cases,
                pos,
            )
        )
        i += width
    return units


def _without_initials(text: str, tokens: list[Token]) -> list[Token]:
    """В.Путин as Путин: an initial would else be read as a word of one letter (в, с, к)."""
    kept: list[Token] = []
    skip = 0
    for i, token in enumerate(tokens):
        dot = tokens[i + 1] if i + 2 < len(tokens) and len(token.norm) == 1 and text[token.start].isupper() else None
        if dot is not None and dot.norm == "." and dot.start == token.end and text[tokens[i + 2].start].isupper():
            skip = 2
        if skip:
            skip -= 1
        else:
            kept.append(token)
    return kept


def _owned(tokens: list[Token], after: int, sense: Sense, lexicon: Lexicon) -> bool:
    """`the leaders` refers to two told before, but not in `the leaders of Turkey and Germany`."""
    refers = sense.kind == "word" and sense.entry in ("leaders", "both")
    return refers and after < len(tokens) and tokens[after].norm in lexicon.genitives


def _shades(sense: Sense, alone: tuple[Sense, ...]) -> bool:
    """Whether a phrase that names no act would hide a word that does: протестовать против is a stance, протестовать a protest."""
    return sense.kind in ("operator", "stance", "assessment") and any(s.kind == "trigger" and s.form.pos == sense.form.pos for s in alone)


def _continues(tokens: list[Token], at: int, sense: Sense, lexicon: Lexicon) -> bool:
    tail = sense.tail
    if at + len(tail) > len(tokens):
        return False
    for offset, expected in enumerate(tail):
        norm = tokens[at + offset].norm
        if expected not in lexicon.keys(norm) and not (sense.loose and norm == lexicon.article + expected):
            return False
    return True


def _shaped(text: str, tokens: list[Token], at: int, width: int, sense: Sense) -> bool:
    """Whether a name is written with its capitals: `Turkey` not `turkey`, `US` not `us`."""
    if not isinstance(sense.entry, Name) or not sense.entry.shape:
        return True
    if sense.entry.shape == "Aa":
        return text[tokens[at].start].isupper()
    return text[tokens[at].start : tokens[at + width - 1].end].isupper()


_TELLING = frozenset(("trigger", "stance", "assessment", "membership"))


def telling(units: list[Unit]) -> bool:
    """Whether a sentence may tell anything, or who speaks; all others skip the costly stages."""
    kinds = {s.kind for unit in units for s in unit.senses}
    return bool(kinds & _TELLING) or "operator" in kinds and ("name" in kinds or "title" in kinds)


def naming(units: list[Unit]) -> bool:
    """Whether a sentence may name somebody."""
    return any(s.kind in ("name", "title") for unit in units for s in unit.senses)
