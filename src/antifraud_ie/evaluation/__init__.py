"""Scores against gold annotation: a folder of texts, and a folder of JSON files of the same names.

Three measures, each with precision, recall and F1:

- exact: same start, same end and same code (kind for police units)
- overlap: shares characters with the gold mention, and the same code (the kind does not matter)
- fact: overlap, and the facts right: value, unit and basis; full name; code and quantity; code

Optional gold mentions are neither demanded nor punished. For channels an opening quote or a leading
反诈 / 防骗 makes no difference to the edges.
"""

from .examples import gold_examples
from .gold import GoldDocument, GoldError, read_folder, read_gold
from .scores import MEASURES, Count, Difference, Scores, score_folder

__all__ = [
    "MEASURES",
    "Count",
    "Difference",
    "GoldDocument",
    "GoldError",
    "Scores",
    "gold_examples",
    "read_folder",
    "read_gold",
    "score_folder",
]
