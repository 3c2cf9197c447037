"""Checks the specs: against the standards they are written in, and against the rules that the compiler and we add.

Each rule has a name; CONTRIBUTING.md and the tests use it. A rule is a function from a document to its findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import attrs

from compiler.documents import Document, load, load_signing
from compiler.pointers import Finding
from compiler.rules import names as rules_names
from compiler.rules import references as rules_references
from compiler.rules import rest as rules_rest
from compiler.rules import same as rules_same
from compiler.rules import schemas as rules_schemas
from compiler.rules import signing as rules_signing
from compiler.rules import socket as rules_socket
from compiler.rules.brief import brief
from compiler.rules.decided import undecided
from compiler.rules.lines import Lines


@attrs.frozen
class Fault:
    """One thing that is wrong with a spec file."""

    document: str
    """The file, as generated headers name it."""
    location: str
    """JSON pointer into the file; empty for the whole of it."""
    rule: str
    message: str
    line: int = attrs.field(default=0, eq=False)
    """Where that is in the file; 0 where nobody has looked."""

    def __str__(self) -> str:
        line, pointer = f":{self.line}" if self.line else "", f" #{self.location}" if self.location else ""
        return f"{self.document}{line}{pointer}: {self.rule}: {' '.join(self.message.split())}"


Rule: TypeAlias = Callable[[Document], Iterator[Finding]]


def lint(specs: Path) -> list[Fault]:
    """Check every spec file of every venue; return what is wrong, in the order of the files."""
    open_questions = [
        Fault(file, "", "decided", f"expected an answer, found the question: {question}", line)
        for file, line, question in undecided(specs.resolve())
    ]
    found = [(document, list(_findings(document))) for document in load(specs)]
    found += [(document, list(rules_signing.signing(document))) for document in load_signing(specs)]
    return [*open_questions, *(fault for document, findings in found for fault in _faults(document, findings))]


def _faults(document: Document, findings: list[Finding]) -> Iterator[Fault]:
    if findings:
        lines = Lines(document.path)
        yield from (Fault(document.label, location, rule, message, lines.of(location)) for location, rule, message in findings)


def _findings(document: Document) -> Iterator[Finding]:
    # Not at the top of the module: only this command needs the packages that these two import.
    from compiler.rules import examples, standards  # noqa: PLC0415

    if misread := list(standards.keys(document)):
        yield from misread  # whatever else is wrong may come from that
        return
    if endless := list(rules_references.cycles(document)):
        yield from endless  # whoever follows them never comes back
        return
    yield from brief(document)
    # A validator gives up at a reference that leads nowhere, and at a schema that is none.
    lost = list(rules_references.references(document))
    unsound = lost or list(standards.standard(document))
    yield from unsound or examples.examples(document)
    rules: tuple[Rule, ...] = (
        rules_names.names,
        rules_references.unused,
        rules_schemas.extensions,
        rules_schemas.schemas,
        rules_same.same,
        rules_rest.rest if document.is_rest else rules_socket.socket,
    )
    for rule in rules:
        try:
            yield from list(rule(document))
        except (AttributeError, LookupError, TypeError, ValueError):
            if not unsound:  # otherwise the standards have told what no rule can read
                raise
