"""Finding percent changes: amounts, and the predicates that make them changes."""
