"""The prefilter: what it keeps must hold all that is read; what it drops need not be all that is dull."""

import json
from pathlib import Path

import pytest

from sijill.packs import Packs
from sijill.packs.prefilter import Prefilter
from sijill.reading import read
from sijill.records import Source
from sijill.sources.page.visible import visible

GOLD = Path(__file__).parents[2] / "gold"
MENU = "".join(f'<li><a href="/s/{n}">Section {n} of our pages</a></li>' for n in range(60))


@pytest.fixture(scope="module")
def prefilter(packs: Packs) -> Prefilter:
    return Prefilter(packs)


def page(text: str) -> str:
    return f"<html><head><script>var France = 'met {MENU}';</script></head><body><ul>{MENU}</ul><p>{text}</p></body></html>"


@pytest.mark.parametrize("code", ["ar", "en", "zh", "ru"])
def test_it_keeps_every_annotated_article_that_tells_something(prefilter: Prefilter, packs: Packs, code: str) -> None:
    texts = [path.with_suffix(".txt").read_text() for path in sorted((GOLD / code).glob("*.json")) if json.loads(path.read_text())["events"]]
    assert len(texts) > 8
    telling = [text for text in texts if read(Source(id="a", text=text, language=code), packs).reports]
    assert [text[:40] for text in telling if not prefilter.keeps(visible(page(text)))] == []


@pytest.mark.parametrize(
    "text",
    [
        "The recipe takes two eggs, a cup of flour and a pinch of salt, which is stirred slowly and baked for an hour.",
        "Our shop sells chairs and tables in oak and ash, and will bring them home to us for nothing if they are heavy.",
        "ثلاث بيضات وكوب من الدقيق وقليل من الملح تخلط جيدا ثم توضع في الفرن مدة ساعة كاملة حتى تنضج وتحمر.",
        "Три яйца, стакан муки и щепотка соли перемешиваются, а затем тесто отдыхает целый час на столе.",
        "三个鸡蛋，一杯面粉，一点盐，慢慢搅拌，然后放进烤箱里烤一个小时就可以了，味道非常好，大家都很喜欢吃这种点心。",
    ],
)
def test_it_drops_what_names_no_party_near_an_act(prefilter: Prefilter, text: str) -> None:
    assert not prefilter.keeps(visible(page(text)))


def test_a_name_counts_only_as_it_is_written(prefilter: Prefilter) -> None:
    long = " It was a long day for all of them, and nobody in the house had slept much since the evening before."
    assert prefilter.keeps("The US condemned the vote." + long)
    assert not prefilter.keeps("They condemned us for the vote." + long)
