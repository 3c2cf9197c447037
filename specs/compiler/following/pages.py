"""Holds whole pages to our specs: each fact of a page is brought to its place, and what differs there is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from compiler.comparing.shapes import Shape, flatten
from compiler.following import holding
from compiler.following.asides import shown_in
from compiler.following.facts import Group, Page, Shown
from compiler.following.holding import Saying, of_page
from compiler.following.placing import Spot, Venue, of_group, of_sample, spots
from compiler.following.samples import Value


def sayings(page: Page, venue: Venue) -> tuple[Saying, ...]:
    """Return every difference between a page and the specs, each once."""
    found: dict[tuple[str, str], Saying] = {}
    for saying in _Holder(page, venue).all():
        found.setdefault((saying.at, saying.difference), saying)
    return tuple(found.values())


def placed(page: Page, venue: Venue) -> Iterator[tuple[Spot, Value, int]]:
    """Yield the samples of whole parts of operations and messages, each with its place and its line; none that leaves something out."""
    holder, near = _Holder(page, venue), ""
    for item in page.in_order:
        if not isinstance(item, Shown) or item.sample.elided:
            continue
        value = item.sample.value
        if isinstance(value, tuple) and value and isinstance(value[0], str):
            near = holder.known(value[0]) or ""
            yield from ((spot, payload, item.line) for payload in value[1:2] for spot in holder.carried(near))
        elif (found := holder.place(item, near)) is not None and not found.path:
            yield found, value, item.line


class _Holder:
    def __init__(self, page: Page, venue: Venue) -> None:
        self.page, self.venue = page, venue
        self.names = venue.about(page)
        self.spots = tuple(spots(venue, venue.beside(self.names)))
        self.seen: set[str] = set()
        self.fresh: tuple[str, ...] | None = None
        """The part of the page that showed a frame of an unknown message last: what answers it there answers nothing that we know."""

    def all(self) -> Iterator[Saying]:
        page = self.page
        if page.operation and page.operation not in self.venue.exchanges:
            yield Saying(exchange=page.operation, at=page.operation, difference="only the page has this operation", line=1)
            return
        near = ""
        for item in page.in_order:
            if isinstance(item, Shown):
                near, said = self.sample(item, near)
                yield from said
            else:
                yield from self.group(item, near)
        yield from self.asides()
        yield from self.calls()
        yield from self.listings()
        yield from self.statuses()
        yield from self.errors()
        yield from self.messages()
        for fault in page.faults:
            yield of_page(page, "", f"a sample cannot be read: {fault.words}", fault.line)

    def asides(self) -> Iterator[Saying]:
        for aside in self.page.asides:
            for spot, shown in shown_in(aside, self.spots):
                yield from holding.sample(shown.sample, shown.sample.value, spot, line=aside.line)

    def calls(self) -> Iterator[Saying]:
        for call in self.page.called:
            if not (name := self.venue.operation(call.name)):
                yield Saying(exchange=call.name, at=call.name, difference="only the page has this operation", line=call.line)
            for query, _ in call.queries if name else ():
                if f"query {query}" not in self.venue.exchanges[name].parts:
                    at = f"{name} query {query}"
                    yield Saying(exchange=name, at=at, difference="sample: only the page has this parameter", line=call.line)

    def sample(self, shown: Shown, near: str) -> tuple[str, Sequence[Saying]]:
        value = shown.sample.value
        if isinstance(value, tuple) and value and isinstance(value[0], str):
            return self.frame(shown, value[0], value)
        if shown.operation and not self.venue.operation(shown.operation):
            return near, []
        if shown.way == "reply" and self.fresh is not None and shown.section[:1] == self.fresh:
            return near, []
        spot = self.place(shown, near)
        if named := self.venue.message_in(value, self.names, spot, sent=shown.sent):
            return "", [of_page(self.page, named, "only the page has this message", shown.line)]
        if spot is None and self._is_of_a_new_operation(shown):
            return near, []
        if spot is None:
            section = shown.section[-1] if shown.section else ""
            return near, [of_page(self.page, section, "a sample fits nothing in the specs", shown.line)] if self.names else []
        self.seen.add(spot.exchange)
        return near, tuple(holding.sample(shown.sample, value, spot, line=shown.line))

    def frame(self, shown: Shown, name: str, value: tuple[Value, ...]) -> tuple[str, Sequence[Saying]]:
        exchange = self.known(name)
        self.fresh = shown.section[:1] if exchange is None else None
        if exchange is None:
            return "", [of_page(self.page, name, "only the page has this message", shown.line)]
        self.seen.add(exchange)
        frame = self.venue.exchanges[exchange].parts["frame"]
        said: list[Saying] = []
        places = sum(member[0] == "[" for member in frame.shape.members) if frame.shape is not None else 0
        if len(value) != places:
            said.append(
                Saying(
                    exchange=exchange, at=f"{exchange} frame", difference=f"sample: {len(value)} elements, {places} here", line=shown.line
                )
            )
        for payload in value[1:2]:
            for spot in self.carried(exchange):
                said += holding.sample(shown.sample, payload, spot, start=(1,), line=shown.line)
        return exchange, said

    def place(self, shown: Shown, near: str) -> Spot | None:
        """Find what an object is a sample of."""
        value = shown.sample.value
        candidates = tuple(spots(self.venue, (self.venue.operation(shown.operation),))) if shown.operation else self.spots
        return of_sample(shown, value, candidates, near) or of_sample(attrs.evolve(shown, way=""), value, candidates, near)

    def known(self, name: str) -> str | None:
        """Find the message that a frame names."""
        known = [*self.names, *self.venue.exchanges]
        return next((each for each in known if each.partition(" [")[0] in (f"send {name}", f"receive {name}")), None)

    def carried(self, exchange: str) -> Iterator[Spot]:
        """Yield what a frame of a message carries."""
        parts = self.venue.exchanges[exchange].parts.items() if exchange else ()
        for part, held in parts:
            if part in ("request", "payload") and held.shape is not None:
                yield Spot(exchange=exchange, part=part, path="", shape=held.shape, direction=held.direction)

    def group(self, group: Group, near: str) -> Iterator[Saying]:
        if group.home in ("query", "path", "header"):
            yield from self.parameters(group, group.home)
            return
        spot = of_group(group, self.spots, near) or of_group(attrs.evolve(group, way=""), self.spots, near)
        if spot is not None:
            yield from holding.fields(group.fields, spot, partial=group.partial)
        elif self.names and any(
            f"query {field.name}" in self.venue.exchanges[name].parts
            for field in group.fields
            for name in self.names
            if name in self.venue.exchanges
        ):
            yield from self.parameters(group, "query")
        elif self.names and not self._is_of_a_new_operation(group):
            names = ", ".join(field.name for field in group.fields)
            yield of_page(self.page, group.section[-1] if group.section else "", f"fields fit nothing in the specs: {names}", group.line)

    def _is_of_a_new_operation(self, item: Shown | Group) -> bool:
        endpoint = self.page.endpoint(item)
        return bool(endpoint) and not self.venue.operation(endpoint)

    def parameters(self, group: Group, home: str) -> Iterator[Saying]:
        known = {f"{home} {field.name}" for field in group.fields}
        rated = [(len(known & set(self.venue.exchanges[name].parts)), name) for name in self.names if name in self.venue.exchanges]
        if not rated:
            return
        exchange = self.page.operation or max(rated)[1]
        parts = self.venue.exchanges[exchange].parts
        for field in group.fields:
            part = parts.get(f"{home} {field.name}")
            at = f"{exchange} {home} {field.name}"
            if part is None or part.shape is None:
                yield Saying(exchange=exchange, at=at, difference="only the page has this parameter", line=field.line)
                continue
            for phrase in holding.of_value(field, part.shape, sent=True):
                yield Saying(exchange=exchange, at=at, difference=phrase, line=field.line)
        for name in parts:
            if name.startswith(f"{home} ") and name not in known and not group.partial:
                yield Saying(exchange=exchange, at=f"{exchange} {name}", difference="only we have this parameter", line=group.line)

    def listings(self) -> Iterator[Saying]:
        for listing in self.page.listings:
            plain = listing.field.casefold()
            for name in self.names if plain else ():
                for at, shape in _named_fields(self.venue, name):
                    if at.rpartition(".")[2].rpartition(" ")[2].removesuffix("[]").casefold() == plain and shape.values is not None:
                        for phrase in holding.values(listing.values, shape):
                            yield Saying(exchange=name, at=at, difference=phrase, line=listing.line)

    def statuses(self) -> Iterator[Saying]:
        page, told = self.page, {status.name: status.line for status in self.page.statuses}
        for name in (page.operation,) if page.operation else self.names:
            if not told or name not in self.venue.exchanges or name.startswith(("send ", "receive ")):
                continue
            ours = [part for part in self.venue.exchanges[name].parts if re.fullmatch(r"[45]\d\d", part)]
            for status, line in told.items():
                if status[0] in "45" and status not in ours:
                    yield Saying(exchange=name, at=f"{name} {status}", difference="only the page has this status", line=line)
            for status in ours:
                if status not in told:
                    yield Saying(exchange=name, at=f"{name} {status}", difference="only we have this status", line=page.statuses[0].line)

    def errors(self) -> Iterator[Saying]:
        sockets = [name for name in self.names if name.startswith("send ")]
        ours = {text: name for name in sockets for text in _error_texts(self.venue, name)}
        shown = tuple(self.venue.failures(self.page, sockets))
        told = {error.name: error.line for error in (*shown, *self.page.errors)}
        if not sockets or not told:
            return
        for text, line in told.items():
            if text not in ours:
                yield of_page(self.page, f"error {text!r}", "only the page has this error text", line)
        for text, name in ours.items():
            if text not in told and not text.endswith("*"):
                yield Saying(exchange=name, at=f"{name} error {text!r}", difference="only we have this error text", line=min(told.values()))

    def messages(self) -> Iterator[Saying]:
        told = {message.name for message in self.page.messages}
        ours = {name.partition(" ")[2].partition(" [")[0]: name for name in self.names if name.startswith(("send ", "receive "))}
        for message in self.page.messages:
            if ours and message.name not in ours:
                yield of_page(self.page, message.name, "only the page has this message", message.line)
        for name, exchange in ours.items():
            if name not in told and exchange not in self.seen:
                yield Saying(exchange=exchange, at=exchange, difference="only we have this message", line=1)


def _named_fields(venue: Venue, name: str) -> Iterator[tuple[str, Shape]]:
    exchange = venue.exchanges.get(name)
    for part, held in exchange.parts.items() if exchange is not None else ():
        # What a frame carries is told by the part of its own.
        if held.shape is not None and part != "frame":
            for path, shape in flatten(held.shape):
                yield f"{name} {part} {path}".strip(), shape


def _error_texts(venue: Venue, name: str) -> Iterator[str]:
    for note in venue.exchanges[name].notes:
        if note.startswith("effect of error "):
            yield note.removeprefix("effect of error ")[1:-1]
