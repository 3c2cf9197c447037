"""What was counted, and which promises were broken: the table at the end."""

from __future__ import annotations

import sys
from collections import Counter

import attrs


@attrs.define
class Verdicts:
    """Counts by name, and breaches by promise."""

    counts: Counter[str] = attrs.Factory(Counter[str])
    figures: dict[str, str] = attrs.Factory(dict[str, str])
    breaches: Counter[str] = attrs.Factory(Counter[str])
    examples: dict[str, str] = attrs.Factory(dict[str, str])

    def breach(self, promise: str, example: str) -> None:
        """Take note that a promise was broken."""
        self.breaches[promise] += 1
        self.examples.setdefault(promise, example)

    def add(self, other: Verdicts) -> None:
        """Take in what was found elsewhere."""
        self.counts.update(other.counts)
        self.figures |= other.figures
        self.breaches.update(other.breaches)
        self.examples = other.examples | self.examples

    def show(self, title: str, promises: tuple[str, ...]) -> bool:
        """Print everything. Gives whether every promise was kept."""
        line(f"\n{title}")
        for name, count in sorted(self.counts.items()):
            line(f"  {name:<58}{count:>24,}")
        for name, figure in self.figures.items():
            line(f"  {name:<58}{figure:>24}")
        for promise in promises:
            broken = self.breaches.get(promise, 0)
            words = f" ({broken} times, such as {self.examples[promise]})" if broken else ""
            line(f"  {'BROKEN' if broken else 'held':<8}{promise}{words}")
        assert set(self.breaches) <= set(promises), self.breaches
        return not self.breaches


def line(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
