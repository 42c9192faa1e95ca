"""What people see: right-to-left words on lines of their own, nothing that moves the screen, rich on a terminal only."""

import io
import sys

import pytest

from sijill.cli.show import Line, isolate, printable, show, told
from sijill.records import Article, Duration, ModalityTold, Party, Reader, Reading, Report, Span, Speaker

TEXT = "عقد الرئيسان \u202eلقاء\u202c استمر ساعة ونصف."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), exact=words)


@pytest.fixture
def reading() -> Reading:
    party = Party(id="CHN/xi-jinping", country="CHN", name="Xi Jinping", office="president", span=span("الرئيسان"))
    report = Report(
        id="0123456789abcdef",
        digest="",
        act="meeting",
        type="CONSULT",
        mode=None,
        cameo="040",
        quad="verbal cooperation",
        goldstein=1.0,
        modality=ModalityTold(value="planned", span=None),
        actors=(party,),
        recipients=(),
        durations=(Duration(iso="PT1H30M", span=span("ساعة ونصف"), speaker=Speaker(kind="medium", name="TASS")),),
        trigger=span("لقاء"),
        evidence=span(TEXT),
        rule="ar/meeting.liqa",
    )
    article = Article(
        id="x", language="ar", title=None, publisher="CRI", published=None, published_from=None, url=None, sha256="", text=TEXT
    )
    return Reading(
        article=article, reports=(report,), positions=(), assessments=(), memberships=(), dropped=(), reader=Reader(version="0", packs={})
    )


def test_arabic_stands_on_lines_of_its_own(reading: Reading) -> None:
    lines = [line.text for line in told(reading)]
    assert "meeting, planned: Xi Jinping (president, CHN)" in lines
    assert "lasted: PT1H30M, says TASS" in lines
    assert "ساعة ونصف" in lines
    quotes = [line for line in lines if any("\u0600" <= c <= "\u06ff" for c in line)]
    assert len(quotes) == 2
    assert not any(c.isascii() and c.isalpha() for line in quotes for c in line)


def test_what_would_move_the_screen_is_not_printed(reading: Reading) -> None:
    assert not any(control in line.text for line in told(reading) for control in "\u202e\u202c")
    assert printable("a\x1b[31m\u2067b\n\t c\ud800") == "a[31mb c"


def test_a_pipe_gets_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    show([Line("head", 2, "head"), Line("لقاء", 4, "quote")])
    assert capsys.readouterr().out == "  head\n    لقاء\n"


def test_a_terminal_gets_style_and_isolates(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    show([Line("head [bold]", 2, "head"), Line("لقاء", 4, "quote")])
    assert "\x1b[" in screen.getvalue()
    assert "head [bold]" in screen.getvalue()  # words of an article are never markup
    assert isolate("لقاء") in screen.getvalue()


def test_only_right_to_left_lines_are_isolated() -> None:
    assert isolate("plain") == "plain"
    assert isolate("لقاء") == "\u2068لقاء\u2069"
