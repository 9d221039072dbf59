"""Links: which period, region and police unit a figure in the text belongs to.

Three modules answer one question each about a position in an article's clean text: ``when``, ``where``, ``who``;
``place_names`` and ``areas`` tell what names mean, ``compared`` what a comparison refers back to. The
sentences are read once each, when they are first asked for, so that a long list of figures stays linear.
"""
