"""What a change is a change of, read out of the clauses before it."""
