"""Gives an operation a schema of its own, where a document gives it another form and others read the schema that it had.

One field more may be theirs as well, and is asked about. Many are a form of its own: what the others read stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from compiler.comparing.fidelity import Finding
from compiler.documents import Node, node, text
from compiler.following.bench import Bench
from compiler.following.locating import exchange_at, hops, outer, part_at, reach
from compiler.following.phrases import Kind, alike, kind_of
from compiler.following.sharing import definition_of
from compiler.pointers import at

_MANY: Final = 4
"""How many differences in one schema are another form of it."""
_HOME: Final = "/components/schemas"
Trail: TypeAlias = Sequence[tuple[str, str]]
"""References, each with where it stands and what it leads to."""
_GOALS: Final[Mapping[Kind, str]] = {"field": "properties", "value": "enum", "type": "properties"}


def fork(bench: Bench, findings: Sequence[Finding], told: Mapping[tuple[str, str], Sequence[str]]) -> None:
    """Copy what is read by others too, as far as the form of it differs. `told` are those of which the same is said."""
    forms: dict[tuple[str, str], dict[str, dict[tuple[str, str], tuple[Finding, Trail]]]] = {}
    for finding in findings:
        file, begin, trail = _trail(bench, finding)
        shared = next((n for n, (_, there) in enumerate(trail) if bench.others(file, there, told.get(alike(finding), ()))), None)
        if shared is None or any("x-same" in node(reach(bench.contents[file], there)) for _, there in trail[shared:]):
            continue
        referrer, definition = trail[shared]
        if definition_of(referrer) or referrer.startswith(begin):
            key = finding.at.removeprefix(finding.exchange), finding.difference
            forms.setdefault((file, definition), {}).setdefault(referrer, {}).setdefault(key, (finding, trail[shared:]))
    for (file, _), by_referrer in forms.items():
        same: dict[frozenset[tuple[str, str]], list[str]] = {}
        for referrer, differing in by_referrer.items():
            same.setdefault(frozenset(differing), []).append(referrer)
        for keys, referrers in same.items():
            if len(keys) >= _MANY:
                _copy(bench, file, [each for referrer in referrers for each in by_referrer[referrer].values()])


def _trail(bench: Bench, finding: Finding) -> tuple[str, str, Trail]:
    """Follow the references to where a difference belongs; none of a socket, whose frames repeat what they carry."""
    kind = kind_of(finding.difference)
    file, part, path = bench.place(finding.exchange, finding.at)
    content = bench.contents[file] if file else {}
    schema = part_at(content, finding.exchange, part) if "paths" in content and path and kind in _GOALS else ""
    if not schema or kind is None:
        return "", "", ()
    leads = hops(content, schema, path if kind == "value" else outer(path), goal=_GOALS[kind])
    return file, exchange_at(content, finding.exchange), leads or ()


def _copy(bench: Bench, file: str, found: Sequence[tuple[Finding, Trail]]) -> None:
    """Copy the schemas that trails lead through, each once, and let the copies be referred to."""
    content, copies = bench.contents[file], dict[str, str]()
    for finding, trail in found:
        first = True
        for referrer, definition in trail:
            if definition not in copies:
                copies[definition] = _copied(bench, file, definition, finding)
            if first:
                _refer(bench, file, referrer, copies[definition])
            else:
                holder = definition_of(referrer)
                node(reach(content, copies[holder] + referrer.removeprefix(holder)))["$ref"] = f"#{copies[definition]}"
            first = False


def _refer(bench: Bench, file: str, referrer: str, definition: str) -> None:
    if node(reach(bench.contents[file], referrer)).get("$ref") != f"#{definition}":
        bench.put(file, at(referrer, "$ref"), f"#{definition}")


def _copied(bench: Bench, file: str, definition: str, finding: Finding) -> str:
    content, name = bench.contents[file], definition.rpartition("/")[2]
    operation = text(node(reach(content, exchange_at(content, finding.exchange))).get("operationId"))
    chosen = bench.draft(file, finding).free(f"{operation}{name[:1].upper()}{name[1:]}")
    # What is changed in the copy is no change of the original.
    schema: object = json.loads(json.dumps(node(reach(content, definition)), default=str))
    schemas: Node = node(reach(content, _HOME))
    schemas[chosen] = node(schema)
    kept = f"As {name}, which others read and which stays as it is, and what is said of {finding.exchange} alone."
    bench.pending[file, at(_HOME, chosen)] = [bench.source(finding), kept]
    return at(_HOME, chosen)
