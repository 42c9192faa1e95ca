"""What a pack says of pages is checked when it is loaded."""

from typing import Any

import pytest

from sijill.errors import PackError
from sijill.packs.cache import Tables
from sijill.packs.load import load_language

LANGUAGE = {"code": "xx", "name": "X", "script": "latin", "direction": "ltr", "order": "subject-first", "adjectives": "before"}


@pytest.mark.parametrize("furniture", [{"datelines": ["wire"]}, {"turns": "yes"}, {"dateline": [""]}])
def test_a_wrong_key_or_value_names_its_file(furniture: dict[str, Any]) -> None:
    with pytest.raises(PackError, match=r"furniture") as error:
        load_language(Tables([("language.toml", {"language": LANGUAGE}), ("details.toml", {"furniture": furniture})], "hash"), "xx", {})
    assert error.value.file == "details.toml"
