"""The reading room: a ledger as pages in a browser.

How a page is added: write a function in `pages/` that takes the `Room` and the parameters of its address and returns a record (`msgspec`),
write its template in `templates/`, and enter both in `pages/__init__.py`. The page, its `.json` twin and its entry in the OpenAPI
description at `/api` follow. A function raises `SijillError` for what cannot be shown. Words of a template stand in `_()` or
`ngettext()`, and their translation in `locale/`; a test names those that are missing.
"""

from sijill.web.app import create_app
from sijill.web.safety import Door

__all__ = ["Door", "create_app"]
