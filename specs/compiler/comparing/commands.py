"""The commands that hold two versions of something against each other: `compare`, `fidelity`, `follow` and `surface`."""

from __future__ import annotations

import argparse
import sys
import traceback
from pathlib import Path
from typing import Final

from compiler.comparing import changelog, changes, fidelity, report
from compiler.comparing.catalogue import UnreadableError
from compiler.comparing.deviations import deviations_at
from compiler.comparing.parser import UNREADABLE, Parser
from compiler.comparing.sources import catalogue_at, catalogues_at
from compiler.following import arguments

NOTHING: Final = 0
DIFFERS: Final = 1
BREAKING: Final = 2
FAILED: Final = 4
NAMES: Final = ("compare", "fidelity", "follow", "surface")

COMPARE: Final = """\
Name every change between two versions of a document (an OpenAPI 3 file or one of our socket schemas, ours or the venue's) and
say for whom it matters: breaking for callers, breaking for readers, widening, or words only. Where a venue keeps several documents,
give all old ones before `--to` and all new ones after it: each operation is compared with every document that describes it.
exit codes: 0 nothing, or words only; 1 widening at most; 2 breaking for somebody; 3 an input cannot be read; 4 this program failed"""
FIDELITY: Final = """\
Hold our spec against the venue's own OpenAPI documents. Every difference is gone or stands in the deviations file, and every
entry of that file still matches one, and explains as many as it says. An operation is held to each FILE that describes it.
exit codes: 0 faithful; 1 a difference is unlisted, or an entry is stale or miscounted; 3 an input cannot be read; 4 this program failed"""
SURFACE: Final = """\
Say what new bindings do to those who import them: public names that are gone or changed (griffe, and our own look at types and
lists of values), and which errors mypy --strict finds in a consumer's file that it did not find before.
exit codes: 0 nothing breaks; 2 something does; 3 an input cannot be read; 4 this program failed"""


def add(commands: argparse._SubParsersAction[Parser]) -> None:  # pyright: ignore[reportPrivateUsage] - argparse has no other name for it
    """Tell the command line about these commands."""
    raw = argparse.RawDescriptionHelpFormatter
    compare = commands.add_parser(
        "compare", help="name and class the changes between two documents", description=COMPARE, formatter_class=raw
    )
    compare.add_argument(
        "files", nargs="+", metavar="OLD [NEW]", help="two documents, or with --to all old ones: paths, or https addresses"
    )
    compare.add_argument("--to", nargs="+", metavar="NEW", help="the new documents, where there are several on a side")
    compare.add_argument("--markdown", type=Path, metavar="FILE", help="write a changelog entry there")
    faithful = commands.add_parser("fidelity", help="hold a spec against the venue's documents", description=FIDELITY, formatter_class=raw)
    faithful.add_argument("files", nargs="+", metavar="FILE", help="the venue's document: a path, or an https address")
    faithful.add_argument("--spec", metavar="FILE", help="our spec (default: specs/fourcasters/rest.openapi.yaml)")
    faithful.add_argument("--deviations", type=Path, metavar="FILE", help="the deviations file (default: deviations.yaml beside our spec)")
    faithful.add_argument("--html", type=Path, metavar="FILE", help="write the report there as one self-contained page")
    arguments.add(commands)
    bindings = commands.add_parser("surface", help="say what new bindings do to their users", description=SURFACE, formatter_class=raw)
    bindings.add_argument("old", type=Path, metavar="OLD", help="a folder that holds crossbook_bindings/, as it was")
    bindings.add_argument("new", type=Path, metavar="NEW", help="a folder that holds crossbook_bindings/, as it is")
    bindings.add_argument("--consumer", type=Path, metavar="FILE", help="a file that imports the bindings, to be checked against both")


def run(options: argparse.Namespace) -> int:
    """Run one of these commands; its exit code is the answer, and no failure of ours passes for one."""
    try:
        code = _run(options)
    except Exception:  # noqa: BLE001 - told in full, and with a code of its own: Python's would be that of a finding
        traceback.print_exc()
        code = FAILED
    if verdict := getattr(options, "verdict", None):
        Path(verdict).write_text(f"{code}\n", encoding="utf-8")
    return code


def _run(options: argparse.Namespace) -> int:
    try:
        match options.command:
            case "compare":
                return compare(*sides(options.files, options.to), markdown=options.markdown)
            case "fidelity":
                spec = options.spec or str(options.specs / "fourcasters" / "rest.openapi.yaml")
                deviations = options.deviations or Path(spec).with_name("deviations.yaml")
                return hold(options.files, spec=spec, deviations=deviations, html=options.html)
            case "follow":
                from compiler.following import command  # noqa: PLC0415 - the other commands do without what reads pages

                return command.run(options)
            case _:
                return show_surface(options.old, options.new, consumer=options.consumer)
    except UnreadableError as error:
        print(error, file=sys.stderr)  # noqa: T201 - what a command is for
        return UNREADABLE


def sides(files: list[str], to: list[str] | None) -> tuple[list[str], list[str]]:
    """Tell the old documents from the new ones."""
    if to is not None:
        return files, to
    if len(files) != 2:  # noqa: PLR2004 - an old one and a new one
        raise UnreadableError(f"expected an old document and a new one, or --to between several; found {len(files)}")
    return files[:1], files[1:]


def compare(old: list[str], new: list[str], *, markdown: Path | None) -> int:
    """Print the changes, write the changelog entry."""
    found = changes.compare(catalogues_at(old), catalogues_at(new))
    report.show(report.of_changes(found))
    if markdown is not None:
        title = " → ".join(", ".join(Path(file).name for file in files) for files in (old, new))
        markdown.write_text(changelog.entry(title, found), encoding="utf-8")
    meanings = {change.meaning for change in found}
    if meanings & {changes.CALLERS, changes.READERS}:
        return BREAKING
    return DIFFERS if changes.WIDENING in meanings else NOTHING


def hold(files: list[str], *, spec: str, deviations: Path, html: Path | None) -> int:
    """Print how our spec stands to the venue's documents, write the page."""
    verdict = fidelity.judge(catalogues_at(files), catalogue_at(spec), deviations_at(deviations))
    report.show(report.of_fidelity(verdict))
    if html is not None:
        html.write_text(report.page(verdict, spec=Path(spec).name, files=files), encoding="utf-8")
    return NOTHING if verdict.is_faithful else DIFFERS


def show_surface(old: Path, new: Path, *, consumer: Path | None) -> int:
    """Print what breaks for the bindings' users."""
    from compiler.comparing import surface  # noqa: PLC0415 - the other commands do without griffe

    breaking = [*surface.breaking_names(old, new), *(surface.new_type_errors(old, new, consumer) if consumer else ())]
    report.show([("bold red", line) for line in breaking] or [("green", "Nothing breaks.")])
    return BREAKING if breaking else NOTHING
