"""The deviations file: where our spec differs from what the venue publishes, why, and where that comes from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import attrs

from compiler.comparing.catalogue import UnreadableError
from compiler.comparing.sources import document_at
from compiler.documents import items, node, text

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
KEYS: Final = ("at", "difference", "reason", "source")


@attrs.frozen(kw_only=True)
class Deviation:
    """An entry of the deviations file. In both patterns `*` stands for any words."""

    at: tuple[str, ...]
    difference: str
    reason: str
    source: str
    count: int | None = None
    """How many differences it explains. An entry with a `*` must say, or it would excuse what is new tomorrow."""
    since: str = ""
    """The day from which the venue says what we say, as `2026-08-13`: it explains differences from older states only."""

    def holds(self, date: str) -> bool:
        """Whether it explains anything of a state of a date; of one without a date, it may."""
        return not self.since or not date or date < self.since

    def explains(self, at: str, difference: str) -> bool:
        """Whether a difference is one that this entry is about."""
        return matches(self.difference, difference) and any(matches(pattern, at) for pattern in self.at)

    @property
    def is_open(self) -> bool:
        """Whether it may come to explain what nobody has seen yet."""
        return any("*" in pattern for pattern in (*self.at, self.difference))


def matches(pattern: str, words: str) -> bool:
    """Compare words with a pattern, in which `*` stands for any."""
    return re.fullmatch(".*".join(re.escape(piece) for piece in pattern.split("*")), words) is not None


def deviations_at(path: Path, kind: str = "deviations") -> tuple[Deviation, ...]:
    """Read a list of a deviations file. Each entry has `at`, `difference`, `reason`, `source`, and perhaps `count` and `since`."""
    try:
        entries = items(document_at(str(path)).get(kind))
    except UnreadableError as error:
        raise UnreadableError(f"{path}: {error}") from None
    return tuple(_deviation(path, number, entry) for number, entry in enumerate(entries, start=1))


def _deviation(path: Path, number: int, entry: object) -> Deviation:
    said = node(entry)
    missing = [key for key in KEYS if not said.get(key)]
    unknown = sorted(set(said) - {*KEYS, "count", "since"})
    if missing or unknown:
        wrong = f"without {', '.join(missing)}" if missing else f"with unknown {', '.join(unknown)}"
        raise UnreadableError(f"{path}: entry {number} {wrong}")
    at, count = items(said["at"]) or [said["at"]], said.get("count")
    found = Deviation(
        at=tuple(text(pattern) for pattern in at),
        difference=text(said["difference"]),
        reason=" ".join(text(said["reason"]).split()),
        source=text(said["source"]),
        count=count if isinstance(count, int) and not isinstance(count, bool) else None,
        since=text(said.get("since")),
    )
    if found.since and _DAY.fullmatch(found.since) is None:
        raise UnreadableError(f"{path}: entry {number}: `since` is to be a day such as '2026-08-13', found {found.since!r}")
    if ("count" in said or found.is_open) and (found.count is None or found.count < 1):
        what = f"found {count!r}" if "count" in said else "it has a `*` and does not say"
        raise UnreadableError(f"{path}: entry {number}: `count` is to say how many differences it explains, {what}")
    return found
