"""Quotes that run over several sentences keep their speaker: what stands between the marks is said by whoever opened them."""

from sijill.packs.entries import Operator, Trigger
from sijill.reading.heads import speaks
from sijill.reading.nodes import Node, Ref
from sijill.reading.prepare import turns_of
from sijill.reading.registry import Registry
from sijill.reading.tree import Sentence
from sijill.reading.voices import NARRATOR, Voice, speaker_at

_OFFICIAL = frozenset(("spokesperson", "organ"))
_HOSTILE = frozenset(("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"))
_OPENING, _CLOSING, _BOTH = frozenset("“«„「『"), frozenset("”»」』"), '"'


class Quotes:
    """Whether a quote is open between sentences, and whose it is; a new one for each article."""

    def __init__(self, transcripts: bool) -> None:
        self._transcripts = transcripts  # whether pages of the language print turns of a talk
        self._open = False
        self._ends_open = False
        self._speaker = NARRATOR
        self._turn = NARRATOR  # who has the floor in a transcript
        self._turns = False

    def enter(self, text: str) -> Voice:
        """The voice in which a sentence begins."""
        self._turns = self._transcripts and next(turns_of(text), None) == 0
        if text[:1] in _OPENING or text[:1] == _BOTH:
            self._open = False  # a paragraph of a long quote opens with a mark of its own
        began = self._open
        self._ends_open = _ends_open(text, began)
        return self._speaker._replace(head=None) if began else NARRATOR if self._turns else self._turn

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
    for i, character in enumerate(text):
        if character in _OPENING:
            opened = True
        elif character in _CLOSING:
            opened = False
        elif character == _BOTH:
            before, after = text[i - 1 : i].isalnum(), text[i + 1 : i + 2].isalnum()
            opened = not opened if before == after else after  # a mark with a word on one side opens or closes, though another one is missing
    return opened


class Reported:
    """In Chinese what a party says goes on to the end of its paragraph: 王毅表示，…。双方应…。; a new one for each article."""

    def __init__(self, lists: tuple[str, ...]) -> None:
        self._lists = lists  # what begins a further point of what is said
        self._voice = NARRATOR
        self._end = 0

    def enter(self, text: str, start: int) -> Voice:
        """The voice in which the sentence at `start` of `text` begins."""
        if "\n" in text[self._end : start] and not text.startswith(self._lists, start):
            self._voice = NARRATOR
        return self._voice

    def leave(self, sentence: Sentence | None, end: int, registry: Registry) -> None:
        """Remember who has the floor once a sentence is read."""
        self._end = end
        for clause in sentence.clauses if sentence is not None else ():
            if clause.kind == "that" and clause.governor is not None and _says(sentence.nodes[clause.governor]):  # type: ignore[union-attr]
                voice = speaker_at(sentence, clause.governor, registry)  # type: ignore[arg-type]
                if voice.kind == "party":
                    self._voice = voice._replace(head=None)


def _another_acts(sentence: Sentence, said: Voice) -> bool:
    """以军方表示，…。伊朗谴责袭击: an organ of another state, or a hostile act of one, is told by the article itself."""
    verb = sentence.clauses[0].verb
    subjects = [sentence.nodes[j] for j in sentence.links[verb].subject] if verb in sentence.links else []
    others = [n for n in subjects if n.kind == "party" and n.codes and not n.codes & {ref.code for ref in said.refs}]
    if verb is None or not others:
        return False
    acts = {sentence.acts[s.entry.act].type for s in sentence.nodes[verb].senses if isinstance(s.entry, Trigger)}
    return any(n.title in _OFFICIAL for n in others) or bool(acts & _HOSTILE)


def _says(node: Node) -> bool:
    """Whether a word does nothing but let somebody speak: 表示, not 提出."""
    return any(isinstance(s.entry, Operator) and s.entry.speaker and not s.entry.passes for s in node.senses)


def takes_floor(sentence: Sentence, said: Voice) -> bool:
    """Whether a sentence lets somebody speak itself, or tells what another side does, so that no earlier voice goes on."""
    main = sentence.clauses[0]
    if said.kind == "party" and _another_acts(sentence, said):
        return True
    told = [c for c in sentence.clauses if c.kind == "that" and c.governor is not None and sentence.clause_of.get(c.governor) is main]
    return bool(told) and any(speaks(sentence.nodes[c.governor]) for c in told if c.governor is not None)
