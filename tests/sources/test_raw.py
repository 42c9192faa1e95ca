"""Pages kept as they came."""

from hashlib import sha256
from pathlib import Path

import pytest

from sijill.sources.raw import keep, kept


def test_a_page_is_kept_once_under_its_hash_and_comes_back(tmp_path: Path) -> None:
    page = "<html>لقاء</html>".encode("windows-1256")
    first = keep(page, tmp_path)
    before = first.stat().st_mtime_ns
    assert keep(page, tmp_path) == first
    assert first.stat().st_mtime_ns == before
    assert kept(sha256(page).hexdigest(), tmp_path) == page
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1


def test_what_was_not_kept_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        kept("ab" * 32, tmp_path)
