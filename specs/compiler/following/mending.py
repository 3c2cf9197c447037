"""Writes into the specs what a machine can write of the differences that a review found; the rest it leaves as questions at the line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import attrs

from compiler.comparing.fidelity import Finding
from compiler.comparing.shapes import Shape
from compiler.completing import DEFAULTS
from compiler.documents import Node, items, node
from compiler.following.bench import Bench, question_lines
from compiler.following.drafting import Draft
from compiler.following.editing import at
from compiler.following.failing import add_error, add_status
from compiler.following.forking import fork
from compiler.following.locating import enum_at, exchange_at, holder_at, member_at, part_at, reach
from compiler.following.operations import draft_message, draft_operation
from compiler.following.phrases import alike, kind_of, value_of
from compiler.following.placing import steps
from compiler.following.recording import Made
from compiler.following.sharing import definition_of, twin_at, twins_of
from compiler.following.widening import place_of, widened
from compiler.shortening import shortened

_ERROR: Final = "only the page has this error text"
_GONE: Final = re.compile(r"(?:sample: )?(?:value: )?only we .+")
_KEEP: Final = "no longer in the documents: keep it as long as it may come"


@attrs.define(kw_only=True)
class Mender:
    """Mends the specs of a venue, difference by difference."""

    bench: Bench
    fresh: frozenset[str] = frozenset()
    """The documents that are new: what they say otherwise than the specs is explained once, and not at each line."""
    done: list[str] = attrs.Factory(list[str])
    asked: set[tuple[str, str]] = attrs.Factory(set[tuple[str, str]])
    """Place and difference of what has become a question at its line."""
    sources: dict[str, str] = attrs.Factory(dict[str, str])
    """What told of each place, and of each `value ...` and `type ...`, that was written."""
    new: list[Made] = attrs.Factory(list[Made])
    """The operations and messages that were written."""
    left: list[Finding] = attrs.Factory(list[Finding])
    """Differences for which nothing could be written."""
    begun: set[tuple[str, ...]] = attrs.Factory(set[tuple[str, ...]])
    """Places and values that were written: two documents may tell of the same one."""
    telling: dict[tuple[str, str], list[str]] = attrs.Factory(dict[tuple[str, str], list[str]])
    """Who is told of each difference of a field, by the difference and the name of the field."""

    doubts: dict[str, tuple[str, str, Draft]] = attrs.Factory(dict[str, tuple[str, str, Draft]])
    """By exchange, what is written into schemas that are new, where the first is: what there is to ask of it is asked there, once."""

    def mend(self, findings: Sequence[Finding]) -> None:
        """Write what can be written of each difference, once."""
        for finding in findings:
            self.telling.setdefault(alike(finding), []).append(finding.exchange)
        fork(self.bench, findings, self.telling)
        seen: set[tuple[str, str]] = set()
        for finding in findings:
            key = finding.at, finding.difference.removeprefix("sample: ")
            if key in seen:
                continue
            seen.add(key)
            if self._one(finding):
                self.done.append(f"{finding.at}: {finding.difference}")
                value = value_of(finding.difference)
                told = f"value {value}" if value else f"type {finding.at}" if kind_of(finding.difference) == "type" else finding.at
                self.sources.setdefault(told, finding.file)
            else:
                self.left.append(finding)
        for file, place, draft in self.doubts.values():
            self.bench.note(file, place, [line for question in draft.doubts() for line in question_lines(question)])

    def _one(self, finding: Finding) -> bool:
        match kind_of(finding.difference):
            case "operation":
                return self._operation(finding)
            case "message":
                return self._message(finding)
            case "field":
                return self._field(finding)
            case "parameter":
                return self._parameter(finding)
            case "status":
                return self._status(finding)
            case "value":
                return self._value(finding, value_of(finding.difference))
            case "type":
                return self._type(finding) or self._question(finding)
            case None:
                return add_error(self.bench, finding) if finding.difference == _ERROR else self._question(finding)

    def _operation(self, finding: Finding) -> bool:
        bench, exchange = self.bench, self.bench.theirs.exchange(finding.exchange)
        file = next((name for name in bench.files if name.endswith(".openapi.yaml")), "")
        if exchange is None or not file:
            return False
        draft = bench.draft(file, finding)
        method, _, path = finding.exchange.partition(" ")
        draft.original = bench.original(finding, exchange)
        defaults = node(bench.written[file].get(DEFAULTS))
        drafted = draft_operation(draft, finding.exchange, bench.theirs, defaults)
        self.new.append(Made(exchange=finding.exchange, name=drafted.name, file=file, source=draft.source, docs=draft.docs))
        item = shortened(bench.written[file], path, method.lower(), drafted.item)
        lines = [bench.source(finding), *(line for note in [*drafted.questions, *draft.doubts()] for line in question_lines(note))]
        bench.add_buckets(file, drafted.buckets)
        if bench.files[file].has(["paths", path]):
            bench.files[file].add(["paths", path], method.lower(), item, lines)
        else:
            servers: Node = {"servers": item.pop("servers")} if "servers" in item else {}
            bench.files[file].add(["paths"], path, {**servers, method.lower(): item}, lines, apart=True)
        bench.name_schemas(file, draft, finding)
        return True

    def _message(self, finding: Finding) -> bool:
        bench, name = self.bench, finding.at.rpartition(" ")[2]
        exchange, told = next(
            ((each, found) for each in (f"send {name}", f"receive {name}") if (found := bench.theirs.exchange(each)) is not None),
            ("", None),
        )
        file = bench.socket_of(finding)
        if told is None or not file:
            return False
        draft = bench.draft(file, finding)
        if exchange.startswith("send "):
            bench.first_sent(file, told)
        message, notes = draft_message(draft, exchange, bench.theirs)
        self.new.append(Made(exchange=exchange, name=name, file=file, source=draft.source, docs=draft.docs))
        lines = [bench.source(finding), *(line for note in [*notes, *draft.doubts()] for line in question_lines(note))]
        bench.files[file].add(["x-messages"], name, message, lines, apart=True)
        bench.name_schemas(file, draft, finding)
        return True

    def _field(self, finding: Finding) -> bool:
        bench = self.bench
        file, part, path = bench.place(finding.exchange, finding.at)
        schema = part_at(bench.contents[file], finding.exchange, part) if file else ""
        holder = holder_at(bench.contents[file], schema, path) if schema else ""
        shape = bench.theirs.shape(finding.exchange, part, path)
        if not holder or shape is None:
            return False
        sent = part in ("body", "request")
        questions = self._widened(finding, file, holder, steps(path)[-1])
        twin = twin_at(bench.contents, twins_of(bench.contents), file, schema, path)
        if self._add_field(finding, file, holder, shape, sent=sent, questions=questions) is None:
            return False
        # The same thing in another spec has the field too: it is one class.
        if twin is not None and (there := holder_at(bench.contents[twin[0]], twin[1], twin[2])):
            self._add_field(finding, twin[0], there, shape, sent=sent, questions=None, name=steps(path)[-1])
        return True

    def _add_field(
        self, finding: Finding, file: str, holder: str, shape: Shape, *, sent: bool, questions: list[str] | None, name: str = ""
    ) -> bool | None:
        """Add a field to an object; None where it is there already. Without `questions` nothing is asked: it is asked elsewhere."""
        bench, name = self.bench, name or steps(finding.at)[-1].rpartition(" ")[2]
        draft = bench.draft(file, finding)
        file, holder = bench.home(file, holder)
        fields = node(node(reach(bench.contents[file], holder)).get("properties"))
        is_new = (file, definition_of(holder)) in bench.pending
        if is_new and name in fields:
            return True  # it came with what is around it
        if bench.files[file].has([*at(holder), "properties", name]):
            return None
        if not self._first(file, holder, name):
            return True
        schema = draft.schema(shape, name, sent=sent)
        asked = [*draft.questions.pop("", []), *([] if is_new else draft.doubts()), *(questions or [])]
        if shape.required and sent:
            asked.append(f"the documents require {name} in requests: add it to `required`, which breaks callers")
        lines = [line for question in asked for line in question_lines(question)] if questions is not None else []
        if is_new:
            fields[name] = schema
            bench.note(file, holder, lines)
            if questions is not None:
                self._doubt(finding, file, holder, draft)
        else:
            bench.files[file].add([*at(holder), "properties"], name, schema, [bench.source(finding), *lines])
        bench.name_schemas(file, draft, finding)
        return True

    def _doubt(self, finding: Finding, file: str, holder: str, draft: Draft) -> None:
        """Keep what there is to ask of a field of a new schema, until all that one operation brings is written."""
        *_, kept = self.doubts.setdefault(finding.exchange, (file, holder, draft))
        if kept is not draft:
            kept.borrowed += draft.borrowed
            kept.unsaid += draft.unsaid

    def _widened(self, finding: Finding, file: str, pointer: str, name: str) -> list[str]:
        """Ask about a schema that others read too, where the documents tell of one of them only."""
        others = self.bench.others(file, pointer, self.telling.get(alike(finding), [finding.exchange]))
        if not others:
            return []
        shared = definition_of(pointer).rpartition("/")[2]
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""  # noqa: PLR2004 - as many as one reads
        return [f"only {finding.exchange} is said to have {name}; {shared} is read by {', '.join(others[:3])}{more} too: theirs as well?"]

    def _parameter(self, finding: Finding) -> bool:
        bench = self.bench
        file, part, _ = bench.place(finding.exchange, finding.at)
        shape, home = bench.theirs.shape(finding.exchange, part, ""), exchange_at(bench.contents[file], finding.exchange) if file else ""
        if not home or shape is None:
            return False
        if not self._first(file, home, part):
            return True
        place, _, name = part.partition(" ")
        draft = bench.draft(file, finding)
        schema = draft.schema(shape, name, sent=True)
        words = schema.pop("description", f"{name}.") if "$ref" not in schema else f"{name}."
        parameter: Node = {
            "name": name,
            "in": place,
            **({"required": True} if shape.required else {}),
            "description": words,
            "schema": schema,
        }
        asked = [*draft.questions.pop("", []), *draft.doubts()]
        notes = [bench.source(finding), *(line for question in asked for line in question_lines(question))]
        if bench.files[file].has([*at(home), "parameters"]):
            bench.files[file].append([*at(home), "parameters"], parameter, notes)
        else:
            bench.files[file].add(at(home), "parameters", [parameter], notes)
        bench.name_schemas(file, draft, finding)
        return True

    def _status(self, finding: Finding) -> bool:
        file, status, _ = self.bench.place(finding.exchange, finding.at)
        home = exchange_at(self.bench.contents[file], finding.exchange) if file else ""
        if home and self._first(file, home, status):
            add_status(self.bench, finding, file, home, status)
        return bool(home)

    def _value(self, finding: Finding, value: str) -> bool:
        bench = self.bench
        file, part, path = bench.place(finding.exchange, finding.at)
        schema = part_at(bench.contents[file], finding.exchange, part) if file else ""
        pointer = enum_at(bench.contents[file], member_at(bench.contents[file], schema, path)) if schema else ""
        if not pointer:
            return False
        twin = twin_at(bench.contents, twins_of(bench.contents), file, schema, path)
        self._add_value(finding, file, pointer, value, self._widened(finding, file, pointer, value))
        if twin is not None:
            there = enum_at(bench.contents[twin[0]], member_at(bench.contents[twin[0]], twin[1], twin[2]))
            if there and value not in items(reach(bench.contents[twin[0]], there)):
                self._add_value(finding, twin[0], there, value, [])
        return True

    def _add_value(self, finding: Finding, file: str, pointer: str, value: str, questions: Sequence[str]) -> None:
        file, pointer = self.bench.home(file, pointer)
        if self._first(file, pointer, value):
            notes = [self.bench.source(finding), *(line for question in questions for line in question_lines(question))]
            self.bench.append(file, pointer, value, notes)

    def _type(self, finding: Finding) -> bool:
        """Read more, where a new document has more types for what the specs have from another."""
        bench = self.bench
        file, pointer = place_of(bench, finding) if finding.file in self.fresh else ("", "")
        draft = bench.draft(file, finding) if file else None
        schema = widened(bench, draft, finding, file, pointer) if draft is not None else None
        if draft is None or schema is None:
            return False
        asked = self._widened(finding, file, pointer, finding.difference)
        bench.put(file, pointer, schema, [bench.source(finding), *(line for question in asked for line in question_lines(question))])
        if (file, definition_of(pointer)) in bench.pending:
            self._doubt(finding, file, pointer, draft)
        bench.name_schemas(file, draft, finding)
        return True

    def _question(self, finding: Finding) -> bool:
        bench = self.bench
        file, pointer = bench.pointer(finding.exchange, finding.at)
        # That an operation may be called in another way too has no line of its own.
        if not file or finding.file in self.fresh or finding.difference.startswith("only the venue admits the method"):
            return False
        what = _KEEP if _GONE.fullmatch(finding.difference) else finding.difference
        if bench.others(file, pointer, self.telling.get(alike(finding), [finding.exchange])):
            what = f"{finding.at}: {what}"
        elif finding.difference.startswith(("value: only we", "sample: value: only we")):
            what = f"{finding.difference.rpartition(' ')[2]} is {what}"
        bench.ask(file, pointer, bench.source(finding), what)
        self.asked.add((finding.at, finding.difference))
        return True

    def _first(self, *place: str) -> bool:
        known = place in self.begun
        self.begun.add(place)
        return not known
