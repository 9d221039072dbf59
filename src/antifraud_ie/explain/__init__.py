"""Explanations: why a record is there (``explain``), and why a phrase gave none (``why_not``).

The extractors are asked a second time, over one article, by their own functions: a normal run pays nothing for this.
"""

from .explaining import Because, Explained, Explanation, explain
from .reasons import Failure, Query, Reason, near_surfaces
from .rules import Rule, meaning, rules
from .why_not import failure_of, why_not

__all__ = [
    "Because",
    "Explained",
    "Explanation",
    "Failure",
    "Query",
    "Reason",
    "Rule",
    "explain",
    "failure_of",
    "meaning",
    "near_surfaces",
    "rules",
    "why_not",
]
