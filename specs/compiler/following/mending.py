"""Writes into the specs what a machine can write of the differences that a review found; the rest it leaves as questions at the line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from compiler.comparing.fidelity import Finding
from compiler.completing import DEFAULTS, beside, proof
from compiler.documents import JSON, Node, node, operations, text
from compiler.following.drafting import Draft, follow_home, known_schemas
from compiler.following.editing import DECIDE, Yaml, at
from compiler.following.locating import enum_at, exchange_at, holder_at, member_at, part_at, part_of, reach
from compiler.following.operations import draft_message, draft_operation
from compiler.following.placing import steps
from compiler.following.told import Told
from compiler.pointers import at as to
from compiler.shortening import shortened

_ONLY: Final = re.compile(r"(?:sample: )?only the (?:venue|page) has this (field|parameter|status|operation|message)(?:, required)?")
_VALUE: Final = re.compile(r"(?:sample: )?value: only the (?:venue|page) (?:lists|has) (.+)")
_ERROR: Final = "only the page has this error text"
_GONE: Final = re.compile(r"(?:sample: )?(?:value: )?only we .+")


@attrs.define(kw_only=True)
class Mender:
    """The spec files of a venue while they are mended."""

    files: Mapping[str, Yaml]
    contents: Mapping[str, Node]
    """The same, complete."""
    written: Mapping[str, Node]
    """The same, as they were written."""
    theirs: Told
    state: str
    """What the state is called in comments."""
    base: str = ""
    """What the address of a document begins with."""
    done: list[str] = attrs.Factory(list[str])
    asked: set[tuple[str, str]] = attrs.Factory(set[tuple[str, str]])
    """Place and difference of what has become a question at its line."""
    left: list[Finding] = attrs.Factory(list[Finding])
    """Differences for which nothing could be written."""
    begun: set[tuple[str, ...]] = attrs.Factory(set[tuple[str, ...]])
    """Places and values that were written: two documents may tell of the same one."""

    def mend(self, findings: Sequence[Finding]) -> None:
        """Write what can be written of each difference, once."""
        seen: set[tuple[str, str]] = set()
        for finding in findings:
            key = finding.at, finding.difference.removeprefix("sample: ")
            if key in seen:
                continue
            seen.add(key)
            (self.done.append(f"{finding.at}: {finding.difference}") if self._one(finding) else self.left.append(finding))

    def _one(self, finding: Finding) -> bool:
        if (found := _ONLY.fullmatch(finding.difference)) is not None:
            match found.group(1):
                case "operation":
                    return self._operation(finding)
                case "message":
                    return self._message(finding)
                case "field":
                    return self._field(finding)
                case "parameter":
                    return self._parameter(finding)
                case _:
                    return self._status(finding)
        if (value := _VALUE.fullmatch(finding.difference)) is not None:
            return self._value(finding, value.group(1))
        if finding.difference == _ERROR:
            return self._error(finding)
        return self._question(finding)

    def _operation(self, finding: Finding) -> bool:
        exchange = self.theirs.exchange(finding.exchange)
        file = next((name for name in self.files if name.endswith(".openapi.yaml")), "")
        if exchange is None or not file:
            return False
        draft = self._draft(file, finding)
        method, _, path = finding.exchange.partition(" ")
        item, notes = draft_operation(draft, finding.exchange, exchange, node(self.written[file].get(DEFAULTS)))
        item = shortened(self.written[file], path, method.lower(), item)
        if self.files[file].has(["paths", path]):
            self.files[file].add(["paths", path], method.lower(), item, [self._source(finding), *notes])
        else:
            self.files[file].add(["paths"], path, {method.lower(): item}, [self._source(finding), *notes], apart=True)
        self._named(file, draft, finding)
        return True

    def _message(self, finding: Finding) -> bool:
        name = finding.at.rpartition(" ")[2]
        exchange, told = next(
            ((each, found) for each in (f"send {name}", f"receive {name}") if (found := self.theirs.exchange(each)) is not None), ("", None)
        )
        file = self._socket_of(finding)
        if told is None or not file:
            return False
        draft = self._draft(file, finding)
        message, notes = draft_message(draft, exchange, told)
        self.files[file].add(["x-messages"], name, message, [self._source(finding), *notes], apart=True)
        self._named(file, draft, finding)
        return True

    def _field(self, finding: Finding) -> bool:
        file, part, path = self._place(finding)
        holder = holder_at(self.contents[file], part_at(self.contents[file], finding.exchange, part), path) if file else ""
        shape = self.theirs.shape(finding.exchange, part, path)
        if not holder or shape is None:
            return False
        draft = self._draft(file, finding)
        file, holder = self._home(file, holder)
        if self.files[file].has([*at(holder), "properties", steps(path)[-1]]):
            return False
        if not self._first(file, holder, steps(path)[-1]):
            return True
        name = steps(path)[-1]
        schema = draft.schema(shape, name, sent=part in ("body", "request"))
        questions = [f"{DECIDE} {question}" for question in draft.questions.pop("", [])]
        if shape.required and part in ("body", "request"):
            questions.append(f"{DECIDE} the documents require {name} in requests: add it to `required`, which breaks callers")
        self.files[file].add([*at(holder), "properties"], name, schema, [self._source(finding), *questions])
        self._named(file, draft, finding)
        return True

    def _parameter(self, finding: Finding) -> bool:
        file, part, _ = self._place(finding)
        shape, home = self.theirs.shape(finding.exchange, part, ""), exchange_at(self.contents[file], finding.exchange) if file else ""
        if not home or shape is None:
            return False
        if not self._first(file, home, part):
            return True
        place, _, name = part.partition(" ")
        draft = self._draft(file, finding)
        schema = draft.schema(shape, name, sent=True)
        words = schema.pop("description", f"{name}.") if "$ref" not in schema else f"{name}."
        parameter: Node = {
            "name": name,
            "in": place,
            **({"required": True} if shape.required else {}),
            "description": words,
            "schema": schema,
        }
        if self.files[file].has([*at(home), "parameters"]):
            self.files[file].append([*at(home), "parameters"], parameter, [self._source(finding)])
        else:
            self.files[file].add(at(home), "parameters", [parameter], [self._source(finding)])
        self._named(file, draft, finding)
        return True

    def _status(self, finding: Finding) -> bool:
        file, status, _ = self._place(finding)
        home = exchange_at(self.contents[file], finding.exchange) if file else ""
        if not home:
            return False
        if not self._first(file, home, status):
            return True
        operation = node(reach(self.contents[file], home))
        is_read = node(operation.get("x-effect")).get("kind") == "read"
        bodies = [
            node(reply) for name, reply in node(operation.get("responses")).items() if str(name)[0] == "4" and "content" in node(reply)
        ]
        reply: Node = {"description": self.theirs.words(finding.exchange, status), **({"content": bodies[0]["content"]} if bodies else {})}
        defaults = node(self.written[file].get(DEFAULTS))
        if "error" in defaults and reply.get("content") == {JSON: {"schema": defaults["error"]}}:
            del reply["content"]
        self.files[file].add([*at(home), "responses"], status, reply, [self._source(finding)])
        if DEFAULTS in self.written[file] and (is_read or proof(status, "") is not None):
            return True  # what it proves follows
        notes = [] if is_read else [f"{DECIDE} whether {status} proves that the venue has not acted (not_acted), or not"]
        self.files[file].add([*at(home), "x-effect", "statuses"], status, "not_acted" if is_read else "may_have_acted", notes)
        return True

    def _value(self, finding: Finding, value: str) -> bool:
        file, part, path = self._place(finding)
        pointer = (
            enum_at(self.contents[file], member_at(self.contents[file], part_at(self.contents[file], finding.exchange, part), path))
            if file
            else ""
        )
        if not pointer:
            return False
        file, pointer = self._home(file, pointer)
        if self._first(file, pointer, value):
            self.files[file].append(at(pointer), value, [self._source(finding)])
        return True

    def _error(self, finding: Finding) -> bool:
        file = self._socket_of(finding)
        words = finding.at.partition(" error ")[2].strip("'\"")
        senders = (
            [name for name, message in node(self.contents[file].get("x-messages")).items() if node(message).get("x-effect")] if file else []
        )
        if not senders:
            return False
        effect = ["x-messages", senders[0], "x-effect"]
        notes = [self._source(finding), f"{DECIDE} which messages can fail so, and whether it proves not_acted"]
        if self.files[file].has([*effect, "replies", "errors"]):
            self.files[file].add([*effect, "replies", "errors"], words, "may_have_acted", notes)
        else:  # what reads says nothing of its replies
            self.files[file].add(effect, "replies", {"data": "not_acted", "errors": {words: "not_acted"}, "default": "not_acted"}, notes)
        return True

    def _question(self, finding: Finding) -> bool:
        file, part, path = self._place(finding)
        pointer = part_at(self.contents[file], finding.exchange, part) if file else ""
        pointer = (
            member_at(self.contents[file], pointer, path) or pointer
            if pointer
            else exchange_at(self.contents[file], finding.exchange)
            if file
            else ""
        )
        if not pointer:
            return False
        what = "no longer in the documents: keep it as long as it may come" if _GONE.fullmatch(finding.difference) else finding.difference
        file, pointer = self._home(file, pointer)
        self.files[file].note(at(pointer), [self._source(finding), f"{DECIDE} {what}"])
        self.asked.add((finding.at, finding.difference))
        return True

    def _first(self, *place: str) -> bool:
        known = place in self.begun
        self.begun.add(place)
        return not known

    def _place(self, finding: Finding) -> tuple[str, str, str]:
        file = next((name for name, content in self.contents.items() if exchange_at(content, finding.exchange)), "")
        part, path = part_of(finding.at, finding.exchange)
        return file, part, path

    def _home(self, file: str, pointer: str) -> tuple[str, str]:
        """Return where something is written: in the file of another socket, if the definition around it stands there."""
        home, name, *rest = at(pointer)
        there, definition = beside(node(self.written[file].get("$defs")).get(name)) if home == "$defs" else ("", "")
        return (there, to("", home, definition, *rest)) if there in self.files else (file, pointer)

    def _socket_of(self, finding: Finding) -> str:
        """Find the socket that a page is about: the one whose messages name it."""
        page = finding.exchange.removeprefix("page ").rpartition(".")[0]
        told = ((name, content) for name, content in self.contents.items() if "x-messages" in content)
        return next(
            (
                name
                for name, content in told
                if any(str(node(m).get("docs", "")).endswith(page) for m in node(content["x-messages"]).values())
            ),
            "",
        )

    def _draft(self, file: str, finding: Finding) -> Draft:
        content = self.contents[file]
        file = finding.file.rpartition(":")[0] or finding.file
        return Draft(content=content, home=follow_home(content), known=known_schemas(content), source=file, docs=self._docs(file))

    def _docs(self, file: str) -> str:
        """Return the address of a document: beside those of the other pages that the specs name, or in its repository."""
        for content in self.contents.values():
            for page in _pages_of(content):
                begin, mark, _ = page.partition("/pages/")
                if mark and file.startswith("pages/"):
                    return f"{begin}/{file.rpartition('.')[0]}"
        return f"{self.base}{file}"

    def _named(self, file: str, draft: Draft, finding: Finding) -> None:
        where = ["components", "schemas"] if "openapi" in self.contents[file] else ["$defs"]
        for name, schema in draft.made.items():
            questions = [f"{DECIDE} {question}" for question in draft.questions.get(name, [])]
            self.files[file].add(where, name, schema, [self._source(finding), *questions], apart=True)
            node(reach(self.contents[file], "/" + "/".join(where)))[name] = schema

    def _source(self, finding: Finding) -> str:
        return f"source: {finding.file} ({self.state})"


def _pages_of(content: Node) -> Iterator[str]:
    for _, _, operation in operations(content):
        yield text(node(operation.get("externalDocs")).get("url"))
    for message in node(content.get("x-messages")).values():
        yield text(node(message).get("docs"))
