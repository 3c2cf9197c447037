"""Where events are shown: a terminal, or a stream of lines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

import click
from rich.table import Table
from rich.text import Text

from crossbook.commands.event_lines import line
from crossbook.commands.event_words import words
from crossbook.commands.printing import Paper
from crossbook.commands.showing import plain

_NAMES: Final = {"fourcasters": "4casters", "predictstreet": "PredictStreet"}
_NARROW: Final = 100
"""Columns below which the name of an event stands above its words."""
_FEED: Final = 20
_TITLE: Final = 17
"""Columns of what stands before the words, so that these stand under each other."""


class Lines:
    """One line of JSON for each event."""

    def show(self, event: object, venue: str, feed: str) -> None:
        """Print an event, at once."""
        click.echo(line(event, venue=venue, feed=feed, at=datetime.now(tz=UTC)))


class Terminal:
    """A few words for each event, as wide as the terminal is."""

    def __init__(self) -> None:
        self._console = Paper(highlight=False)

    def show(self, event: object, venue: str, feed: str) -> None:
        """Print an event, at once."""
        told = words(event)
        title = Text(told.title, style=f"bold {told.colour}".strip())
        table = Table.grid(padding=(0, 1), expand=True)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True, width=_FEED)
        table.add_column(overflow="fold", min_width=_TITLE)
        when = Text(datetime.now(tz=UTC).strftime("%H:%M:%S.%f")[:12], style="dim")
        of = Text(f"{_NAMES[venue]} {feed}", style="dim")
        if self._console.width < _NARROW:
            table.add_row(when, of, title)
            self._console.print(table)
            self._console.print(_body(told.lines, 4))
        else:
            table.add_column(ratio=1)
            table.add_row(when, of, title, _body(told.lines, 0))
            self._console.print(table)


def _body(lines: Iterable[str], indent: int) -> Table:
    """Set lines under each other, so that what does not fit into one goes on where that began."""
    table = Table.grid(expand=True)
    table.add_column(width=indent)
    table.add_column(overflow="fold", ratio=1)
    for each in lines:
        inner = each.lstrip()
        table.add_row("", Text(plain(each)) if inner == each else _body((inner,), len(each) - len(inner)))
    return table
