"""The extractors by name; each module is imported when it is first used.

An extractor module has ``extract(article, lexicon) -> tuple[Record, ...]``. One that works from terms also
has ``default_lexicon()``, and ``SCHEMA``, which says what further terms of a user may look like.

What is found along the way (percentages that are no changes, trends, narrated schemes) is a further kind of record,
with a ``find(article, records)`` that is given the records of the extractor it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any, cast

from ..records import (
    FraudType,
    NarratedScheme,
    OutreachChannel,
    Percentage,
    PercentChange,
    PoliceUnit,
    Record,
    Trend,
)

if TYPE_CHECKING:
    from ..article import Article
    from ..lexicon import Lexicon, Schema, Term


@dataclass(frozen=True, slots=True)
class Further:
    """A further kind of record, found along with an extractor's own."""

    name: str
    record: type[Record]
    find: Callable[[Article, Sequence[Any]], tuple[Record, ...]]


@dataclass(frozen=True, slots=True)
class Extractor:
    """One kind of record and what finds it.

    >>> EXTRACTORS["police_units"].record.__name__
    'PoliceUnit'
    """

    name: str
    record: type[Record]
    further: tuple[Further, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of all kinds of records that it gives, its own first."""
        return self.name, *(kind.name for kind in self.further)

    @property
    def schema(self) -> Schema | None:
        """What users' terms look like; None where this extractor takes none."""
        return cast("Schema | None", getattr(self._module, "SCHEMA", None))

    def load_lexicon(self, extra_terms: tuple[Term, ...] = ()) -> Lexicon | None:
        """Return the extractor's own terms and further ones; None where it needs none."""
        if self.schema is None:
            return None
        lexicon = cast("Lexicon", self._module.default_lexicon())
        return lexicon.plus(extra_terms) if extra_terms else lexicon

    def extract(self, article: Article, lexicon: Lexicon | None) -> tuple[Record, ...]:
        """Return the records of an article in text order."""
        return cast("tuple[Record, ...]", self._module.extract(article, lexicon))

    def extract_kinds(
        self, article: Article, lexicon: Lexicon | None, kinds: Collection[str]
    ) -> dict[str, tuple[Record, ...]]:
        """Return the records of an article by kind, for those of the extractor's kinds that are asked for."""
        if not any(kind in kinds for kind in self.kinds):
            return {}
        records = self.extract(article, lexicon)
        found = {kind.name: kind.find(article, records) for kind in self.further if kind.name in kinds}
        return {self.name: records, **found} if self.name in kinds else found

    @property
    def _module(self) -> ModuleType:
        return import_module(f"{__name__}.{self.name}")


def _percentages(article: Article, _: Sequence[PercentChange]) -> tuple[Percentage, ...]:
    from .percent_changes.percentages import extract_percentages  # noqa: PLC0415  # when it is first used

    return extract_percentages(article)


def _trends(article: Article, _: Sequence[PercentChange]) -> tuple[Trend, ...]:
    from .percent_changes.trends import extract_trends  # noqa: PLC0415

    return extract_trends(article)


def _narrated_schemes(article: Article, named: Sequence[FraudType]) -> tuple[NarratedScheme, ...]:
    from .narrated_schemes import default_cues, extract_narrated  # noqa: PLC0415

    return extract_narrated(article, default_cues(), named)


EXTRACTORS: Mapping[str, Extractor] = MappingProxyType(
    {
        extractor.name: extractor
        for extractor in (
            Extractor("fraud_types", FraudType, (Further("narrated_schemes", NarratedScheme, _narrated_schemes),)),
            Extractor(
                "percent_changes",
                PercentChange,
                (Further("percentages", Percentage, _percentages), Further("trends", Trend, _trends)),
            ),
            Extractor("police_units", PoliceUnit),
            Extractor("outreach_channels", OutreachChannel),
        )
    }
)

# Every kind of record by name: the extractors' own first, then the further ones.
KINDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        **{extractor.name: extractor.record for extractor in EXTRACTORS.values()},
        **{kind.name: kind.record for extractor in EXTRACTORS.values() for kind in extractor.further},
    }
)
