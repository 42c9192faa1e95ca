"""A user's own outlets beside those of the world pack."""

from pathlib import Path

import pytest

from sijill.errors import PackError
from sijill.packs import load_packs

OWN = """
[[outlet]]
id = "harbour-wire"
country = "KEN"
agency = true
names.en = ["Harbour Wire"]
domains = ["harbour.example"]

[[outlet]]
id = "mirror"
country = "UGA"
state = true
names.en = ["Reuters"]
domains = ["reuters.com"]
"""


def own(folder: Path, text: str) -> None:
    (folder / "sijill").mkdir()
    (folder / "sijill" / "outlets.toml").write_text(text)


def test_own_rows_are_added_and_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    before = load_packs()
    own(tmp_path, OWN)
    packs = load_packs()
    assert packs.home_of("Harbour Wire") == packs.home_of(None, "https://www.harbour.example/a") == "KEN"
    assert packs.side_of(None, "https://www.reuters.com/a") == "UGA"
    outlet = packs.outlet("harbour-wire")
    assert outlet is not None
    assert outlet.agency
    assert packs.world.hash != before.world.hash  # a reading says with which table it was made


def test_a_table_that_cannot_be_used_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    own(tmp_path, '[[outlet]]\nname = "x"\n')
    with pytest.raises(PackError, match=r"outlets\.toml"):
        load_packs()
