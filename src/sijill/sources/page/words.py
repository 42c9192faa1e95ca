"""Words that pages use in the languages of the packs: names of months, and what asks a reader to pay."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(file: str, name: str) -> tuple[dict[str, Any], ...]:
    """The table `name` in a file of every language pack that has it, without loading the packs."""
    found = (path for folder in files("sijill.packs").iterdir() if (path := folder / file).is_file())
    return tuple(content[name] for path in found if name in (content := tomllib.loads(path.read_text("utf-8"))))
