"""Thousands of cases that differ in a word are one test: it goes through all of them, and names each that fails.

A test of its own costs pytest some milliseconds, in every process once more to find it, and a case here a tenth of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

CaseT = TypeVar("CaseT")


def every(cases: Iterable[CaseT], check: Callable[[CaseT], object]) -> None:
    """Check each case, whatever becomes of the others; raise what failed, with the case that it was."""
    failed: list[BaseException] = []
    count = 0
    for case in cases:
        count += 1
        try:
            check(case)
        except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - raised below, with all others
            error.add_note(f"case: {case}")
            failed.append(error)
    assert count, "expected at least one case, found none"
    if len(failed) == 1:
        raise failed[0]
    if failed:
        raise BaseExceptionGroup(f"{len(failed)} of {count} cases failed", failed)
