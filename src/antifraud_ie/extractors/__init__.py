"""The extractors by name; each module is imported when it is first used.

An extractor module has ``extract(article, lexicon) -> tuple[Record, ...]``. One that works from terms also
has ``default_lexicon()``, and ``SCHEMA``, which says what further terms of a user may look like.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, cast

from ..records import FraudType, OutreachChannel, PercentChange, PoliceUnit, Record

if TYPE_CHECKING:
    from ..article import Article
    from ..lexicon import Lexicon, Schema, Term


@dataclass(frozen=True, slots=True)
class Extractor:
    """One kind of record and what finds it.

    >>> EXTRACTORS["police_units"].record.__name__
    'PoliceUnit'
    """

    name: str
    record: type[Record]

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

    @property
    def _module(self) -> ModuleType:
        return import_module(f"{__name__}.{self.name}")


EXTRACTORS: Mapping[str, Extractor] = MappingProxyType(
    {
        extractor.name: extractor
        for extractor in (
            Extractor("fraud_types", FraudType),
            Extractor("percent_changes", PercentChange),
            Extractor("police_units", PoliceUnit),
            Extractor("outreach_channels", OutreachChannel),
        )
    }
)
