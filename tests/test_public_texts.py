"""Whoever hovers over a public name that is not of the bindings learns what it is. Read from the sources, as an editor does."""

from __future__ import annotations

import ast
import re
from typing import Final

from hover_texts import ADAPTERS, CLASSES, KNOWN, PUBLIC_DUNDERS, ROOT, TEXTS, Text
from real_specs import DOCUMENTS

TWIN: Final = re.compile(r"(?:Do what|Take what) `(\w+)(?:\.(\w+))?` (?:does|takes)\b")
EXACT: Final = re.compile(r"\b(Decimal|Fraction|Exact|float)\b")
TIME: Final = re.compile(r"(seconds|minutes|timeout|expiry|retry_after|_in|_bps)$")
UNIT: Final = re.compile(
    r"\b(USDC?|American|(decimal|fractional) odds|probability|tokens?|points?|seconds?|minutes?|basis points|in its unit)\b", re.IGNORECASE
)
WITHOUT_UNIT: Final = frozenset({"crossbook.prices.exact.as_decimal", "crossbook.sockets.world.World.luck"})
PAGE: Final = re.compile(r"Venue page: (?P<host>https://[a-z0-9.]+)/(?P<path>\S+)")


def test_every_public_name_has_a_text_that_is_not_its_own_name() -> None:
    assert [text.place for text in TEXTS if text.is_bare] == []
    assert len(TEXTS) > 700
    assert {"crossbook.errors.CrossbookError.outcomes", "crossbook.sandbox.faults.Fault.RESET", "crossbook.prices.exact.Exact"} <= {*KNOWN}


def test_a_name_said_again_is_no_text() -> None:
    assert Text("", "order_id", "Order id.").is_bare
    assert Text("", "order_id", "").is_bare
    assert not Text("", "order_id", "The order's id.").is_bare


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    found = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, *(each for each in (node.args.vararg,) if each)]
    return [each for each in found if each.arg not in ("self", "cls")]


def functions() -> list[tuple[Text, ast.FunctionDef | ast.AsyncFunctionDef]]:
    return [(text, text.function) for text in TEXTS if text.function is not None]


def twin_of(text: Text) -> Text | None:
    """Find the method that a text refers to: of another class, and with the same parameters."""
    said = TWIN.search(text.words)
    if said is None or text.function is None or text.holder is None:
        return None
    (found,) = (KNOWN[f"{place}.{said[2] or '__init__'}"] for place, kind in CLASSES.items() if kind.__name__ == said[1])
    assert found.function is not None
    assert found.holder is not text.holder
    # An asynchronous client may wait for whoever signs, and for other credentials.
    taken = (
        ast.unparse(text.function.args).replace("trading.Signer | trading.AsyncSigner", "trading.Signer").replace("Awaitable[str]", "str")
    )
    assert ast.unparse(found.function.args) == taken, f"{text.place} takes other parameters than {found.place}"
    assert TWIN.search(found.words) is None
    return found


def test_every_parameter_of_a_public_function_is_named_in_its_text() -> None:
    missing, count = list[str](), 0
    for text, function in functions():
        described = twin_of(text) or text
        for parameter in parameters(function):
            count += 1
            named = re.search(rf"`{parameter.arg}[`[]|^ *\*?{parameter.arg}: ", described.words, re.MULTILINE)
            kept = KNOWN.get(f"{text.place.rpartition('.')[0]}.{parameter.arg}") if text.name in PUBLIC_DUNDERS else None
            if named is None and (kept is None or kept.is_bare):
                missing.append(f"{text.place} {parameter.arg}")
    assert missing == []
    assert count > 250


def test_every_amount_and_every_time_names_its_unit() -> None:
    typed = (text for text in TEXTS if text.hint and text.place not in WITHOUT_UNIT)
    fields = [text for text in typed if EXACT.search(text.hint) or TIME.search(text.name)]
    assert [text.place for text in fields if not UNIT.search(text.words)] == []
    measured = [text for text, function in functions() if text.place not in WITHOUT_UNIT and _is_measured(function)]
    assert [text.place for text in measured if not UNIT.search((twin_of(text) or text).words)] == []
    assert len(fields) > 50
    assert len(measured) > 50


def _is_measured(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Say whether an amount or a time goes in or comes out."""
    hints = [function.returns, *(each.annotation for each in parameters(function))]
    return any(EXACT.search(ast.unparse(hint)) for hint in hints if hint is not None) or any(
        TIME.search(each.arg) for each in parameters(function)
    )


def test_every_error_that_a_public_function_raises_itself_is_in_its_text() -> None:
    raised = [
        (text, error.exc.func.id)
        for text, function in functions()
        for error in ast.walk(function)
        if isinstance(error, ast.Raise) and isinstance(error.exc, ast.Call) and isinstance(error.exc.func, ast.Name)
    ]
    assert [f"{text.place} {name}" for text, name in raised if name not in text.words] == []
    assert len(raised) > 15


def test_every_method_that_asks_a_venue_names_a_page_of_its_documents() -> None:
    paths = [*(document.path for document in DOCUMENTS), ROOT / "specs" / "predictstreet" / "signing.yaml"]
    specs = "".join(path.read_text(encoding="utf-8") for path in paths)
    asking = [
        text
        for text, function in functions()
        # What executes any request cannot name the page of one, and a sandbox asks nobody.
        if text.place.startswith(("crossbook.fourcasters.", "crossbook.predictstreet."))
        and any(isinstance(each, ast.Attribute) and each.attr == "_run" for each in ast.walk(function))
        and not _takes_a_request(function)
    ]
    pages = {text.place: PAGE.search((twin_of(text) or text).words) for text in asking}
    # The documents of a venue are on more hosts than one, with the same paths.
    assert [place for place, page in pages.items() if page is None or page["host"] not in specs or page["path"] not in specs] == []
    assert len(asking) > 40


def _takes_a_request(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(each.arg == "request" for each in parameters(function))


def test_every_fixture_says_what_it_gives() -> None:
    found = [
        (f"{source.name} {node.name}", node.name, ast.get_docstring(node) or "")
        for source in sorted((ADAPTERS / "crossbook_pytest").glob("*.py"))
        for node in ast.parse(source.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [place for place, name, words in found if Text(place, name, words).is_bare] == []
    assert {"crossbook_sandbox", "fourcasters", "async_fourcasters"} <= {name for _, name, _ in found}
