"""Reads one of our socket schemas as a catalogue."""

from __future__ import annotations

import json
from typing import Final

from compiler.comparing.catalogue import (
    Catalogue,
    Direction,
    Exchange,
    Part,
    bucket_notes,
    effect_notes,
    extension_notes,
    listed,
    page_of,
    reading_notes,
    words_of,
)
from compiler.comparing.shapes import shape_of
from compiler.documents import Node, node, text

_TOLD_APART: Final = ("tell", "correlation")


def catalogue_of_socket(content: Node) -> Catalogue:
    """Read the messages of a socket, and what all of them have in common."""
    socket = node(content.get("x-socket"))
    messages = {name: node(message) for name, message in node(content["x-messages"]).items()}
    # What every frame has in common, and frames that report an error, are named by the socket itself.
    common = {name: text(schema) for name, schema in socket.items() if name in ("envelope", "error") and schema}
    framing = {name: json.dumps(value, sort_keys=True) for name, value in socket.items() if name not in (*common, *_TOLD_APART)}
    return Catalogue(
        exchanges={
            **{f"{text(message.get('direction'))} {name}": _message(content, message) for name, message in messages.items()},
            **{f"receive ({name})": _message(content, {"frame": schema}) for name, schema in common.items()},
        },
        notes={
            "server": tuple(text(url) for key, url in socket.items() if key.endswith("url")),
            "framing": tuple(f"{name}={value}" for name, value in framing.items() if not name.endswith("url") and value != "null"),
            "tell": listed(json.dumps(socket["tell"], sort_keys=True)) if "tell" in socket else (),
            "correlation": listed(socket.get("correlation")),
            "words": words_of(content),
            **bucket_notes(content),
            **extension_notes(content),
        },
    )


def _message(content: Node, message: Node) -> Exchange:
    began: Direction = "request" if message.get("direction") == "send" else "reply"
    carried = [f"#/$defs/{text(message[word])}" for word in ("request", "payload") if message.get(word)]
    parts: dict[str, Part] = {}
    for word in ("frame", "request", "payload", "reply"):
        if message.get(word):
            # What a frame carries is told by the part of its own.
            within = tuple(carried) if word == "frame" else ()
            shape = shape_of(content, {"$ref": f"#/$defs/{text(message[word])}"}, within=within)
            parts[word] = Part(direction="reply" if word == "reply" else began, shape=shape)
    notes = {"words": words_of(message), **reading_notes(message), **effect_notes(message), **extension_notes(message)}
    about = node(content.get("x-socket"))
    told = (text(node(about.get(word)).get("field")) for word in ("send_tell", "tell"))
    tells = tuple(dict.fromkeys(field for field in told if field))
    return Exchange(parts=parts, notes=notes, direction=began, page=page_of(message), tells=tells)
