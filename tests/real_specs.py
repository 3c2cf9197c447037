"""The specs of the project, read once for all tests that only look at them."""

from __future__ import annotations

from typing import Final

from spec_edits import SPECS

from compiler.documents import load

DOCUMENTS: Final = load(SPECS)
