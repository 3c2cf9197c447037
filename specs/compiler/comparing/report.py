"""Reports for people: lines for a terminal, and a page that stands by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Final, TypeAlias

from compiler import templating
from compiler.comparing.changelog import HEADINGS
from compiler.comparing.changes import ORDER, Change
from compiler.comparing.deviations import Deviation
from compiler.comparing.fidelity import Finding, Verdict
from compiler.comparing.wording import transition

Line: TypeAlias = tuple[str, str]
"""Style, words."""

TEMPLATES: Final = Path(__file__).resolve().parents[2] / "templates" / "report"
STYLES: Final = {"breaking for callers": "bold red", "breaking for readers": "red", "widening": "green", "words only": "dim"}
_PLACES: Final = 3


def show(lines: Iterable[Line]) -> None:
    """Print lines, in colour where rich is installed and the terminal has any."""
    if find_spec("rich") is None:
        for _, words in lines:
            print(words)  # noqa: T201 - what a report is for
        return
    from rich.console import Console  # noqa: PLC0415 - a nicety, not a need
    from rich.text import Text  # noqa: PLC0415

    console = Console(soft_wrap=True)
    for style, words in lines:
        console.print(Text(words, style=style))


def of_changes(changes: Sequence[Change]) -> list[Line]:
    """Tell the changes, class by class, as a table of kind, place and what became what."""
    lines: list[Line] = [] if changes else [("green", "Nothing has changed.")]
    width = max((len(change.kind) for change in changes), default=0)
    for meaning in ORDER:
        of_it = [change for change in changes if change.meaning == meaning]
        if of_it:
            lines.append((f"{STYLES[meaning]} underline", f"{HEADINGS[meaning]} ({len(of_it)})"))
            lines += [
                (STYLES[meaning], f"  {change.kind:<{width}}  {_some(change.places)}  {transition(change.old, change.new)}".rstrip())
                for change in of_it
            ]
    return lines


def _some(places: Sequence[str]) -> str:
    more = len(places) - _PLACES
    return "; ".join(places[:_PLACES]) + (f"; and {more} more" if more > 0 else "")


def _where(finding: Finding) -> str:
    return finding.at.removeprefix(finding.exchange).strip() or "as a whole"


def of_fidelity(verdict: Verdict) -> list[Line]:
    """Tell the differences, operation by operation; those that are listed, with their reason."""
    lines: list[Line] = []
    for exchange, group in groupby(verdict.findings, _exchange):
        findings = tuple(group)
        lines.append(("bold", exchange))
        lines += [
            ("bold red", f"  UNLISTED  {_where(finding)}: {finding.difference}{f' [{finding.file}]' if finding.file else ''}")
            for finding in findings
            if finding.deviation is None
        ]
        for deviation in dict.fromkeys(finding.deviation for finding in findings):
            if deviation is not None:
                places = [_where(finding) for finding in findings if finding.deviation == deviation]
                lines.append(("dim", f"  listed    {_some(places)}: {deviation.reason} [{deviation.source}]"))
    for pattern, deviation in verdict.stale:
        lines.append(("bold yellow", f"STALE  {pattern}: {deviation.difference} (matches no difference any more)"))
    for deviation, count in verdict.miscounted:
        lines.append(("bold yellow", f"MISCOUNTED  {', '.join(deviation.at)}: {deviation.difference} ({_counted(deviation, count)})"))
        if count > (deviation.count or 0):
            lines += [
                ("yellow", f"  {_in(finding)}: {finding.difference}") for finding in verdict.findings if finding.deviation == deviation
            ]
    lines.append(("bold green" if verdict.is_faithful else "bold red", summary(verdict)))
    return lines


def summary(verdict: Verdict) -> str:
    """Say it all in one line."""
    return (
        f"{len(verdict.compared)} operations compared, {len(verdict.findings)} differences: "
        f"{len(verdict.findings) - len(verdict.unlisted)} listed, {len(verdict.unlisted)} unlisted; "
        f"{len(verdict.stale)} stale entries, {len(verdict.miscounted)} miscounted"
    )


def _counted(deviation: Deviation, count: int) -> str:
    return f"it says {deviation.count} and explains {count}" + ("; one of these is new" if count > (deviation.count or 0) else "")


def _in(finding: Finding) -> str:
    return f"{finding.at} [{finding.file}]" if finding.file else finding.at


def page(verdict: Verdict, *, spec: str, files: Sequence[str]) -> str:
    """Write the fidelity report as one HTML page that loads nothing."""
    environment = templating.environment(TEMPLATES, html=True)
    groups = [(exchange, tuple(findings)) for exchange, findings in groupby(verdict.findings, _exchange)]
    return environment.get_template("fidelity.html.jinja").render(
        verdict=verdict,
        summary=summary(verdict),
        groups=groups,
        same=sorted(set(verdict.compared) - {exchange for exchange, _ in groups}),
        spec=spec,
        files=files,
    )


def _exchange(finding: Finding) -> str:
    return finding.exchange
