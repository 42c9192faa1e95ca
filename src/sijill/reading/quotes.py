"""Quotes that run over several sentences keep their speaker: what stands between the marks is said by whoever opened them."""

from sijill.reading.heads import speaks
from sijill.reading.nodes import Ref
from sijill.reading.prepare import TURN
from sijill.reading.registry import Registry
from sijill.reading.tree import Sentence
from sijill.reading.voices import NARRATOR, Voice, speaker_at

_OPENING, _CLOSING, _BOTH = frozenset("“«„「『"), frozenset("”»」』"), '"'


class Quotes:
    """Whether a quote is open between sentences, and whose it is; a new one for each article."""

    def __init__(self) -> None:
        self._open = False
        self._ends_open = False
        self._speaker = NARRATOR
        self._turn = NARRATOR  # who has the floor in a transcript
        self._turns = False

    def enter(self, text: str) -> Voice:
        """The voice in which a sentence begins."""
        self._turns = TURN.match(text) is not None
        if text[:1] in _OPENING or text[:1] == _BOTH:
            self._open = False  # a paragraph of a long quote opens with a mark of its own
        began = self._open
        self._ends_open = _ends_open(text, began)
        return self._speaker if began else NARRATOR if self._turns else self._turn

    def leave(self, sentence: Sentence | None, registry: Registry, named: tuple[Ref, ...] = ()) -> None:
        """Remember who spoke last, in case the quote goes on; `named` in a sentence that is not kept."""
        self._open = self._ends_open
        who = next((n for n in sentence.nodes[:2] if n.kind == "party"), None) if sentence is not None and self._turns else None
        refs = who.refs if who is not None else named[:1] if self._turns else ()
        if refs:
            self._turn, registry.turn = Voice("party", refs, cue=(refs[0].start, refs[0].end)), refs
        for i in sentence.heads if sentence is not None else ():
            if speaks(sentence.nodes[i]):  # type: ignore[union-attr]
                voice = speaker_at(sentence, i, registry)  # type: ignore[arg-type]
                self._speaker = voice if voice.kind != "unnamed" else self._speaker
                registry.spoke = voice.refs if voice.kind == "party" else registry.spoke


def _ends_open(text: str, opened: bool) -> bool:
    for character in text:
        if character in _OPENING:
            opened = True
        elif character in _CLOSING:
            opened = False
        elif character == _BOTH:
            opened = not opened
    return opened
