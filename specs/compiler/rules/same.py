"""One kind of message is one class: what `x-same` says of a schema is true."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.comparing.catalogue import Exchange, Part
from compiler.comparing.differences import WORDED, Comparison, no_pairs
from compiler.comparing.shapes import shape_of
from compiler.documents import Document, node, read
from compiler.pointers import Finding, at, named, same_as

_WORDED = (*WORDED, "extension changed")


def same(document: Document) -> Iterator[Finding]:
    """Rule `same`: a schema that is the same thing as a definition of another spec of the venue says the same of it.

    The bindings have one class for both, that of the other spec.
    """
    location, schemas = named(document)
    for name, schema in schemas.items():
        if "x-same" not in node(schema):
            continue
        found = same_as(schema)
        other = None if found is None else document.path.with_name(found[0])
        if found is None or other is None or not other.is_file() or not document.is_rest:
            yield (
                at(location, name),
                "same",
                "expected x-same to name a definition of a socket spec beside this REST spec: FILE#/$defs/NAME",
            )
            continue
        content = read(other)
        if found[1] not in node(content.get("$defs")):
            yield at(location, name), "same", f"expected {found[1]} among the $defs of {found[0]}"
            continue
        ours = shape_of(document.content, {"$ref": f"#{at(location, name)}"})
        theirs = shape_of(content, {"$ref": f"#/$defs/{found[1]}"})
        one, two = (Exchange(parts={"it": Part(direction="reply", shape=shape)}, notes={}, direction="reply") for shape in (theirs, ours))
        for difference in Comparison(fields=no_pairs, exchanges=no_pairs).of_exchange("it", one, "it", two):
            if difference.kind not in _WORDED:
                place = difference.path or name
                told = " ".join(word for word in (difference.kind, difference.old, difference.new) if word)
                yield at(location, name), "same", f"expected {place} as in {found[0]}, found: {told}"
