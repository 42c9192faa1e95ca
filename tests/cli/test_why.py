"""`sijill why`: a report explained by its words and its rule, or the ids there are."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

ARTICLE = "Kenya met Uganda on Tuesday to settle the quota. The chess club condemned the referee."
Sijill = Callable[..., Result]


def test_every_value_has_its_words_and_the_rule_its_entry(sijill: Sijill, article: Path) -> None:
    id = json.loads(sijill("read", "--json", article).stdout)["reports"][0]["id"]
    result = sijill("why", article, id[:8])
    assert result.exit_code == 0
    for part in ("Kenya", "Uganda", "0–5", "rule en/meeting.meet", 'verb = "meet"', "a plain past or present", "beside it, dropped d"):
        assert part in result.stdout


def test_a_dropped_sentence_is_explained_too(sijill: Sijill, article: Path) -> None:
    result = sijill("why", article, "d1")
    assert result.exit_code == 0
    assert result.stdout.startswith("d1  dropped: ")


def test_an_id_that_fits_nothing_lists_those_that_do(sijill: Sijill, article: Path) -> None:
    result = sijill("why", article, "zzz")
    assert result.exit_code == 2
    assert "meeting, actual" in result.stdout
    assert "'zzz'" in result.stderr
    assert sijill("why", article).exit_code == 0
