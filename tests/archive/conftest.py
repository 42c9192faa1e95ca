"""What the tests that kill share: an archive of made-up pages, and what an undisturbed run makes of it."""

from pathlib import Path

import pytest

from bench.pages import packed
from sijill.archive import frozen, write_manifest
from tests.archive.killing import NUMBERS, SHARDS, done, reading


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manifest of some pages."""
    folder = tmp_path_factory.mktemp("pages")
    for shard in range(SHARDS):
        (folder / f"{shard}.warc.gz").write_bytes(b"".join(packed(number) for number in NUMBERS[shard::SHARDS]))
    write_manifest(frozen([str(path) for path in sorted(folder.glob("*.warc.gz"))], 1 << 30), folder / "pages.jsonl")
    return folder / "pages.jsonl"


@pytest.fixture(scope="session")
def undisturbed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that nothing befell."""
    folder = tmp_path_factory.mktemp("undisturbed") / "run"
    assert reading(archive, folder).wait() == 0
    assert len(done(folder)) == SHARDS
    return folder
