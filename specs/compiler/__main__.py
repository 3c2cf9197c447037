"""The compiler of the specs; nox calls it, with `specs/` on the path.

python -m compiler write | check | lint | operations | compare | fidelity | follow | surface
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from compiler import documents, templating
from compiler.comparing import commands
from compiler.comparing.parser import Parser
from compiler.naming import package_name
from compiler.rules import linting
from compiler.writing import asyncapi, effect_tables, external_tools, folder_diff, operations_page, sockets, typed_data

SPECS = Path(__file__).resolve().parents[1]
PAGES = SPECS / "templates" / "pages"


def write(specs: Path, folder: Path) -> None:
    """Compile every spec into an empty `folder`."""
    # Not at the top of the module: only this needs the generator, which is slow to import.
    from compiler.writing import rest  # noqa: PLC0415

    templates = SPECS / "templates"
    package = folder / "crossbook_bindings"
    package.mkdir(parents=True)
    header = "# Generated from specs/{} by `nox -s regenerate`. Do not edit.\n"
    package.joinpath("py.typed").touch()
    package.joinpath("__init__.py").write_text(header.format("") + '"""Typed bindings of the venues, compiled from specs/."""\n')
    runtime = package / "runtime"
    runtime.mkdir()
    for source in sorted(templates.joinpath("runtime").glob("*.py")):
        written = header.format(f"templates/runtime/{source.name}") + source.read_text(encoding="utf-8")
        runtime.joinpath(source.name).write_text(written, encoding="utf-8")
    loaded = documents.load(specs)
    for document in loaded:
        into = package / document.venue / package_name(document.name)
        into.mkdir(parents=True)
        if document.is_rest:
            rest.compile_rest(document, templates=templates / "rest", into=into)
        else:
            sockets.compile_socket(document, templates=templates / "socket", into=into)
            asyncapi.write_asyncapi(document, into=into)
        effect_tables.render(document, templates=templates / "tables", into=into)
    signing = documents.load_signing(specs)
    for document in signing:
        into = package / document.venue / document.name
        into.mkdir(parents=True)
        typed_data.compile_signing(document, templates=templates / "tables", into=into)
    fronts = templating.environment(templates / "tables").get_template("venue___init__.py.jinja")
    for name in {document.venue: None for document in loaded}:
        parts = [package_name(document.name) for document in (*loaded, *signing) if document.venue == name]
        package.joinpath(name, "__init__.py").write_text(fronts.render(venue=name, parts=parts), encoding="utf-8")
    external_tools.tidy(folder)
    operations_page.write_page(loaded, templates=PAGES, into=folder)


class FaultySpecsError(Exception):
    """Specs that break a rule are not compiled: what would come out might be wrong, and look right."""


def require_sound(specs: Path) -> None:
    """Check the specs before anything is made of them."""
    if faults := linting.lint(specs):
        raise FaultySpecsError("\n".join(map(str, faults)))


def replace(specs: Path, folder: Path) -> None:
    """Compile into an empty folder first, so that a failure leaves what was there; then put it in place."""
    with TemporaryDirectory() as scratch:
        fresh = Path(scratch, folder.name)
        require_sound(specs)
        write(specs, fresh)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(fresh, folder)


def check(specs: Path, folder: Path) -> list[str]:
    """Compile into an empty folder and list how `folder` differs from it."""
    with TemporaryDirectory() as scratch:
        fresh = Path(scratch, folder.name)
        require_sound(specs)
        write(specs, fresh)
        return folder_diff.differences(folder, fresh)


def operations(specs: Path, folder: Path | None) -> list[str]:
    """Print the page of operations and messages; list how the one in `folder` differs from it."""
    loaded = documents.load(specs)
    print(operations_page.page(loaded, templates=PAGES), end="")  # noqa: T201 - what a command is for
    return [] if folder is None else operations_page.stale(loaded, templates=PAGES, folder=folder)


def run(command: str, specs: Path, folder: Path | None) -> list[str]:
    """Run one command; list what is wrong."""
    match command, folder:
        case "write", Path():
            replace(specs, folder)
            return []
        case "check", Path():
            return check(specs, folder)
        case "operations", _:
            return operations(specs, folder)
        case _:
            return [str(fault) for fault in linting.lint(specs)]


def main(arguments: list[str] | None = None) -> int:
    parser = Parser(prog="compiler", description=__doc__)
    parser.add_argument("--specs", type=Path, default=SPECS, help="the folder of spec files")
    subparsers = parser.add_subparsers(dest="command", required=True)
    for name, about in {
        "write": "compile the specs into FOLDER, replacing it",
        "check": "fail, with a diff, when FOLDER is not what the specs give",
    }.items():
        subparsers.add_parser(name, help=about).add_argument("folder", type=Path)
    subparsers.add_parser("lint", help="check the specs against their standards and our own rules")
    listing = subparsers.add_parser("operations", help="print the page of all operations and messages")
    listing.add_argument("folder", type=Path, nargs="?", help="fail, with a diff, when the page in FOLDER is stale")
    commands.add(subparsers)
    options = parser.parse_args(arguments)
    if options.command in commands.NAMES:
        return commands.run(options)
    try:
        report = run(options.command, options.specs, options.folder if "folder" in options else None)
    except (documents.UnreadableSpecError, FaultySpecsError, external_tools.ToolFailedError) as error:
        report = [str(error)]
    for line in report:
        print(line, file=sys.stderr)  # noqa: T201 - what a command is for
    return 1 if report else 0


if __name__ == "__main__":
    sys.exit(main())
