"""What tests of the command line share."""

from pathlib import Path

import pytest


@pytest.fixture
def article(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The test module's `ARTICLE`, as a file."""
    path = tmp_path / "article.txt"
    path.write_text(request.module.ARTICLE)
    return path
