"""The catalogues hold every word of the pages."""

from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from sijill.web.language import LANGUAGES, catalogue, offered

_WORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_every_word_is_translated(code: str) -> None:
    folder = Path(str(files("sijill.web")))
    found = {message if isinstance(message, str) else message[0] for _, _, message, _, _ in extract_from_dir(
        folder, [("**.html", "jinja2"), ("**.py", "python")], {"**.html": {"newstyle_gettext": "true"}}, keywords=_WORDS
    )}  # fmt: skip
    with folder.joinpath("locale", f"{code}.po").open("rb") as file:
        catalogue = read_po(file)
    assert len(found) > 80
    assert not sorted(word for word in found if not (word in catalogue and all(catalogue[word].string)))


def test_two_files_add_a_language(tmp_path: Path) -> None:
    for folder in ("locale", "glosses"):
        (tmp_path / folder).mkdir()
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
    told = head + '\nmsgid "Sources"\nmsgstr "来源"\n\nmsgid "%(num)s event"\nmsgid_plural "%(num)s events"\nmsgstr[0] "%(num)s个事件"\n'
    (tmp_path / "locale" / "zh.po").write_text(told, encoding="utf-8")
    assert offered(tmp_path) == ("en",)  # without its glosses no event could be told
    (tmp_path / "glosses" / "zh.toml").write_text("[acts]\n", encoding="utf-8")
    assert offered(tmp_path) == ("en", "zh")
    words = catalogue("zh", tmp_path)
    assert words.gettext("Sources") == "来源"
    assert words.gettext("Packs") == "Packs"
    assert [words.ngettext("%(num)s event", "%(num)s events", n) % {"num": n} for n in (1, 7)] == ["1个事件", "7个事件"]
