"""The senses of a channel's name: what is outreach, and what only looks like it."""
