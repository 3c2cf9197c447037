"""Holds our spec to what the venue publishes: each difference is gone, or stands among the deviations with its reason and source.

Every operation is held to every document of the venue that describes it. What we have and one document lacks is no difference
where another document has it; what one document has and we lack always is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from compiler.comparing.catalogue import Catalogue
from compiler.comparing.deviations import Deviation, matches
from compiler.comparing.differences import Comparison, Difference, no_pairs
from compiler.comparing.sets import descriptions


@attrs.frozen(kw_only=True)
class Finding:
    """One difference from the venue's documents, with the entry that explains it."""

    exchange: str
    at: str
    difference: str
    deviation: Deviation | None
    file: str = ""
    """The venue's document that it is a difference from."""


@attrs.frozen(kw_only=True)
class Verdict:
    """How a spec stands to the venue's documents."""

    findings: tuple[Finding, ...]
    stale: tuple[tuple[str, Deviation], ...]
    """Patterns of the deviations file that no longer match anything, each with its entry."""
    miscounted: tuple[tuple[Deviation, int], ...]
    """Entries that explain more or fewer differences than they say, with how many they do."""
    compared: tuple[str, ...]
    """The operations that both have."""

    @property
    def unlisted(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.deviation is None)

    @property
    def is_faithful(self) -> bool:
        return not self.unlisted and not self.stale and not self.miscounted


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
    "alternate method removed": "only the venue admits the method {old} too",
    "alternate method added": "only we admit the method {new} too",
    "media type added": "only we have this media type",
    "media type removed": "only the venue has this media type",
    "header added": "only we have this header",
    "header removed": "only the venue has this header",
    "alternative added": "alternative: only we have one {new}",
    "alternative removed": "alternative: only the venue has one {old}",
    "security demanded": "only we ask for a key",
    "security lifted": "only the venue asks for a key",
}
"""Operations, parameters, fields, types, values and required: what the venue's documents and ours both speak of."""

BACKED: Final = frozenset(
    {
        "alternative added",
        "alternate method added",
        "body added",
        "contents stated",
        "field added",
        "field added as required",
        "header added",
        "list of values opened",
        "media type added",
        "null admitted",
        "parameter added",
        "status of a success added",
        "status of an error added",
        "type widened",
        "value added",
        "value added to an open list",
        "values listed",
        "values listed openly",
    }
)
"""What we have and one document lacks: no difference where another document of the venue has it as we do."""


def newer(day: str) -> Deviation:
    """Explain what only we have when the specs are held to a state from before the one that they were written from."""
    return Deviation(at=("*",), difference="*only we *", reason="Newer in the specs than in this state.", source="sources.lock", since=day)


def judge(venue: Sequence[Catalogue], ours: Catalogue, deviations: Sequence[Deviation]) -> Verdict:
    """Compare, and lay the deviations beside the differences. Each difference is explained by the first entry that matches."""
    findings = tuple(_findings(venue, ours, deviations))
    compared = tuple(name for name in ours.exchanges if any(name in catalogue.exchanges for catalogue in venue))
    return verdict(findings, deviations, compared)


def verdict(findings: tuple[Finding, ...], deviations: Sequence[Deviation], compared: tuple[str, ...]) -> Verdict:
    """Say which entries explain nothing, and which explain another number of differences than they say."""
    matched = {
        (pattern, deviation)
        for finding in findings
        if (deviation := finding.deviation) is not None
        for pattern in deviation.at
        if matches(pattern, finding.at)
    }
    counted = Counter(finding.deviation for finding in findings)
    # What is newer in the specs than in the state that they are held to differs from some states, and from others not; and of a
    # state from before the specs, entries explain what they can.
    lasting = [] if any(entry.source == "sources.lock" for entry in deviations) else [entry for entry in deviations if not entry.since]
    return Verdict(
        findings=findings,
        stale=tuple((pattern, entry) for entry in lasting for pattern in entry.at if (pattern, entry) not in matched),
        miscounted=tuple((entry, counted[entry]) for entry in lasting if entry.count is not None and counted[entry] != entry.count),
        compared=compared,
    )


def _findings(venue: Sequence[Catalogue], ours: Catalogue, deviations: Sequence[Deviation]) -> Iterator[Finding]:
    told = [
        (found, PHRASES[found.kind].format(old=found.old, new=found.new)) for found in differences(venue, ours) if found.kind in PHRASES
    ]
    for found, phrase in sorted(told, key=_place):
        explained = next((entry for entry in deviations if entry.explains(found.at, phrase)), None)
        yield Finding(exchange=found.exchange, at=found.at, difference=phrase, deviation=explained, file=found.file)


def differences(venue: Sequence[Catalogue], ours: Catalogue) -> Iterator[Difference]:
    """Yield every difference of our document from each of the venue's, with the venue's as the old one."""
    # Nothing passes for renamed or moved: what two documents call differently is a difference.
    comparison = Comparison(fields=no_pairs, exchanges=no_pairs, moves=False, lone=False)
    theirs = descriptions(venue)
    for name in dict.fromkeys([*theirs, *ours.exchanges]):
        if name not in ours.exchanges:
            yield Difference(kind="operation removed", exchange=name, file=next(iter(theirs[name])))
        elif name not in theirs:
            yield Difference(kind="operation added", exchange=name)
        else:
            found = {
                label: [attrs.evolve(each, file=label) for each in comparison.of_exchange(name, exchange, name, ours.exchanges[name])]
                for label, exchange in theirs[name].items()
            }
            yield from (each for label in found for each in found[label] if not _backed(each, found))


def _backed(found: Difference, all_found: Mapping[str, Sequence[Difference]]) -> bool:
    """Whether another document of the venue has what we have here and this one lacks."""
    if found.kind not in BACKED and (found.kind, found.direction) != ("became optional", "reply"):
        return False
    # A document that lacks what is around it says nothing of what is in it.
    return any(not any(_covers(each, found) for each in others) for label, others in all_found.items() if label != found.file)


def _covers(found: Difference, other: Difference) -> bool:
    """Whether a difference is the same one, or one of what is around it."""
    if found.at == other.at:
        return (found.kind == other.kind and found.new == other.new) or found.kind in AROUND
    return found.kind in AROUND and other.at.startswith((f"{found.at} ", f"{found.at}.", f"{found.at}["))


AROUND: Final = frozenset(
    {
        "field added",
        "field added as required",
        "contents stated",
        "status of a success added",
        "status of an error added",
        "body added",
        "body added as required",
        "media type added",
        "type changed",
    }
)


def _place(told: tuple[Difference, str]) -> str:
    """Operations in the order of their paths; what is within one stays in its order."""
    return told[0].exchange.partition(" ")[2]
