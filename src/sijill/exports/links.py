"""Addresses that may be followed, and those of words on a page."""

from urllib.parse import quote, urlsplit

_LONG = 300  # code points; of more, a link names the first and the last words
_ENDS = 6  # words at either end
_SIGNS = str.maketrans({"-": "%2D"})  # parts a fragment's terms; `quote` leaves it


def page(url: str | None) -> str | None:
    """An address if it is one of the web, by http or https; else nothing, since an article's address is whatever its source said."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def passage(url: str | None, exact: str) -> str | None:
    """A link to these words on the page, as a text fragment; browsers that know none open the page."""
    address = page(url)
    if address is None:
        return None
    words = exact.split()
    whole = len(exact) <= _LONG or len(words) <= 2 * _ENDS
    terms = [words] if whole else [words[:_ENDS], words[-_ENDS:]]
    said = ",".join(quote(" ".join(term), safe="").translate(_SIGNS) for term in terms)
    return f"{address}{'' if '#' in address else '#'}:~:text={said}"
