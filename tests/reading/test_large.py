"""Fifty megabytes in one file are read, and what stands at their end is found."""

from pathlib import Path

from sijill.packs import Packs
from sijill.reading import read
from sijill.sources import Given, sources


def test_fifty_megabytes_are_read_to_their_end(packs: Packs, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    line = "x" * 4990 + "\n"
    path.write_text(line * (50_000_000 // len(line)) + "Kenya met Uganda on Tuesday.\n")
    assert path.stat().st_size > 49_900_000
    (row,) = sources(path)
    assert isinstance(row, Given)
    (report,) = read(row.source, packs).reports
    assert row.source.text[report.trigger.start : report.trigger.end] == "met"
