"""Finding channels: every name that may be one, with its edges."""
