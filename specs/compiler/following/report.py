"""Says what a review found: for a terminal, and as Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from compiler.comparing import changelog, changes, report
from compiler.comparing.fidelity import Finding, Verdict
from compiler.comparing.report import Line
from compiler.comparing.visible import inert
from compiler.following.reviewing import Review
from compiler.following.writing import Written

_SHOWN: Final = 12


def lines_of(review: Review) -> list[Line]:
    """Tell a review line by line."""
    lines: list[Line] = [("bold", title(review)), ("", _counts(review))]
    lines += [("", f"  {word}: {_some(names)}") for word, names in _lists(review) if names]
    if review.gone:
        lines.append(("yellow", "What only documents that are gone may say, or explain, is not judged."))
    if review.changes is None:
        lines.append(("dim", "The state of the lock cannot be had from here: the documents are held to the specs alone."))
    else:
        lines += [("bold", "Since the lock"), *report.of_changes(review.changes)]
    for name, verdict in (("pages", review.pages), ("OpenAPI documents", review.openapi)):
        if verdict is not None:
            lines += [("bold", f"The specs against the {name}"), *_told(verdict)]
    lines.append(("bold green", "The specs say what the documents say.") if review.is_done else ("bold red", "The specs are to be mended."))
    return lines


def markdown(review: Review, after: Sequence[str] = ()) -> str:
    """Write a review as Markdown; `after` are sections that follow it."""
    lines = [f"# {title(review)}", "", _counts(review), ""]
    lines += [f"- {word}: {_some(names)}" for word, names in _lists(review) if names] + [""]
    if review.changes is not None:
        lines += [changelog.entry("Since the lock", review.changes)]
    for name, verdict in (("pages", review.pages), ("OpenAPI documents", review.openapi)):
        if verdict is not None:
            told = [words.strip() for _, words in _told(verdict)]
            lines += [f"## The specs against the {name}", "", *(f"- {words}" for words in told), ""]
    return inert("\n".join([*lines, *after]))


def of_written(made: Written) -> list[Line]:
    """Tell what was written, and what is left to a person."""
    lines: list[Line] = [("bold", "Written"), *(("", f"  {path}") for path in made.files)]
    if made.questions:
        lines += [("bold yellow", f"To be decided ({len(made.questions)})"), *(("yellow", f"  {question}") for question in made.questions)]
    if made.left:
        lines += [
            ("bold yellow", "Listed among the deviations"),
            *(("yellow", f"  {words}") for words in made.left),
        ]
    return lines


def of_users(breaks: Sequence[str]) -> list[Line]:
    """Tell what the change does to Python users."""
    return [("bold", "For Python users"), *([("red", f"  {words}") for words in breaks] or [("green", "  Nothing breaks.")])]


def sections(lines: Sequence[Line]) -> list[str]:
    """Write lines as Markdown: those at the margin are headings."""
    return [f"- {words.strip()}" if words.startswith(" ") else f"\n## {words}\n" for _, words in lines]


def title(review: Review) -> str:
    """Name what was reviewed."""
    state = " of ".join(word for word in (review.state.commit, review.state.date) if word) or "a state without a date"
    return f"{review.lock.venue}: {state}, against the lock of {review.lock.commit or review.lock.date}"


def labels(review: Review) -> tuple[str, ...]:
    """Label a pull request by whom it breaks."""
    meanings = {change.meaning for change in review.changes or ()}
    return tuple(label for label in (changes.CALLERS, changes.READERS) if label in meanings)


def _counts(review: Review) -> str:
    return (
        f"{len(review.same)} documents as they were, {len(review.changed)} changed, {len(review.new)} new, {len(review.gone)} gone, "
        f"{len(review.unheld)} never held before."
    )


def _lists(review: Review) -> tuple[tuple[str, tuple[str, ...]], ...]:
    moved = tuple(f"{was} → {now}" for now, was in review.moved.items())
    return ("changed", review.changed), ("new", review.new), ("moved", moved), ("gone", review.gone)


def _some(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _told(verdict: Verdict) -> list[Line]:
    """Tell what is to be done; what is listed is counted."""
    lines: list[Line] = [("bold red", f"  UNLISTED  {_where(finding)}: {finding.difference}") for finding in verdict.unlisted]
    lines += [("bold yellow", f"  STALE  {pattern}: {entry.difference}") for pattern, entry in verdict.stale]
    lines += [
        ("bold yellow", f"  MISCOUNTED  {', '.join(entry.at)}: {entry.difference} (it says {entry.count} and explains {count})")
        for entry, count in verdict.miscounted
    ]
    return [*lines, ("", f"  {report.summary(verdict)}")]


def _where(finding: Finding) -> str:
    return f"{finding.at} [{finding.file}]" if finding.file else finding.at
