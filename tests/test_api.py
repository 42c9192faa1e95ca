"""The public API: one function, the records and the errors."""

import subprocess
import sys

import pytest

import sijill


def test_all_is_sorted_and_there() -> None:
    assert sijill.__all__ == sorted(sijill.__all__)
    assert all(hasattr(sijill, name) for name in sijill.__all__)


def test_the_ledger_loads_when_it_is_asked_for() -> None:
    code = "import sys, sijill; assert 'sqlalchemy' not in sys.modules; sijill.Ledger; assert 'sqlalchemy' in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
    from sijill.ledger import Ledger

    assert sijill.Ledger is Ledger
    assert "Ledger" in dir(sijill)
    with pytest.raises(AttributeError, match="Leger"):
        sijill.Leger  # type: ignore[attr-defined]  # noqa: B018


def test_read_gives_a_reading_of_a_text() -> None:
    told = {"title": "Kenya meets Uganda", "published": "2023-06-15", "publisher": "Wire", "url": "https://x.example/1", "id": "a"}
    reading = sijill.read("Kenya met Uganda on Tuesday.", **told)  # type: ignore[arg-type]
    assert isinstance(reading, sijill.Reading)
    article = reading.article
    assert (article.id, article.title, article.published, article.publisher) == ("a", "Kenya meets Uganda", "2023-06-15", "Wire")
    assert reading.reports[0].act == "meeting"
    assert reading.reader.version == sijill.__version__


def test_scope_all_keeps_what_is_dropped_by_default() -> None:
    text = "Kenya met on Tuesday."
    assert len(sijill.read(text, scope="all").reports) >= len(sijill.read(text).reports)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", sijill.EmptyInput), ("  \n", sijill.EmptyInput), ("a \ud800 b", sijill.EncodingError), ("Γειά σου, Κόσμε", sijill.UnknownLanguage)],
)
def test_bad_input_has_its_error(text: str, kind: type[sijill.InputError]) -> None:
    with pytest.raises(kind):
        sijill.read(text)


def test_records_are_immutable() -> None:
    with pytest.raises(AttributeError):
        sijill.Range(start=0, end=1).start = 5  # type: ignore[misc]


@pytest.mark.parametrize(("start", "end", "exact"), [(0, 0, ""), (0, 3, "ab"), (-1, 1, "ab")])
def test_a_span_that_does_not_hold_its_words_cannot_be_made(start: int, end: int, exact: str) -> None:
    with pytest.raises(ValueError, match="does not hold"):
        sijill.Span(start=start, end=end, exact=exact)
