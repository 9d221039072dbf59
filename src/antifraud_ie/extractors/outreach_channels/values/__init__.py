"""What a text says of a channel: its count, its name, the people reached, the verb."""
