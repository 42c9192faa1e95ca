"""Chinese text: tokens, simplified characters in their places, the borders of words, and what is said where its libraries are missing."""

import subprocess
import sys

import pytest

from sijill.errors import MissingExtra
from sijill.text import fold, split_sentences, tokenize
from sijill.text.han import _jieba, borders, simplified


def test_every_character_is_a_token() -> None:
    text = "第37次APEC会议，１５日"
    tokens = tokenize(fold(text))
    assert [t.norm for t in tokens] == ["第", "37", "次", "apec", "会", "议", ",", "15", "日"]
    assert [text[t.start : t.end] for t in tokens] == ["第", "37", "次", "APEC", "会", "议", "，", "１５", "日"]


def test_simplified_characters_stay_in_their_places() -> None:
    text = "習近平會見美國總統"
    assert simplified(fold(text)).text == "习近平会见美国总统"
    assert [text[t.start : t.end] for t in tokenize(simplified(fold(text)))] == list(text)


def test_sentences_end_at_full_width_marks() -> None:
    text = "两国元首会晤。“将加强合作。”他说！真的吗？"
    assert [text[a:b] for a, b in split_sentences(text)] == ["两国元首会晤。", "“将加强合作。”", "他说！", "真的吗？"]


def test_borders_of_words() -> None:
    assert 2 not in borders("有机会见到")  # 机会 is one word, so 会见 is none
    assert {0, 1, 3, 5} <= borders("有机会见到")


def test_missing_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    _jieba.cache_clear()
    monkeypatch.setitem(sys.modules, "rjieba", None)
    with pytest.raises(MissingExtra, match=r"sijill\[zh\]"):
        borders("中国")
    _jieba.cache_clear()


def test_other_languages_load_no_chinese_library() -> None:
    code = (
        "import sys; from sijill import read; from sijill.records import Source; from sijill.packs import load_packs; from sijill.reading.pipeline import read;"
        "read(Source(id='1', text='The president of Kenya met the president of Ghana in Accra.'), load_packs());"
        "print([m for m in ('rjieba', 'opencc') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
