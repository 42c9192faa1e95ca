"""Text as the reader needs it: folded for matching, cut into tokens and sentences, its language told."""

from sijill.text.fold import Folded, fold, fold_word
from sijill.text.sentences import split_sentences
from sijill.text.tokens import Token, tokenize

__all__ = ["Folded", "Token", "fold", "fold_word", "split_sentences", "tokenize"]
