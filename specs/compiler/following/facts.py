"""What a page says, as facts with their lines: fields, samples, lists of values, statuses, error texts, messages, and prose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import attrs

from compiler.following.samples import Sample, Value

Way: TypeAlias = Literal["request", "reply", ""]
"""Which way something goes, where the page says so."""
Home: TypeAlias = Literal["body", "query", "path", "header", ""]
SECTIONLESS: Final[tuple[str, ...]] = ()


@attrs.frozen(kw_only=True)
class Field:
    """A field as a page describes it."""

    name: str
    types: frozenset[str] = frozenset()
    """JSON types; none where the page does not say."""
    required: bool | None = None
    """Whether a request must have it; None where the page does not say."""
    optional: bool = False
    """Whether the page says that it may be missing."""
    nullable: bool = False
    """Whether the page says that it may be null."""
    values: tuple[str, ...] = ()
    words: str = ""
    told: str = ""
    """What else is said beside its name, and is read as words: a type that is more than a JSON type, a default, that it is deprecated."""
    members: tuple[Field, ...] = ()
    partial: bool = False
    """Whether the page says that there are more members than it lists."""
    line: int = 0


@attrs.frozen(kw_only=True)
class Group:
    """Fields that a page describes together: of one object, or the parameters of one operation."""

    fields: tuple[Field, ...]
    section: tuple[str, ...]
    way: Way
    home: Home
    line: int
    partial: bool = False


@attrs.frozen(kw_only=True)
class Shown:
    """A sample."""

    sample: Sample
    section: tuple[str, ...]
    title: str
    way: Way
    operation: str
    """The operation that it is sent to, where the page says so by a call: `POST /session/cancel`."""
    line: int
    sent: bool = False
    """Whether the page says above it that messages are sent."""


@attrs.frozen(kw_only=True)
class Listing:
    """Values that a field may have."""

    field: str
    """Its name; empty where the page does not say."""
    values: tuple[str, ...]
    section: tuple[str, ...]
    line: int


@attrs.frozen(kw_only=True)
class Named:
    """A status, an error text or the name of a message, with what the page says of it."""

    name: str
    words: str
    section: tuple[str, ...]
    line: int
    headers: tuple[str, ...] = ()
    """Of a call, those that it sends, by name."""
    queries: tuple[tuple[str, str], ...] = ()
    """Of a call, the parameters of its query, each with the value that is sent."""


@attrs.frozen(kw_only=True)
class Aside:
    """A field that prose tells of, with a value: "updates also carry `isPostArb: true` inside `matched`"."""

    name: str
    value: Value
    within: tuple[str, ...]
    """What else the sentence names as code: the objects that have it may be among these."""
    words: str
    section: tuple[str, ...]
    line: int


@attrs.frozen(kw_only=True)
class Fault:
    """Something on the page that cannot be read."""

    words: str
    line: int
    section: tuple[str, ...] = ()
    way: Way = ""


@attrs.frozen(kw_only=True)
class Page:
    """All that a page says."""

    path: str
    """Within its repository, or its address."""
    title: str = ""
    operation: str = ""
    """The operation that it is about, where its front matter says so."""
    mentioned: tuple[str, ...] = ()
    """Operations that it names as code."""
    called: tuple[Named, ...] = ()
    """Operations that it calls."""
    groups: tuple[Group, ...] = ()
    samples: tuple[Shown, ...] = ()
    listings: tuple[Listing, ...] = ()
    statuses: tuple[Named, ...] = ()
    errors: tuple[Named, ...] = ()
    messages: tuple[Named, ...] = ()
    asides: tuple[Aside, ...] = ()
    faults: tuple[Fault, ...] = ()
    prose: Mapping[str, str] = attrs.Factory(dict[str, str])
    """What is said in words of nothing that stands above, by section. Code is between backticks."""
    said: Mapping[str, str] = attrs.Factory(dict[str, str])
    """What is said of each error text and of each value: `error 'order not found'`, `value side home`."""

    def endpoint(self, item: Shown | Group) -> str:
        """Return the operation that was called last before something, in the same part of the page; empty where there was none."""
        before = [call.name for call in self.called if call.line < item.line and call.section[:1] == item.section[:1]]
        return before[-1] if before else ""

    blocks: tuple[tuple[str, bool], ...] = ()
    """Its source, block by block; whether each is a sample or a call, in which values may change."""

    @property
    def in_order(self) -> tuple[Shown | Group, ...]:
        """Samples and fields as they follow each other: a message that was just shown is what the next fields are about."""
        found: list[Shown | Group] = [*self.samples, *self.groups]
        return tuple(sorted(found, key=_line))


def _line(item: Shown | Group) -> int:
    return item.line
