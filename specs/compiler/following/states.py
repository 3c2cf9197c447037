"""Turns the pages of one state of a venue's documents into a catalogue, so that two states can be compared like two documents."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from compiler.comparing.catalogue import Catalogue, Direction, Exchange, Part
from compiler.comparing.notes import CALLED
from compiler.comparing.shapes import EACH, NULL, Shape
from compiler.following.asides import shown_in
from compiler.following.facts import Field, Group, Page, Shown
from compiler.following.grounding import joined, shape_of_value, with_left_out
from compiler.following.placing import Spot, Venue, flat, of_group, of_sample, spots, steps


def catalogue_of_pages(pages: Sequence[Page], venue: Venue, label: str = "pages") -> Catalogue:
    """Bring the facts of all pages to their places. Our specs say where these are; what they do not know is placed by the page."""
    state = _State(venue)
    for page in pages:
        state.page(page)
    return Catalogue(exchanges=state.exchanges(), notes={}, label=label)


SAID: Final = "said"
"""Before the name of a part: what is said of an error text or a value, which comes and goes with it."""
UNREADABLE: Final = "unreadable"
SHOWN: Final = "shown"
"""Before the name of a part: what samples show of it, apart from what is described."""


class _State:
    def __init__(self, venue: Venue) -> None:
        self.venue = venue
        self.shapes: dict[str, dict[str, Shape]] = {}
        self.words: dict[str, dict[str, str]] = {}
        self.errors: dict[str, dict[str, tuple[str, ...]]] = {}
        self.tells: dict[str, tuple[str, ...]] = {}
        """The field in which a new message names itself."""
        self.forms: dict[tuple[str, str], dict[str, list[str]]] = {}
        """The values of fields that headings name, by the operation, the part and the field."""
        self.fresh: tuple[str, tuple[str, ...]] = ("", ())
        """The message that was shown last and that our specs do not know, and the part of the page that shows it."""

    def page(self, page: Page) -> None:
        names = self.venue.about(page)
        known = tuple(spots(self.venue, self.venue.beside(names)))
        for name in (page.operation,) if page.operation else ():
            self.shapes.setdefault(name, {})
        near = ""
        self.fresh = ("", ())
        for item in page.in_order:
            if isinstance(item, Shown):
                near = self.sample(item, page, known, names, near)
            elif new := self.new_message(item, page, names):
                self.put(new, "request" if new.startswith("send ") else "payload", "", _object_of(item, sent=item.way == "request"))
            else:
                self.group(item, page, known, names, near)
        self.asides(page, known)
        for message in page.messages:
            self.shapes.setdefault(self.message(message.name, names, "receive"), {})
        told = dict.fromkeys((*names, *(self.message(message.name, names, "receive") for message in page.messages)))
        for listing in page.listings:
            for name in told:
                self.list(name, listing.field, listing.values)
        self.prose(page)
        for status in page.statuses:
            for name in (
                (page.operation,) if page.operation else tuple(name for name in names if not name.startswith(("send ", "receive ")))
            ):
                self.words.setdefault(name, {})[status.name] = status.words
        self.calls(page)

    def asides(self, page: Page, known: Sequence[Spot]) -> None:
        for aside in page.asides:
            for spot, shown in shown_in(aside, known):
                self.put(spot.exchange, f"{SHOWN} {spot.part}", spot.path, shape_of_value(shown.sample.value, spot.shape))

    def prose(self, page: Page) -> None:
        """Take what is said in words of nothing else, and what cannot be read."""
        home = f"page {page.path}"
        self.shapes.setdefault(home, {})
        self.words[home] = {f"section {section or 'top'}": words for section, words in page.prose.items() if words}
        self.words[home] |= {f"{SAID} {about}": words for about, words in page.said.items()}
        for fault in page.faults:
            part = f"{UNREADABLE} {fault.way or 'sample'} {' > '.join(fault.section) or 'top'}"
            number = sum(name.startswith(part) for name in self.words[home])
            self.words[home][f"{part} ({number + 1})" if number else part] = fault.words.partition(": ")[2]
        shown = self.venue.failures(page, [name for name in self.venue.about(page) if name.startswith("send ")])
        self.errors[home] = {f"effect of error {error.name!r}": ("listed",) for error in (*page.errors, *shown)}

    def calls(self, page: Page) -> None:
        """Take the operations that a page calls, with the hosts that it calls, and the headers and queries that it sends."""
        home = self.errors.setdefault(f"page {page.path}", {})
        for call in page.called:
            name = self.venue.operation(call.name) or call.name
            home[CALLED] = tuple(dict.fromkeys((*home.get(CALLED, ()), name)))
            origin = re.search(r"https?://[^/\s\"']+", call.words)
            if origin is None and not call.headers and not call.queries:
                continue
            self.shapes.setdefault(name, {})
            notes = self.errors.setdefault(name, {})
            for query, value in call.queries:
                self.put(name, f"{SHOWN} query {query}", "", Shape(types=frozenset({kind_of_text(value)})))
            for word, values in (("server of a call", (origin.group(),) if origin else ()), ("header of a call", call.headers)):
                notes[word] = tuple(dict.fromkeys((*notes.get(word, ()), *values)))

    def sample(self, shown: Shown, page: Page, known: Sequence[Spot], names: Sequence[str], near: str) -> str:
        value = shown.sample.value
        if isinstance(value, tuple) and value and isinstance(value[0], str):
            exchange = self.message(value[0], names, "send" if shown.way == "request" else "receive")
            part = "request" if exchange.startswith("send ") else "payload"
            self.put(exchange, f"{SHOWN} {part}", "", shape_of_value(value[1], self.ours(exchange, part)) if len(value) > 1 else Shape())
            notes = self.errors.setdefault(exchange, {})
            notes["elements of a frame"] = tuple(sorted({*notes.get("elements of a frame", ()), str(len(value))}))
            self.fresh = (exchange, shown.section[:1]) if exchange not in self.venue.exchanges else ("", ())
            return exchange
        if self.fresh[0].startswith("send ") and shown.way == "reply" and shown.section[:1] == self.fresh[1]:
            # What answers a message that our specs do not know is no answer to one that they know.
            self.put(self.fresh[0], f"{SHOWN} reply", "", shape_of_value(value))
            return near
        operation = (self.venue.operation(shown.operation) or shown.operation) if shown.operation else page.operation
        known = tuple(spots(self.venue, (operation,))) if shown.operation else known
        spot = of_sample(shown, value, known, near) or of_sample(attrs.evolve(shown, way=""), value, known, near)
        operation = operation or page.endpoint(shown)
        if named := self.venue.message_in(value, names, spot, sent=shown.sent):
            exchange = self.message(named, names, "send")
            self.put(exchange, f"{SHOWN} request", "", shape_of_value(value))
            self.tells[exchange] = tuple(tell for tell, held in value.items() if held == named)[:1] if isinstance(value, Mapping) else ()
        elif spot is not None:
            self.put(spot.exchange, f"{SHOWN} {spot.part}", spot.path, shape_of_value(value, spot.shape))
        elif operation:
            part = f"{SHOWN} {'body' if shown.way == 'request' else '200'}"
            self.put(operation, part, "", with_left_out(shape_of_value(value), shown.sample.left_out))
            self.form(operation, part, shown)
        else:
            self.put(f"page {page.path}", f"{SHOWN} {' > '.join(shown.section) or 'top'}", "", shape_of_value(value))
        return near

    def form(self, operation: str, part: str, shown: Shown) -> None:
        """Note a field whose value the heading names: what is shown is the form that comes with it."""
        value, heading = shown.sample.value, re.findall(r"[\w-]+", shown.section[-1] if shown.section else "")
        for name, held in value.items() if isinstance(value, Mapping) else ():
            if isinstance(held, str) and held in heading:
                self.forms.setdefault((operation, part), {}).setdefault(name, []).append(held)

    def with_forms(self, exchange: str, part: str, shape: Shape) -> Shape:
        """Give the field that tells several forms of a reply apart its values: it is in each of them. There may be others."""
        members = {**shape.members}
        for name, values in self.forms.get((exchange, part), {}).items():
            if len(dict.fromkeys(values)) > 1 and name in members:
                told = tuple(json.dumps(value) for value in dict.fromkeys(values))
                members[name] = attrs.evolve(members[name], values=told, open=True, required=True)
        return attrs.evolve(shape, members=members)

    def group(self, group: Group, page: Page, known: Sequence[Spot], names: Sequence[str], near: str) -> None:
        spot = (
            None
            if group.home in ("query", "path", "header")
            else of_group(group, known, near) or of_group(attrs.evolve(group, way=""), known, near)
        )
        sent = group.way == "request" if spot is None else spot.direction == "request"
        object_of = _object_of(group, sent=sent)
        known_operation = next((name for name in names if not name.startswith(("send ", "receive "))), "")
        operation = page.operation or known_operation or page.endpoint(group)
        if spot is not None:
            self.put(spot.exchange, spot.part, spot.path, object_of)
        elif operation and (
            group.home in ("query", "path", "header") or (operation.startswith(("GET ", "DELETE ")) and group.way != "reply")
        ):
            for field in group.fields:
                self.put(operation, f"{group.home or 'query'} {field.name}", "", shape_of_field(field, sent=True))
        elif operation:
            self.put(operation, "body" if sent else "200", "", object_of)
        else:
            self.put(f"page {page.path}", f"fields {' > '.join(group.section) or 'top'}", "", object_of)

    def new_message(self, group: Group, page: Page, names: Sequence[str]) -> str:
        """Return the message that our specs do not know and whose heading these fields stand under; empty where there is none."""
        name = next((message.name for message in page.messages if message.section == group.section), "")
        exchange = self.message(name, names, "receive") if name else ""
        return "" if exchange in self.venue.exchanges else exchange

    def message(self, name: str, names: Sequence[str], otherwise: str) -> str:
        for known in (*names, *self.venue.exchanges):
            if known.partition(" [")[0] in (f"send {name}", f"receive {name}"):
                return known
        return f"{otherwise} {name}"

    def put(self, exchange: str, part: str, path: str, shape: Shape) -> None:
        for step in reversed(steps(path)):
            shape = Shape(types=frozenset({"array" if step[0] == "[" else "object"}), members={step: shape})
        parts = self.shapes.setdefault(exchange, {})
        parts[part] = joined(parts[part], shape) if part in parts else shape

    def ours(self, exchange: str, part: str) -> Shape:
        """Return what our specs say of a part; nothing where they do not know it."""
        known = self.venue.exchanges.get(exchange)
        held = known.parts.get(part) if known is not None else None
        return Shape() if held is None or held.shape is None else held.shape

    def list(self, exchange: str, name: str, values: Sequence[str]) -> None:
        """Give every field of a name the values that are listed for it."""
        if name and exchange in self.shapes:
            listed = tuple(json.dumps(value) for value in values)
            parts = self.shapes[exchange]
            self.shapes[exchange] = {part: _with_values(shape, name.casefold(), listed) for part, shape in parts.items()}

    def exchanges(self) -> dict[str, Exchange]:
        found: dict[str, Exchange] = {}
        for name in dict.fromkeys((*self.shapes, *self.words, *self.errors)):
            told = self.venue.exchanges.get(name)
            began: Direction = told.direction if told is not None else "reply" if name.startswith("receive ") else "request"
            parts = {
                part: Part(direction=_direction(part, began, told), shape=self.with_forms(name, part, shape))
                for part, shape in self.shapes.get(name, {}).items()
            }
            for part, words in self.words.get(name, {}).items():
                shape = parts[part].shape if part in parts else None
                parts[part] = Part(direction=_direction(part, began, told), shape=shape, words=words)
            if parts or name in self.shapes or any(self.errors.get(name, {})):
                found[name] = Exchange(parts=parts, notes=self.errors.get(name, {}), direction=began, tells=self.tells.get(name, ()))
        return found


def kind_of_text(value: str) -> str:
    """Name the JSON type of a value that is written as text, as in a query."""
    if value in ("true", "false"):
        return "boolean"
    return "integer" if re.fullmatch(r"-?\d{1,15}", value) else "number" if re.fullmatch(r"-?\d{1,15}\.\d+", value) else "string"


def _object_of(group: Group, *, sent: bool) -> Shape:
    return Shape(types=frozenset({"object"}), members={field.name: shape_of_field(field, sent=sent) for field in flat(group.fields)})


def _direction(part: str, began: Direction, told: Exchange | None) -> Direction:
    part = part.removeprefix(f"{SHOWN} ")
    if told is not None and part in told.parts:
        return told.parts[part].direction
    return "reply" if part[:1].isdigit() or part in ("reply", "payload") or part.startswith(f"{UNREADABLE} reply") else began


def shape_of_field(field: Field, *, sent: bool) -> Shape:
    """Turn a field of a page into facts. A field of a reply counts as always there unless the page says that it may be missing."""
    inner = {member.name: shape_of_field(member, sent=sent) for member in field.members}
    is_list = "array" in field.types
    return Shape(
        types=field.types | NULL if field.nullable and field.types else field.types,
        values=tuple(json.dumps(value) for value in field.values) or None,
        required=field.required is True if sent else not field.optional and not field.partial,
        words=" ".join(word for word in (field.words, field.told) if word),
        members={EACH: Shape(types=frozenset({"object"}), members=inner)} if is_list and inner else inner,
    )


def _with_values(shape: Shape, name: str, listed: tuple[str, ...]) -> Shape:
    members = {
        key: attrs.evolve(inner, values=tuple(dict.fromkeys((*(inner.values or ()), *listed))), open=False)
        if key.casefold() == name and "string" in inner.types
        else _with_values(inner, name, listed)
        for key, inner in shape.members.items()
    }
    return attrs.evolve(shape, members=members)
