"""The network: addresses fetched safely (guard), politely (pace, robots.txt) and within bounds (fetch); what they give, as items."""

from sijill.sources.net.fetch import Caps, Fetched, Fetcher
from sijill.sources.net.items import fetched_items, item_of, listing

__all__ = ["Caps", "Fetched", "Fetcher", "fetched_items", "item_of", "listing"]
