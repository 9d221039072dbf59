"""Links: which period, region and police unit a figure in the text belongs to.

Each module answers one question about a position in an article's clean text: ``when``, ``where``, ``who``. The
sentences are read once each, when they are first asked for, so that a long list of figures stays linear.
"""
