"""What people's judgements teach: articles that they looked through as gold, and candidates for the language packs."""

from sijill.lessons.gold import GoldArticle, Lessons, gold, left_out, save, zipped
from sijill.lessons.looked import Looked, looked
from sijill.lessons.suggest import suggestions

__all__ = ["GoldArticle", "Lessons", "Looked", "gold", "left_out", "looked", "save", "suggestions", "zipped"]
