"""Articles to measure with, made from the packs and a seed: dense diplomatic news, and a stream of which a tenth is that.

Nothing here is a measure of quality: the sentences are what templates give, and many are odd.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from sijill.packs import Packs
from sijill.packs.entries import Paradigm, Trigger
from sijill.packs.forms import entry_forms
from sijill.records import Source

SENTENCES = 12  # of an article
VOCABULARY = 60_000  # distinct words of the stream that no pack knows
_SYLLABLES = {"ar": ("بتثجحخدرزسشصطعغفقكلمنه", "اوي"), "en": ("bcdfghklmnprstvw", "aeiou")}
# {0} is a word of the stream, {s} a state: sport and business name states too
_FILLERS = {
    "ar": (
        "{0} {1} في {2} {3} على {4}، و{5} {6} إلى {7} بعد {8}.",
        "وقال {0} إن {1} {2} من {3} {4} هذا العام، ولم {5} {6} {7} {8}.",
        "فاز منتخب {s} على {0} {1} في {2} {3}، و{4} {5} {6} قبل {7} {8}.",
        "{0} {1} {2} بعد {3} في {4} {5}، كما {6} {7} عن {8}.",
    ),
    "en": (
        "The {0} {1} the {2} in {3} by {4} points, and the {5} {6} of {7} was {8}.",
        "{0} said the {1} of {2} was {3} this year, but {4} {5} would not {6} the {7} {8}.",
        "{s} beat the {0} {1} in the {2} of {3}, after {4} {5} had {6} a {7} {8}.",
        "It was a {0} {1} for {2}, with {3} of {4} in the {5} and {6} at {7} {8}.",
    ),
}
_TAILS = {
    "ar": (
        " في ختام زيارة استمرت يومين", " يوم الثلاثاء في جنيف", " في ديسمبر 2021", "، وبحث الجانبان العلاقات الثنائية بين البلدين",
        " خلال اتصال هاتفي استمر ساعة ونصف", " للمرة الثالثة هذا العام منذ عام 2013", "، بحسب ما نقلت وسائل إعلام محلية",
    ),
    "en": (
        " at the end of a visit of two days", " on Tuesday in Geneva", " in December 2021", ", and the two sides discussed relations between their countries",
        " by telephone for an hour and a half", " for the third time this year and the tenth since 2013", ", local media reported",
    ),
}  # fmt: skip
_HEADS = {
    "ar": ("", "أعلن متحدث رسمي أن ", "من المقرر أن ", "وأضاف أن ", "ونفى مسؤول أن "),
    "en": ("", "A spokesman said ", "It was reported that ", "He added that ", "An official denied that "),
}


class Language(NamedTuple):
    """What the templates of one language take their words from."""

    code: str
    states: list[str]
    parties: list[str]
    verbs: list[tuple[str, str]]  # a past form and the preposition it takes
    filler: list[str]
    weights: list[float]


def language(code: str, packs: Packs, rng: random.Random) -> Language:
    """The words of a language: all states, offices with nationalities, past forms of all triggers, and a made-up vocabulary by Zipf's law."""
    content = packs.language(code)
    cldr = {state.code: state.names.get(code, []) for state in packs.world.states}
    states, parties = [], []
    titles = [title.words[0] for title in content.titles if title.class_ == "office"][:12]
    for nation in packs.world.nations:
        names = [*nation.names.get(code, ()), *cldr.get(nation.code, ())][:1]
        states += names
        parties += [_party(code, title, adjective) for adjective in nation.adjective.get(code, ())[:1] for title in rng.sample(titles, min(3, len(titles)))]
    people = [name for person in packs.world.people for name in person.names.get(code, ())[:1]]
    verbs = [pair for trigger in content.triggers for pair in _verb(trigger, content.paradigms)]
    filler = [_word(code, rng) for _ in range(VOCABULARY)]
    return Language(code, states, parties + people, verbs, filler, list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1))))


