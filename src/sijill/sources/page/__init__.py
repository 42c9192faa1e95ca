"""A web page: what it tells of itself (facts, linked, dates), its article's text (html, loose), and why it is none (refused)."""
