"""The catalogues: what the library knows, to browse. Fraud schemes and outreach channels in their two levels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .extractors import fraud_types, outreach_channels
from .lexicon import Term


@dataclass(frozen=True, slots=True)
class Scheme:
    """A fraud scheme, the finer level under a ``code``.

    ``regional`` holds names in Traditional script as Taiwan, Hong Kong and Macau use them; ``surfaces`` what news
    calls it, Simplified, without the prefixes and tails that rules add. ``fcc12`` is its class in the CCL 2023 case
    classification, ``mps`` its class among the ministry's ten of 2023 to 2025; None where none fits.
    """

    id: str
    code: str
    name: str
    en: str
    regional: tuple[str, ...]
    surfaces: tuple[str, ...]
    fcc12: str | None
    mps: str | None


@dataclass(frozen=True, slots=True)
class Channel:
    """An outreach channel, the finer level under a ``code``; ``family`` is the coarse one (online, print ...)."""

    id: str
    code: str
    family: str
    surfaces: tuple[str, ...]
    measures: tuple[str, ...]


@lru_cache(maxsize=1)
def schemes() -> tuple[Scheme, ...]:
    """Return the fraud schemes, by code in the order of the closed list.

    >>> from antifraud_ie import catalogue
    >>> by_id = {scheme.id: scheme for scheme in catalogue.schemes()}
    >>> by_id["romance.pig_butchering"].name, by_id["romance.pig_butchering"].mps
    ('杀猪盘', '虚假网络投资理财')
    """
    terms = [term for term in fraud_types.default_lexicon().terms if term.extra["sense"] != "decoy"]
    surfaces: dict[str, list[str]] = {}
    for term in terms:
        surfaces.setdefault(term.extra.get("scheme", term.id), []).extend(term.surfaces)
    found = [_scheme(term, tuple(surfaces[term.id])) for term in terms if "scheme" not in term.extra]
    return tuple(sorted(found, key=lambda scheme: fraud_types.CODES.index(scheme.code)))


def _scheme(term: Term, surfaces: tuple[str, ...]) -> Scheme:
    extra = term.extra
    return Scheme(
        id=term.id,
        code=term.code,
        name=extra["name"],
        en=extra["en"],
        regional=tuple(extra.get("regional", ())),
        surfaces=surfaces,
        fcc12=extra.get("fcc12"),
        mps=extra.get("mps"),
    )


@lru_cache(maxsize=1)
def channels() -> tuple[Channel, ...]:
    """Return the outreach channels, by code in the order of the closed list.

    >>> from antifraud_ie import catalogue
    >>> next(channel.family for channel in catalogue.channels() if channel.code == "poster")
    'print'
    """
    found = [
        Channel(term.id, term.code, term.extra["family"], term.surfaces, tuple(term.extra.get("measures", ())))
        for term in outreach_channels.default_lexicon().terms
        if "family" in term.extra
    ]
    return tuple(sorted(found, key=lambda channel: outreach_channels.CODES.index(channel.code)))
