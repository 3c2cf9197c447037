"""REST specs: openapi-python-client, driven as a library, with our templates; then one place for each file."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Generator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

from compiler.directions import directions
from compiler.documents import Document, operations, text
from compiler.naming import snake
from compiler.wording import prose
from compiler.writing.calls import Call, call_of
from compiler.writing.classes import Schemas
from compiler.writing.external_tools import ToolFailedError
from compiler.writing.lowering import for_openapi_python_client


def compile_rest(document: Document, *, templates: Path, into: Path) -> None:
    """Write the operations and models of one REST spec into the folder `into`."""
    with TemporaryDirectory() as scratch:
        output = Path(scratch, "output")
        with _strictly():
            project = _project(document, templates=templates, output=output)
            complaints = project.build()
        if complaints:
            raise ToolFailedError("\n".join(_shown(document, complaint) for complaint in complaints))
        shutil.copytree(output / "models", into / "models")
        shutil.copytree(output / "api" / "rest", into / "operations")
        shutil.copy(output / "__init__.py", into / "__init__.py")


def _project(document: Document, *, templates: Path, output: Path) -> Project:
    """Let the generator read a spec, and hand its templates what else the spec says, as values."""
    # No hooks, because ours run once over everything.
    file = ConfigFile(literal_enums=True, post_hooks=[], project_name_override=document.label)
    config = Config.from_sources(file, MetaType.NONE, document.path, "utf-8", overwrite=False, output_path=output)
    parsed = GeneratorData.from_dict(for_openapi_python_client(document), config=config)
    if isinstance(parsed, GeneratorError):
        raise ToolFailedError(_shown(document, parsed))
    project = Project(openapi=parsed, config=config, custom_template_path=templates)
    schemas = Schemas.of(document, directions(document), config)
    models = {str(model.class_info.name): model for model in parsed.models}
    said = {snake(text(operation.get("operationId"))): operation for _, _, operation in operations(document.content)}
    endpoints = [endpoint for collection in parsed.endpoint_collections_by_tag.values() for endpoint in collection.endpoints]
    calls: dict[str, Call] = {str(each.name): call_of(each, said[str(each.name)], models, document.content) for each in endpoints}
    told: dict[str, Any] = {
        "label": document.label,
        "venue": document.venue,
        "calls": calls,
        "class_of": schemas.class_of,
        "enum_of": schemas.enum_of,
        "homes": _homes(parsed),
    }
    project.env.globals.update(told)
    project.env.filters["prose"] = prose
    return project


def _homes(parsed: GeneratorData) -> tuple[tuple[str, str], ...]:
    """Say in which module each public name is found."""
    held = [(str(each.class_info.name), f"models.{each.class_info.module_name}") for each in (*parsed.models, *parsed.enums)]
    for collection in parsed.endpoint_collections_by_tag.values():
        held += [(str(endpoint.name), f"operations.{endpoint.name}") for endpoint in collection.endpoints]
    return tuple(sorted(held))


@contextmanager
def _strictly() -> Generator[None]:
    """Keep the generator quiet, and take its warnings for errors: what it skips would otherwise pass for success."""
    with warnings.catch_warnings(), redirect_stdout(StringIO()):
        warnings.simplefilter("error", UserWarning)
        yield


def _shown(document: Document, complaint: GeneratorError) -> str:
    return f"{document.label}: openapi-python-client: {complaint.level.value.lower()}: {complaint.header} {complaint.detail or ''}".rstrip()
