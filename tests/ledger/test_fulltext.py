"""The index of words finds on a server what it finds in a file."""

from pathlib import Path

import pytest

from sijill.ledger import Ledger, Query
from sijill.packs import Packs
from tests.ledger.plain import plain

WORDS = ("الصين", "وبالصين", "وزير", "أمريكي", "كِتَاب", "1.5", "会见", "习近平", "中国", "in the lake", "it's", "back\\slash", "a & b | !c", "clim*", "البحيره")


@pytest.mark.parametrize("anywhere", [False, True])
@pytest.mark.parametrize("words", WORDS)
def test_words_are_found_as_in_a_file(path: Path, url: str, packs: Packs, words: str, anywhere: bool) -> None:
    told = [
        plain("KEN التقت UGA في لقائهما بالصين وللوزير الأمريكي كتابُه عن المناخ على البحيرة ولبكين قال ١٫٥.", "ar", language="ar"),
        plain("KEN 会见 UGA 习近平在中国.", "zh", language="zh"),
        plain("KEN met UGA on 2020-01-05 about the back\\slash in the lake: it's a & b | !c. Later: climate.", "en"),
    ]
    found = []
    for place in (str(path), url):
        with Ledger(place, packs) as ledger:
            ledger.add(told)
            found.append(ledger.find(Query(words=words, anywhere=anywhere)))
    assert found[0] == found[1]


def test_a_text_of_very_long_and_very_many_words_is_kept(url: str, packs: Packs) -> None:
    with Ledger(url, packs) as ledger:
        ledger.add([plain("KEN met UGA. " + "x" * 5000 + " " + " ".join(f"word{n}" for n in range(150_000)), "long")])
        assert ledger.find(Query(parties=("KEN",))).total == 1
        assert ledger.find(Query(words="word7", anywhere=True)).total == 1
