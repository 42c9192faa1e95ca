"""Senses: what one form may mean, and which of its readings with clitics may stand."""

from collections.abc import Mapping
from typing import NamedTuple

from sijill.packs import entries as e
from sijill.packs.forms import Form

_NOUNLIKE = frozenset(("noun", "title", "adjective", "participle", "passive", "name", "modifier", "cue"))


class Name(NamedTuple):
    """A name of a state, body or person, or an adjective made of one."""

    code: str
    country: str | None
    person: e.Person | None
    name: str
    how: str  # state, capital, city, metonym, body, person, short, adjective, people
    gender: str
    shape: str  # "", "Aa" or "AA": how it must be written where the script has cases; "side": a first character that may stand in a row of such
    ambiguous: bool = False


class Sense(NamedTuple):
    """One meaning a form may have. `kind` tells which entry it comes from; `tail` holds the further words of a phrase."""

    kind: str  # trigger, support, operator, title, modifier, name, word, cue
    entry: object
    form: Form
    tail: tuple[str, ...] = ()
    loose: bool = False  # further words may carry the article (الكوري الشمالي)


class Found(NamedTuple):
    """What a token may be: its senses, and the clitics that were taken off to find them."""

    senses: tuple[Sense, ...]
    heads: tuple[Sense, ...]  # senses of phrases that begin with this token
    clitic: e.Clitic | None
    suffix: str
    by_second: Mapping[str, tuple[Sense, ...]] = {}  # the phrases by their second word, the longest first


NOTHING = Found((), (), None, "")


def rank(found: Found) -> int:
    """Readings of a word with clitics: a name first, then what may head something, then the rest; among equals the shorter clitic."""
    kinds = {sense.kind for sense in found.senses}
    if not kinds:
        return 4
    return 0 if "name" in kinds else 1 if kinds - {"cue", "word", "modifier"} else 2 if kinds - {"cue"} else 3


def adjectival(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """With the article a name that is an adjective too is the adjective: الأزمة السورية, though سورية is the state."""
    if any(isinstance(s.entry, Name) and s.entry.how == "adjective" for s in senses):
        return tuple(s for s in senses if not (isinstance(s.entry, Name) and s.entry.how == "state"))
    return senses


def allowed(sense: Sense, clitic: e.Clitic | None, suffix: str) -> bool:
    """Whether a part of speech may carry these clitics: سـ stands before a present, ال before no verb, names take no suffix."""
    form = sense.form
    if suffix and (sense.kind in ("name", "modifier") or sense.kind == "word" and form.pos != "noun" or form.pos in ("phrase", "adjective")):
        return False
    if clitic is None:
        return True
    if clitic.future:
        return form.pos == "verb" and form.tense == "present"
    if clitic.article:
        return form.pos in _NOUNLIKE and not suffix
    if clitic.preposition:
        return form.pos in _NOUNLIKE or sense.kind == "word" or (form.pos == "verb" and form.tense == "present" and clitic.form.endswith("ل"))
    return True
