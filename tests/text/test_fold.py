"""Folding: what counts as the same when matching, and the way back to the text as it stands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.text import fold, fold_word, split_sentences, tokenize
from sijill.text.language import language_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("الأمريكي", "الامريكي"),
        ("مُحادَثات", "محادثات"),
        ("العـــلاقات", "العلاقات"),
        ("Türkiye’s", "turkiye's"),
        ("١٥ دیسمبر", "15 ديسمبر"),
        ("\u202bروسيا\u202c", "روسيا"),
        ("ﻻ", "لا"),
    ],
)
def test_variants_fold_to_one(text: str, folded: str) -> None:
    assert fold(text).text == folded
    assert fold_word(text) == folded


@given(st.text())
def test_every_folded_stretch_maps_back_to_what_folds_to_it(text: str) -> None:
    folded = fold(text)
    for i in range(len(folded.text)):
        start, end = folded.back(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert folded.text[i] in fold(text[start:end]).text
    if folded.origin is not None:
        assert list(folded.origin) == sorted(folded.origin)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.text(), st.integers(0, 1000))
def test_tokens_stand_where_they_say(text: str, start: int) -> None:
    tokens = tokenize(fold(text), start)
    for token in tokens:
        assert token.norm in fold(text[token.start - start : token.end - start]).text
    assert [t.start for t in tokens] == sorted(t.start for t in tokens)


@given(st.text(alphabet=st.sampled_from("aB1.!?؟ \n\"لم.")))
def test_sentences_cover_all_that_is_no_space_in_order(text: str) -> None:
    sentences = split_sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in sentences) == "".join(text.split())
    assert all(a < b for a, b in sentences)
    assert all(before[1] <= after[0] for before, after in pairwise(sentences))


@pytest.mark.parametrize(
    ("text", "count"),
    [("He paid 1.5 million. She left.", 2), ("U.S. troops left.", 1), ("قال نعم. ثم مضى؟ نعم!", 3), ("one\ntwo", 2), ("wait... what", 2)],
)
def test_sentence_ends(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


@pytest.mark.parametrize(("text", "code"), [("لقاء", "ar"), ("meeting", "en"), ("встреча", "ru"), ("会谈", "zh"), ("123", None), ("", None)])
def test_the_script_tells_the_language(text: str, code: str | None) -> None:
    assert language_of(text) == code
