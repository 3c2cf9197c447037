"""What the words of a difference are about, and who else is told of the same one."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from compiler.comparing.fidelity import Finding

Kind: TypeAlias = Literal["field", "parameter", "status", "operation", "message", "value", "type"]

_ONLY: Final = re.compile(r"(?:sample: )?only the (?:venue|page) has this (field|parameter|status|operation|message)(?:, required)?")
_VALUE: Final = re.compile(r"(?:sample: )?value: only the (?:venue|page) (?:lists|has) (.+)")
_TYPE: Final = re.compile(r"type: .+ at the venue, .+ here|only the venue admits null")
_KINDS: Final[dict[str, Kind]] = {name: name for name in ("field", "parameter", "status", "operation", "message")}


def kind_of(difference: str) -> Kind | None:
    """Say what is missing on our side, or that a type differs; None for any other difference."""
    if (found := _ONLY.fullmatch(difference)) is not None:
        return _KINDS[found.group(1)]
    return "value" if value_of(difference) else "type" if _TYPE.fullmatch(difference) else None


def value_of(difference: str) -> str:
    """Return the value that only the documents list; empty where a difference is none of a value."""
    found = _VALUE.fullmatch(difference)
    return "" if found is None else found.group(1)


def alike(finding: Finding) -> tuple[str, str]:
    """Return what differences of a field have in common that are the same one: the words, and the name of the field."""
    return finding.difference.removeprefix("sample: "), finding.at.rpartition(".")[2].rpartition(" ")[2]
