"""The catalogues hold every word of the pages."""

from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from sijill.web.language import LANGUAGES

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
