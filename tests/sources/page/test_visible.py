"""What can be read of a page without taking it apart."""

import pytest

from sijill.sources.page.visible import visible


def test_markup_and_what_is_never_shown_are_cut_out() -> None:
    page = "<html><STYLE>p{}</STYLE><script>if (a<b) {}</script><p class='x'>Kenya &amp; Uganda</p><p>met</p><script>endless"
    assert visible(page).split() == ["Kenya", "&", "Uganda", "met"]


@pytest.mark.parametrize("piece", ["<", "<a ", "<script ", "<script>", "</script", "&#", "<style"])
def test_it_is_linear_on_what_never_ends(piece: str) -> None:
    assert len(visible(piece * 200_000)) <= len(piece) * 200_000
