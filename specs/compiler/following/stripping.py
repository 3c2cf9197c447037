"""Writes down what a page says, without the venue's words: test data that the specs are held to when the page is not at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from compiler.following.facts import Field, Group, Listing, Named, Page, Shown
from compiler.following.samples import Path, Sample, Value

_MOST: Final = 140


def stripped(page: Page) -> str:
    """Write a page that holds the same facts in the same order."""
    lines = ["---", f"openapi: {page.operation}", "---", ""] if page.operation else []
    lines.append("{/* What this page of the venue lists, without its words. */}")
    where = ""
    for _, heading, text in sorted(_items(page), key=_order):
        if heading != where:
            lines += ["", f"## {heading}"]
            where = heading
        lines += ["", *text]
    for title, names in (("Status", page.statuses), ("Error", page.errors)):
        if names:
            lines += ["", "## Failures", "", f"| {title} |", "| --- |", *(f"| `{named.name}` |" for named in _once(names))]
    if page.messages:
        lines += ["", "## Messages", *(line for message in page.messages for line in ("", f"### `{message.name}`"))]
    return "\n".join(lines) + "\n"


def _items(page: Page) -> Iterator[tuple[int, str, Sequence[str]]]:
    bodies = {sample.line for sample in page.samples if sample.operation}
    for group in page.groups:
        yield group.line, _HEADINGS[group.way], tuple(_group(group))
    for sample in page.samples:
        yield sample.line, _HEADINGS[sample.way], tuple(_sample(sample))
    for listing in page.listings:
        if listing.field:
            yield listing.line, "Values", (_listing(listing),)
    for call in page.called:
        if call.line not in bodies:
            yield call.line, "Request", tuple(_call(call))


def _call(call: Named) -> Iterator[str]:
    method, _, path = call.name.partition(" ")
    address = next((word for word in call.words.split() if "://" in word), "")
    yield from ("```bash", f"curl -X {method} {address}", "```") if address else ("```", f"{method} {path}", "```")


_HEADINGS: Final = {"request": "Request", "reply": "Response", "": "Contents"}


def _order(item: tuple[int, str, Sequence[str]]) -> int:
    return item[0]


def _group(group: Group) -> Iterator[str]:
    if group.partial:
        yield "There is more, plus:"
        yield ""
    for field in group.fields:
        yield from _field(field, group.home, "")


def _field(field: Field, home: str, indent: str) -> Iterator[str]:
    name = f'{home}="{field.name}"' if home else f'name="{field.name}"'
    types = f' type="{" | ".join(sorted(field.types))}"' if field.types else ""
    required = " required" if field.required else ""
    tag = "ParamField" if home else "ResponseField"
    begin = f"{indent}<{tag} {name}{types}{required}"
    if not (said := _said(field)) and not field.members:
        yield f"{begin} />"
    elif not field.members:
        yield f"{begin}>{said}</{tag}>"
    else:
        yield f"{begin}>{said}"
        yield f"{indent}  <Expandable>"
        for member in field.members:
            yield from _field(member, "", f"{indent}    ")
        yield f"{indent}  </Expandable>"
        yield f"{indent}</{tag}>"


def _said(field: Field) -> str:
    values = "One of " + ", ".join(f"`{value}`" for value in field.values) + "." if field.values else ""
    words = (
        values,
        "Omitted otherwise." if field.optional else "",
        "Or `null`." if field.nullable else "",
        "More, plus:" if field.partial else "",
    )
    return " ".join(word for word in words if word)


def _listing(listing: Listing) -> str:
    return f"Known `{listing.field}` values: " + ", ".join(f"`{value}`" for value in listing.values) + "."


def _sample(shown: Shown) -> Iterator[str]:
    written = json_of(shown.sample, shown.sample.value, (), "")
    if shown.operation:
        method, _, path = shown.operation.partition(" ")
        yield "```bash"
        yield f"curl -X {method} https://venue.example{path} -d '{written}'"
    else:
        yield "```json"
        yield written
    yield "```"


def json_of(sample: Sample, value: Value, place: Path, indent: str) -> str:
    """Write a sample, each member on a line where it is long, with dots for what was left out."""
    dots = ["..."] if place in sample.elided else []
    deeper = f"{indent}  "
    match value:
        case Mapping():
            parts = [f"{json.dumps(name)}: {json_of(sample, item, (*place, name), deeper)}" for name, item in value.items()]
            return _bracketed("{", [*parts, *(['"...": "..."'] if dots else [])], "}", indent)
        case tuple():
            parts = [json_of(sample, item, (*place, index), deeper) for index, item in enumerate(value)]
            return _bracketed("[", parts, f"{' /* more */' if dots else ''}]", indent)
        case Decimal():
            return str(value)
        case _:
            return json.dumps(value, ensure_ascii=False)


def _bracketed(begin: str, parts: list[str], end: str, indent: str) -> str:
    line = begin + ", ".join(parts) + end
    if len(indent) + len(line) <= _MOST and "\n" not in line:
        return line
    inner = f",\n{indent}  ".join(parts)
    return f"{begin}\n{indent}  {inner}\n{indent}{end.strip()}"


def _once(names: Sequence[Named]) -> tuple[Named, ...]:
    return tuple({named.name: named for named in names}.values())
