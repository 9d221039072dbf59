"""Finding police units: heads, the names that they end, and words that point back."""
