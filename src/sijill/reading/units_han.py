"""Units of a Chinese sentence: there are no spaces, so the longest word of the packs wins at each character.

Names and titles are matched before any cut into words (白俄罗斯总统 never tells Russia); a short common word must be a word of the cut
(会 not in 机会), and one character stands for a state only beside what lets it (中俄, 访俄, 俄外长).
"""

from typing import NamedTuple

from sijill.packs.lexicon import Lexicon, Name, Sense
from sijill.reading.units import Unit
from sijill.text import Token
from sijill.text.han import borders, is_han

_SURE = 3  # characters from which a word is itself wherever it stands
_MARKS = ("future", "negation", "obligation", "possible")
_LONG = 6  # characters of the longest word of the cut that may be made of others
_WORDS = ("name", "title", "word", "trigger", "support", "operator")
_NAMELIKE = frozenset(("name", "title"))


class _Line(NamedTuple):
    """A sentence as one string: which token begins at a character, and where words end by the cut."""

    text: str
    token: dict[int, int]
    borders: frozenset[int]
    guessed: frozenset[int]  # the same where the cut may guess at names
    lexicon: Lexicon


def units_of_han(tokens: list[Token], lexicon: Lexicon) -> list[Unit]:
    """The units of one sentence; what no pack knows is one unit a word of the cut."""
    token, at = {}, 0
    for k, t in enumerate(tokens):
        token[at] = k
        at += len(t.norm)
    token[at] = len(tokens)
    text = "".join(t.norm for t in tokens)
    line = _cut(_Line(text, token, frozenset(), frozenset(), lexicon))
    units: list[Unit] = []
    at = 0
    while at < len(text):
        length, senses = _title_of_work(line, at) or _known(line, at) or (_unknown(line, at), ())
        first, last = tokens[token[at]], tokens[token[at + length] - 1]
        units.append(Unit(text[at : at + length].removeprefix("《") or "《", first.start, last.end, senses, None, "", False))
        at += length
    return units


def _cut(line: _Line) -> _Line:
    """The line with its borders: what is between its names and long words is cut by itself (中方|向|日方, not 中|方向|日方)."""
    certain, guessed = set[int](), set[int]()
    start = at = 0
    while at <= len(line.text):
        length = _certain(line, at) if at < len(line.text) else 0
        if length or at == len(line.text):
            for found, guess in ((certain, False), (guessed, True)):
                found.update(start + b for b in borders(line.text[start:at], guess))
            certain.update((at, at + length))
            guessed.update((at, at + length))
            start = at + length
        at += max(length, 1)
    return line._replace(borders=frozenset(certain), guessed=frozenset(guessed))


def _certain(line: _Line, at: int) -> int:
    """The length of a word that stands at a character whatever the cut says."""
    for length in line.lexicon.lengths.get(line.text[at], ()):
        if length < 2 or not (at in line.token and at + length in line.token):
            continue
        senses = line.lexicon.look_up(line.text[at : at + length]).senses
        if length >= _SURE and senses and not _cuts_a_verb(line, at, length, senses) or any(s.kind in _NAMELIKE and not _unsure(s) for s in senses):
            return length if not _owned_by_title(line, at, length) else 0
    return 0


def _title_of_work(line: _Line, at: int) -> tuple[int, tuple[Sense, ...]] | None:
    """《联合声明》: what stands between these marks is the title of a document and tells nothing itself."""
    close = line.text.find("》", at) if line.text[at] == "《" else -1
    return (close + 1 - at, _asked(line, at, close)) if close > at else None


def _known(line: _Line, at: int) -> tuple[int, tuple[Sense, ...]] | None:
    """The longest word of the packs that may stand at a character; what entries only ask for hides no word (访华 is 访 and 华)."""
    asked: tuple[int, tuple[Sense, ...]] | None = None
    for length in line.lexicon.lengths.get(line.text[at], ()):
        word = line.text[at : at + length]
        senses = line.lexicon.look_up(word).senses if at + length in line.token and len(word) == length else ()
        senses = _standing(line, at, length, senses)
        if not senses or length > 1 and (_owned_by_title(line, at, length) or _cuts_a_verb(line, at, length, senses)):
            continue
        if all(s.kind == "cue" for s in senses):
            asked = asked or (length, senses)
        else:
            return length, (*senses, *(asked[1] if asked else ()), *(_asked(line, at, at + length) if length > 2 else ()))
    return asked


