"""Checks of a user's lexicon: all that is wrong with it, not just the first thing, and whether its sentences hold."""

from .checking import check_lexicon, check_source, labels
from .findings import Checked, Finding

__all__ = ["Checked", "Finding", "check_lexicon", "check_source", "labels"]
