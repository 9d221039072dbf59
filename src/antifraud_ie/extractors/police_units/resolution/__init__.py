"""Resolving police units: the unit in the hierarchy that a name means."""
