"""REST specs: openapi-python-client with our templates, then one place for each file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from compiler.documents import Document
from compiler.writing.lowering import for_openapi_python_client
from compiler.writing.tools import run


def compile_rest(document: Document, *, templates: Path, into: Path) -> None:
    """Write the operations and models of one REST spec into the folder `into`."""
    with TemporaryDirectory() as scratch:
        lowered = Path(scratch, "lowered.json")
        lowered.write_text(json.dumps(for_openapi_python_client(document)), encoding="utf-8")
        config = Path(scratch, "config.json")
        # The label reaches the templates as the project's name; no hooks, because ours run once over everything.
        config.write_text(json.dumps({"literal_enums": True, "post_hooks": [], "project_name_override": document.label}))
        output = Path(scratch, "output")
        run(
            "openapi_python_client",
            "generate",
            f"--path={lowered}",
            "--meta=none",
            f"--config={config}",
            f"--custom-template-path={templates}",
            f"--output-path={output}",
            "--fail-on-warning",
        )
        shutil.copytree(output / "models", into / "models")
        shutil.copytree(output / "api" / "rest", into / "operations")
        shutil.copy(output / "__init__.py", into / "__init__.py")
