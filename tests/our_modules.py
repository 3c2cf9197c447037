"""The modules of the project, and what each imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).parent.parent
ROOTS: Final = ("generated", "adapters")


def modules() -> Iterator[tuple[str, Path]]:
    for root in ROOTS:
        for path in sorted((PROJECT / root).rglob("*.py")):
            parts = path.relative_to(PROJECT / root).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES: Final = dict(modules())


@cache
def imports(source: str, package: str) -> frozenset[str]:
    """Give every name that a source imports, wherever in it: `a.b` for `import a.b`, for `from a import b` and for `from . import b`."""
    return frozenset(_imports(source, package))


def _imports(source: str, package: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                parts = package.split(".")[: len(package.split(".")) - level + 1] if level else []
                base = ".".join([*parts, *([module] if module else [])])
                yield from (_module_of(base, alias.name) for alias in names)
            case ast.Call(func=ast.Name(id="__import__" | "import_module")) | ast.Call(func=ast.Attribute(attr="import_module")):
                yield _imported_by_name(node, package)
            case _:
                pass


def _module_of(base: str, name: str) -> str:
    """`from a import b` imports `a.b` where that is one of our modules, and a name out of `a` otherwise."""
    return f"{base}.{name}" if f"{base}.{name}" in MODULES else base


def _imported_by_name(node: ast.Call, package: str) -> str:
    # Packages load their own modules on first use: the bindings by themselves, those of the adapters through `core.lazy`.
    own = ("f'{__name__}.{home}'", "f'{package}.{home}'")
    return package if node.args and ast.unparse(node.args[0]) in own else f"a name made up at run time: {ast.unparse(node)}"
