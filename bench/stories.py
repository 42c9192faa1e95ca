"""Made-up news in four languages: a tenth on relations between states, the rest sport, business and culture.

Sentences come from stories.toml and from the packs' own examples: `yes` sentences tell of states, often with the states exchanged for others, `no`
sentences have the same words and tell of none. Nothing here is a measure of quality: a story is a heap of sentences.
"""

import random
import tomllib
from pathlib import Path
from typing import NamedTuple

from sijill.packs import Packs
from sijill.packs.load import LanguagePack

DIPLOMATIC = 0.1  # of all stories
MISLEADING = 0.2  # of the other stories have sentences that name states, or have the words of acts
BUSY = 0.7  # of the diplomatic ones are among a few states
_NEWS = Path(__file__).with_name("stories.toml")
_TOPICS = ("sport", "business", "culture")
_LISTS = ("person", "town", "club", "firm", "goods", "work")


class Stock(NamedTuple):
    """What the stories of one language are made from."""

    code: str
    outlets: list[str]
    words: dict[str, list[str]]  # what fills a place, by its name
    topics: list[list[str]]
    others: list[str]  # sentences of other topics that name states, and the packs' own that have their verbs
    acts: list[str]
    tails: list[str]
    busy: list[str]


class Story(NamedTuple):
    """A headline and the paragraphs below it."""

    title: str
    paragraphs: tuple[str, ...]


class _Draw(dict[str, str]):
    """Fills the places of a sentence: each place is drawn anew, but for those that are given."""

    def __init__(self, stock: Stock, rng: random.Random, **given: str) -> None:
        super().__init__(given)
        self._words, self._rng = stock.words, rng

    def __missing__(self, name: str) -> str:
        return str(self._rng.randrange(2, 60)) if name in "nm" else self._rng.choice(self._words[name])


def stocks(packs: Packs) -> dict[str, Stock]:
    """By language, all that the stories need."""
    with _NEWS.open("rb") as file:
        told = tomllib.load(file)
    return {code: _stock(code, news, packs) for code, news in told.items()}


def story(stock: Stock, rng: random.Random, diplomatic: bool) -> Story:
    """A story of its own: three to nine paragraphs, about 2,000 characters in all, a third of that in Chinese."""
    topic = rng.choice(stock.topics)
    draw = _Draw(stock, rng, **(_pair(stock, rng) if diplomatic else {}))
    mixed = [(stock.acts, 7), (stock.others, 1), (topic, 2)] if diplomatic else [(stock.others, int(rng.random() < MISLEADING)), (topic, 6)]
    lines = [_sentence(stock, stock.acts if diplomatic else topic, rng, draw)]
    for _ in range(rng.randint(3, 9)):
        drawn = rng.choices([kind for kind, _ in mixed], [weight for _, weight in mixed], k=rng.randint(2, 4) * (2 if stock.code == "zh" else 1))
        lines.append(("" if stock.code == "zh" else " ").join(_sentence(stock, kind, rng, draw) for kind in drawn))
    return Story(lines[0].rstrip(".。"), tuple(lines[1:]))


def reprinted(stock: Stock, told: Story, rng: random.Random) -> Story:
    """The story as another outlet prints it: the same words but for a line of its own and the last paragraph."""
    line = f"{rng.choice(stock.outlets)}, {rng.choice(stock.words['town'])}"
    return Story(told.title, (f"{told.paragraphs[0]} ({line})", *told.paragraphs[1 : max(3, len(told.paragraphs) - 1)]))


def _sentence(stock: Stock, kind: list[str], rng: random.Random, draw: _Draw) -> str:
    text = rng.choice(kind).format_map(draw)
    return f"{text[:-1]}{rng.choice(stock.tails).format_map(draw)}{text[-1]}" if kind is stock.acts else text


def _pair(stock: Stock, rng: random.Random) -> dict[str, str]:
    a, b = rng.sample(stock.busy if rng.random() < BUSY else stock.words["state"], 2)
    return {"a": a, "b": b}


def _stock(code: str, news: dict[str, list[str]], packs: Packs) -> Stock:
    content = packs.language(code)
    states = sorted({name for state in packs.world.states for name in state.names.get(code, ())[:1] if len(name.split()) <= 2})
    words = {name: news[name] for name in _LISTS} | {"state": states}
    acts = news["acts"] * 10 + _examples(content, frozenset(states) if code != "ru" else frozenset())  # Russian declines its states
    others = news["abroad"] * 20 + [_ended(code, no.text) for trigger in content.triggers for no in trigger.no]
    return Stock(code, news["outlets"], words, [news[topic] for topic in _TOPICS], others, acts, news["tails"], random.Random(code).sample(states, 12))


def _examples(content: LanguagePack, states: frozenset[str]) -> list[str]:
    """The packs' sentences that tell of states, with places for the two states where each stands once and by its bare name."""
    found = []
    for yes in (yes for trigger in content.triggers for yes in trigger.yes):
        text = _ended(content.language.code, yes.text)
        if {yes.actor, yes.recipient} <= states and all(text.count(str(name)) == 1 for name in (yes.actor, yes.recipient)):
            text = text.replace(str(yes.actor), "{a}").replace(str(yes.recipient), "{b}")
        found.append(text)
    return found


def _ended(code: str, text: str) -> str:
    return text if text.endswith((".", "。", "؟", "?", "!", "！", "？")) else text + ("。" if code == "zh" else ".")