def _standing(line: _Line, at: int, length: int, senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """The senses that a word may have where it stands."""
    if length >= _SURE or not senses:
        return senses
    if length > 1 and any(s.kind in _NAMELIKE and not _unsure(s) for s in senses):
        return senses
    if any(s.entry == "possessive" for s in senses):
        return senses  # 的 ends its word whatever the cut makes of it
    crossed = any(b in line.borders for b in range(at + 1, at + length))
    whole = {at, at + length} <= line.borders or not crossed and _tiled(line, at, length)
    if length == 1 and any(s.kind == "name" for s in senses) and not (whole and _stands_for_state(line, at)):
        senses = tuple(s for s in senses if s.kind != "name")
    return senses if whole else ()


def _unsure(sense: Sense) -> bool:
    return isinstance(sense.entry, Name) and sense.entry.ambiguous


def _asked(line: _Line, start: int, end: int) -> tuple[Sense, ...]:
    """The words inside a longer one that other entries ask for: a 自由贸易协定 is a 协定."""
    inside = {line.text[a:b] for a in range(start, end) for b in range(a + 2, min(end, a + 6) + 1) if b - a < end - start}
    return tuple(s for word in sorted(inside) for s in line.lexicon.look_up(word).senses if s.kind == "cue")


def _owned_by_title(line: _Line, at: int, length: int) -> bool:
    """美国务卿 is 美 and 国务卿, not 美国: a long title begins inside the name, right behind its first character."""
    if length != 2 or not _letter(line, at):
        return False
    least = 2 if _letter(line, at - 1) else _SURE  # 中美元首 is no dollar
    return any(_is(line, at + 1, n, "title") for n in line.lexicon.lengths.get(line.text[at + 1], ()) if n >= least)


def _cuts_a_verb(line: _Line, at: int, length: int, senses: tuple[Sense, ...]) -> bool:
    """可能会见: a word of grammar does not take the first character of a verb."""
    grammar = all(s.kind in ("word", "operator", "cue") for s in senses)
    return grammar and length >= _SURE and _is(line, at + length - 1, 2, "trigger", "support")


def _is(line: _Line, at: int, length: int, *kinds: str) -> bool:
    word = line.text[at : at + length]
    return len(word) == length and any(s.kind in kinds for s in line.lexicon.look_up(word).senses)


def _letter(line: _Line, at: int) -> bool:
    """Whether a character may stand for a state."""
    return 0 <= at < len(line.text) and any(s.kind == "name" for s in line.lexicon.look_up(line.text[at]).senses)


def _firm(line: _Line, at: int) -> bool:
    return any(isinstance(s.entry, Name) and not s.entry.ambiguous for s in line.lexicon.look_up(line.text[at]).senses)


def _stands_for_state(line: _Line, at: int) -> bool:
    """俄 in 俄外长, 访俄, 中俄: a title or a word of relation follows, a word of direction comes before, or another such character is beside it."""
    text, words = line.text, line.lexicon.letters
    if _of_date(line, at):
        return False
    before, after = words.get("before", ()), words.get("after", ())
    beside = _letter(line, at + 1) and not _begins_side(line, at + 1)
    if beside or _letter(line, at - 1) and not _of_date(line, at - 1) or any(text.endswith(word, 0, at) for word in before):
        return True
    if any(s.kind == "word" for s in line.lexicon.look_up(text[at]).senses):
        return _is(line, at + 1, 1, "title") and at + 2 in line.borders  # 以军; 声明中称: what is a word of grammar too needs more than what follows
    if any(text.startswith(word, at + 1) for word in after):
        return True
    return any(_is(line, at + 1, n, "title") for n in line.lexicon.lengths.get(text[at + 1 : at + 2], ()) if n > 1)


def _begins_side(line: _Line, at: int) -> bool:
    """会谈中美方表示: whether the next character belongs to a longer name (美方)."""
    return any(_is(line, at, n, "name") for n in line.lexicon.lengths.get(line.text[at], ()) if n > 1)


def _of_date(line: _Line, at: int) -> bool:
    """日 in 15日 is a day, not Japan."""
    return at > 0 and line.text[at - 1].isnumeric() and line.text[at] in line.lexicon.calendar.beside["behind_day"]


def _tiled(line: _Line, at: int, length: int) -> bool:
    """对华, 访俄, 英首相: a word of the cut that is made of a state's one character and other words of the packs."""
    first = next((b for b in range(at, max(-1, at - _LONG), -1) if b in line.borders), None)
    last = next((b for b in range(at + length, at + length + _LONG) if b in line.borders), None)
    if first is None or last is None or last - first > _LONG:
        return False
    if last - first == 2 and _mark_and_coverb(line, first):
        return True
    if last - first > 3 and length > 1 and (at == first or at + length == last):
        return True  # 举行会谈, 由衷感谢: two words that the cut leaves together
    if length == 2 and at == first and last == at + 3 and _is(line, at + 2, 1, "word"):
        return True  # 写信给
    letters = [k for k in range(first, last) if _letter(line, k)]
    firm = [k for k in letters if _firm(line, k)]
    several = any(line.text.startswith(word, last) for word in line.lexicon.pack.words.get("states", ()))
    if len(letters) == last - first and len(firm) < len(letters) and not several:
        return False  # 立法 is no Lithuania and France
    if not firm and not line.text.startswith(tuple(line.lexicon.letters.get("before", ())), first):
        return False  # 天津 is no day and Zimbabwe, 访津 may be a visit there
    return bool(letters) and _made(line, first, at) and _made(line, at + length, last)


def _mark_and_coverb(line: _Line, at: int) -> bool:
    """拟向, 将同, 未与: a mark of modality and the coverb behind it are two words."""
    marks, coverbs = (line.lexicon.look_up(line.text[k]).senses for k in (at, at + 1))
    return any(s.entry in _MARKS for s in marks if s.kind == "word") and any(s.entry == "coverb" for s in coverbs)


def _made(line: _Line, start: int, end: int) -> bool:
    """Whether a stretch is made of words of the packs."""
    lengths = range(1, end - start + 1)
    return start == end or any(_is(line, start, n, *_WORDS) and _made(line, start + n, end) for n in lengths)


def _unknown(line: _Line, at: int) -> int:
    """How many characters of a word of the cut no pack knows, from `at` on."""
    if not is_han(line.text[at]):
        return next(n for n in range(1, len(line.text) - at + 1) if at + n in line.token)
    length = 1
    while at + length not in line.guessed and at + length < len(line.text) and is_han(line.text[at + length]) and not _known(line, at + length):
        length += 1
    return length
