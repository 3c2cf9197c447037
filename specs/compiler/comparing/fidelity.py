"""Holds our spec to what the venue publishes: each difference is gone, or stands among the deviations with its reason and source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs

from compiler.comparing.catalogue import Catalogue, Exchange, UnreadableError
from compiler.comparing.differences import Comparison, Difference, no_pairs
from compiler.comparing.sources import document_at
from compiler.documents import items, node, text

SPEC_KEYS: Final = ("at", "difference", "reason", "source")


@attrs.frozen(kw_only=True)
class Deviation:
    """An entry of the deviations file. In both patterns `*` stands for any words."""

    at: tuple[str, ...]
    difference: str
    reason: str
    source: str


@attrs.frozen(kw_only=True)
class Finding:
    """One difference from the venue's documents, with the entry that explains it."""

    exchange: str
    at: str
    difference: str
    deviation: Deviation | None


@attrs.frozen(kw_only=True)
class Verdict:
    """How a spec stands to the venue's documents."""

    findings: tuple[Finding, ...]
    stale: tuple[tuple[str, Deviation], ...]
    """Patterns of the deviations file that no longer match anything, each with its entry."""
    compared: tuple[str, ...]
    """The operations that both have."""

    @property
    def unlisted(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.deviation is None)

    @property
    def is_faithful(self) -> bool:
        return not self.unlisted and not self.stale


PHRASES: Final[Mapping[str, str]] = {
    # kind: what it says with the venue's document as the old one and ours as the new one
    "operation added": "only we have this operation",
    "operation removed": "only the venue has this operation",
    "parameter added": "only we have this parameter",
    "parameter added as required": "only we have this parameter, required",
    "parameter removed": "only the venue has this parameter",
    "body added": "only we have a body",
    "body added as required": "only we have a body, required",
    "body removed": "only the venue has a body",
    "status of a success added": "only we have this status",
    "status of a success removed": "only the venue has this status",
    "status of an error added": "only we have this status",
    "status of an error removed": "only the venue has this status",
    "contents stated": "only we say what it holds",
    "contents no longer stated": "only the venue says what it holds",
    "field added": "only we have this field",
    "field added as required": "only we have this field, required",
    "field removed": "only the venue has this field",
    "became required": "only we require it",
    "became optional": "only the venue requires it",
    "type widened": "type: {old} at the venue, {new} here",
    "type narrowed": "type: {old} at the venue, {new} here",
    "type changed": "type: {old} at the venue, {new} here",
    "null admitted": "only we admit null",
    "null no longer admitted": "only the venue admits null",
    "value added": "value: only we list {new}",
    "value added to an open list": "value: only we list {new}",
    "value removed": "value: only the venue lists {old}",
    "value removed from an open list": "value: only the venue lists {old}",
    "values listed": "values: only we list any ({new})",
    "values listed openly": "values: only we list any ({new}; open)",
    "values no longer listed": "values: only the venue lists any ({old})",
    "values no longer listed openly": "values: only the venue lists any ({old}; open)",
    "list of values opened": "values: closed at the venue, open here",
    "list of values closed": "values: open at the venue, closed here",
}
"""Operations, parameters, fields, types, values and required: what the venue's documents and ours both speak of."""


def merged(catalogues: Iterable[Catalogue]) -> Catalogue:
    """Merge the venue's documents. What two of them describe is taken from the first."""
    exchanges: dict[str, Exchange] = {}
    for catalogue in catalogues:
        exchanges = {**catalogue.exchanges, **exchanges}
    return Catalogue(exchanges=exchanges, notes={})


def judge(venue: Catalogue, ours: Catalogue, deviations: Sequence[Deviation]) -> Verdict:
    """Compare, and lay the deviations beside the differences. Each difference is explained by the first entry that matches."""
    findings = tuple(_findings(venue, ours, deviations))
    matched = {
        (pattern, deviation)
        for finding in findings
        if (deviation := finding.deviation) is not None
        for pattern in deviation.at
        if _matches(pattern, finding.at)
    }
    return Verdict(
        findings=findings,
        stale=tuple((pattern, entry) for entry in deviations for pattern in entry.at if (pattern, entry) not in matched),
        compared=tuple(name for name in ours.exchanges if name in venue.exchanges),
    )


def _findings(venue: Catalogue, ours: Catalogue, deviations: Sequence[Deviation]) -> Iterator[Finding]:
    # Nothing passes for renamed: what two documents call differently is a difference.
    comparison = Comparison(fields=no_pairs, exchanges=no_pairs)
    told = [(found, _phrase(found)) for found in comparison.differences(venue, ours) if found.kind in PHRASES]
    for found, phrase in sorted(told, key=_place):
        explained = (entry for entry in deviations if _explains(entry, found.at, phrase))
        yield Finding(exchange=found.exchange, at=found.at, difference=phrase, deviation=next(explained, None))


def _place(told: tuple[Difference, str]) -> str:
    """Operations in the order of their paths; what is within one stays in its order."""
    return told[0].exchange.partition(" ")[2]


def _phrase(found: Difference) -> str:
    return PHRASES[found.kind].format(old=found.old, new=found.new)


def _explains(entry: Deviation, at: str, phrase: str) -> bool:
    return _matches(entry.difference, phrase) and any(_matches(pattern, at) for pattern in entry.at)


def _matches(pattern: str, words: str) -> bool:
    return re.fullmatch(".*".join(re.escape(piece) for piece in pattern.split("*")), words) is not None


def deviations_at(path: Path) -> tuple[Deviation, ...]:
    """Read a deviations file: a list under `deviations`, each entry with `at`, `difference`, `reason` and `source`."""
    try:
        entries = items(document_at(str(path)).get("deviations"))
    except UnreadableError as error:
        raise UnreadableError(f"{path}: {error}") from None
    return tuple(_deviation(path, number, entry) for number, entry in enumerate(entries, start=1))


def _deviation(path: Path, number: int, entry: object) -> Deviation:
    said = node(entry)
    missing = [key for key in SPEC_KEYS if not said.get(key)]
    if missing or set(said) - set(SPEC_KEYS):
        wrong = f"without {', '.join(missing)}" if missing else f"with unknown {', '.join(sorted(set(said) - set(SPEC_KEYS)))}"
        raise UnreadableError(f"{path}: entry {number} {wrong}")
    at = items(said["at"]) or [said["at"]]
    return Deviation(
        at=tuple(text(pattern) for pattern in at),
        difference=text(said["difference"]),
        reason=" ".join(text(said["reason"]).split()),
        source=text(said["source"]),
    )
