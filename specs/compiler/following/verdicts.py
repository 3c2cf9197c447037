"""Holds all pages of a state to the specs of a venue: each difference is gone, or listed with its reason, or newer in the specs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.comparing.deviations import Deviation
from compiler.comparing.fidelity import Finding, Verdict, verdict
from compiler.following.facts import Page
from compiler.following.pages import sayings
from compiler.following.placing import Venue


def hold(pages: Sequence[Page], venue: Venue, deviations: Sequence[Deviation], date: str = "") -> Verdict:
    """Judge the pages of a state. `date` is that of the state, as `2026-07-16`; empty where nobody knows it."""
    entries = [entry for entry in deviations if entry.holds(date)]
    findings = tuple(sorted(_findings(pages, venue, entries), key=_place))
    told = {name for page in pages for name in venue.about(page)}
    return verdict(findings, entries, tuple(name for name in venue.exchanges if name in told))


def _findings(pages: Sequence[Page], venue: Venue, entries: Sequence[Deviation]) -> Iterator[Finding]:
    for page in pages:
        for saying in sayings(page, venue):
            explained = next((entry for entry in entries if entry.explains(saying.at, saying.difference)), None)
            yield Finding(
                exchange=saying.exchange,
                at=saying.at,
                difference=saying.difference,
                deviation=explained,
                file=f"{page.path}:{saying.line}",
            )


def _place(finding: Finding) -> tuple[str, str]:
    return finding.exchange.partition(" ")[2], finding.exchange
