"""Socket specs: datamodel-code-generator with our template writes the message types of one socket."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from compiler.directions import directions
from compiler.documents import Document, Node, node
from compiler.framing import is_free
from compiler.pointers import at, named
from compiler.wording import described, prose
from compiler.writing.external_tools import run
from compiler.writing.lowering import for_datamodel_code_generator

CONVERTERS = ("exact", "exact_or_null", "exact_or_null_or_unset", "exact_or_unset")

_IMPORTS = (
    *(f"msgspec.{name}" for name in ("UNSET", "Raw", "Struct", "UnsetType")),
    *(f"attrs.{name}" for name in ("define", "field")),
    *(f"crossbook_bindings.runtime.{name}" for name in ("Unlisted", "Unread", "conform", *CONVERTERS)),
)
"""What the template may name; what a file does not use is taken out again."""


def compile_socket(document: Document, *, templates: Path, into: Path) -> None:
    """Write the message types of one socket spec as `models.py` in the folder `into`."""
    with TemporaryDirectory() as scratch:
        lowered = Path(scratch, f"{document.name}.json")
        lowered.write_text(json.dumps(for_datamodel_code_generator(document)), encoding="utf-8")
        told = Path(scratch, "told.json")
        told.write_text(json.dumps({"#all#": _said_by(document)}), encoding="utf-8")
        run(
            "datamodel_code_generator",
            f"--input={lowered}",
            "--input-file-type=jsonschema",
            "--output-model-type=dataclasses.dataclass",
            f"--output={into / 'models.py'}",
            f"--custom-template-dir={templates}",
            f"--extra-template-data={told}",
            f"--custom-file-header=# Generated from {document.label} by `nox -s regenerate`. Do not edit.",
            f"--additional-imports={','.join(_IMPORTS)}",
            "--target-python-version=3.11",
            "--enum-field-as-literal=all",
            "--use-type-alias",
            "--use-tuple-for-closed-arrays",
            "--use-standard-collections",
            "--use-union-operator",
            "--use-schema-description",
            "--use-field-description",
            "--strict-nullable",
            "--skip-root-model",
            "--strict-refs",
            "--no-allow-remote-refs",
            "--ignore-pyproject",
            "--no-formatters",
        )


def _said_by(document: Document) -> Node:
    """Give what the template of a class needs besides its schema."""
    location, schemas = named(document)
    sent = directions(document).sent
    return {
        "enums": [name for name, schema in schemas.items() if "enum" in node(schema)],
        "about": {name: prose(described(document.content, schema), 4) for name, schema in schemas.items()},
        "words": {
            name: {field: prose(described(document.content, value), 4) for field, value in node(node(schema).get("properties")).items()}
            for name, schema in schemas.items()
        },
        "free": [name for name, schema in schemas.items() if is_free(node(schema))],
        "sent": [name for name in schemas if at(location, name) in sent],
        "many": [name for name, schema in schemas.items() if node(schema).get("x-many") is True],
    }
