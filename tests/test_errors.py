"""Errors: each has a code of its own that the page on errors explains, and says its place and its fix."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import sijill
from sijill.errors import BrokenLine, SijillError

PAGE = Path(__file__).parents[1] / "docs" / "errors.md"


def kinds(base: type[SijillError] = SijillError) -> Iterator[type[SijillError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in kinds()]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.__name__)
def test_every_code_is_explained_and_public(kind: type[SijillError]) -> None:
    assert f"## `{kind.code}`" in PAGE.read_text(encoding="utf-8")
    assert kind.__name__ in sijill.__all__


def test_an_error_says_place_and_fix() -> None:
    error = BrokenLine("not valid JSON", fix="give one object a line", file="in.jsonl", line=3)
    assert str(error) == "broken-json: in.jsonl:3: not valid JSON (give one object a line)"
    assert error.record().error.line == 3
    assert str(SijillError("m", fix="f", file="x")) == "sijill: x: m (f)"
    assert str(SijillError("m", fix="f")) == "sijill: m (f)"
