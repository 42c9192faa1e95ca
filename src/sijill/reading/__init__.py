"""Reading: from an article to everything that it tells."""

from sijill.reading.pipeline import read

__all__ = ["read"]
