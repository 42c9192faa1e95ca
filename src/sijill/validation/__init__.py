"""Validation on one's own corpus: a sample to code, and precision and recall out of what was coded."""

from sijill.validation.draw import sample
from sijill.validation.estimate import Estimate, Rate, estimates
from sijill.validation.sheet import Coded, read, write

__all__ = ["Coded", "Estimate", "Rate", "estimates", "read", "sample", "write"]
