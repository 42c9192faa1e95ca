"""Replication bundles: what others need to read the same articles again and to see what differs. No text of an article is in one."""

from sijill.bundle.records import Bundled, Difference, Manifest, Outcome, Summary
from sijill.bundle.replicate import Bundle
from sijill.bundle.write import write

__all__ = ["Bundle", "Bundled", "Difference", "Manifest", "Outcome", "Summary", "write"]
