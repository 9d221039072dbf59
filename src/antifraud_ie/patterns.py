"""Patterns that are compiled when they are first needed: few texts need all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

import regex

Matcher = Callable[..., "regex.Match[str] | None"]


class Pattern:
    """A regex whose methods, those of a compiled one, compile it when the first of them is used.

    >>> rare = Pattern(r"\\p{Han}{2}会")
    >>> rare.match("运动会").group(), rare.fullmatch("运动会上"), rare.sub("", "开运动会")
    ('运动会', None, '开')
    """

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        return regex.compile(self.source)

    @cached_property
    def match(self) -> Matcher:
        """The method that matches at a position."""
        return self._compiled.match

    @cached_property
    def search(self) -> Matcher:
        """The method that finds the first match."""
        return self._compiled.search

    @cached_property
    def fullmatch(self) -> Matcher:
        """The method that matches a whole stretch."""
        return self._compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[regex.Match[str]]]:
        """The method that finds every match."""
        return self._compiled.finditer

    @cached_property
    def sub(self) -> Callable[..., str]:
        """The method that replaces every match."""
        return self._compiled.sub