def dense(words: Language, articles: int, rng: random.Random) -> Iterator[Source]:
    """Articles whose every sentence tells of two parties and an act."""
    return _articles(words, articles, rng, lambda: diplomatic(words, rng))


def mixed(words: Language, articles: int, rng: random.Random) -> Iterator[Source]:
    """A stream of which a tenth of the sentences is diplomatic, in articles of their own; the rest is sport, weather and business by shape alone."""
    for number in range(articles):
        make: Callable[[], str] = (lambda: diplomatic(words, rng)) if number % 10 == 0 else (lambda: plain(words, rng))
        yield from _articles(words, 1, rng, make, number)


def short(words: Language, articles: int, rng: random.Random) -> Iterator[Source]:
    """Short articles of several outlets over five years: two sentences of diplomacy, mostly among a few states, and two of anything else."""
    busy = words._replace(parties=rng.sample(words.parties, 24), states=rng.sample(words.states, 12))
    outlets = [f"{rng.choice(words.filler)} {kind}" for kind in ("Post", "Wire", "Times", "News") for _ in range(5)]
    uncounted = [tail for tail in _TAILS[words.code] if "2013" not in tail]
    for number in range(articles):
        tails = _TAILS[words.code] if rng.random() < 0.1 else uncounted  # two reports in a hundred of diplomatic news hold a count
        some = busy if rng.random() < 0.7 else words
        text = "\n".join(f"{diplomatic(some, rng, tails)} {plain(words, rng)}" for _ in range(2))
        day = date(2019, 1, 1) + timedelta(rng.randrange(5 * 365))
        yield Source(id=f"{words.code}-{number}", text=text, language=words.code, published=day.isoformat(), publisher=rng.choice(outlets))


def _articles(words: Language, articles: int, rng: random.Random, make: Callable[[], str], first: int = 0) -> Iterator[Source]:
    for number in range(first, first + articles):
        text = "\n".join(" ".join(make() for _ in range(3)) for _ in range(SENTENCES // 3))
        yield Source(id=str(number), text=text, language=words.code, published=f"2023-06-{rng.randint(1, 28):02}")


def diplomatic(words: Language, rng: random.Random, tails: Sequence[str] = ()) -> str:
    """A sentence of two parties and an act."""
    tails = tails or _TAILS[words.code]
    verb, preposition = rng.choice(words.verbs)
    actor, recipient = rng.choice(words.parties), rng.choice(rng.choice((words.states, words.parties)))
    head, tail = rng.choice(_HEADS[words.code]), rng.choice(tails)
    order = (verb, actor, preposition, recipient) if words.code == "ar" else (actor, verb, preposition, recipient)
    return f"{head}{' '.join(part for part in order if part)}{tail}{rng.choice(tails)}."


def plain(words: Language, rng: random.Random) -> str:
    """A sentence of anything else."""
    return rng.choice(_FILLERS[words.code]).format(*rng.choices(words.filler, cum_weights=words.weights, k=9), s=rng.choice(words.states))


def _party(code: str, title: str, adjective: str) -> str:
    return f"ال{title} ال{adjective}" if code == "ar" and " " not in title else f"{title} {adjective}" if code == "ar" else f"the {adjective} {title}"


def _verb(trigger: Trigger, paradigms: list[Paradigm]) -> list[tuple[str, str]]:
    past = next((f.text for f in entry_forms(trigger, paradigms) if f.pos == "verb" and f.tense == "past" and f.gender in ("", "m") and not f.passive), None)
    preposition = "" if trigger.object == "recipient" else next((p for p, role in trigger.with_.items() if role == "recipient"), "")
    return [(past, preposition)] if past else []


def _word(code: str, rng: random.Random) -> str:
    consonants, vowels = _SYLLABLES[code]
    return "".join(rng.choice(consonants) + (rng.choice(vowels) if rng.random() < 0.7 else "") for _ in range(rng.randint(2, 4)))
