"""The part of a cancel entry that decides an outcome is read with the types that the bindings give it."""

from __future__ import annotations

from typing import get_type_hints

import pytest

from crossbook.fourcasters.orders.entries import Verdict
from crossbook_bindings.fourcasters.rest import CancelResult


@pytest.mark.parametrize("name", Verdict.__struct_fields__)
def test_a_verdict_reads_a_field_as_the_spec_describes_it(name: str) -> None:
    assert name in CancelResult.__struct_fields__
    assert get_type_hints(Verdict)[name] == get_type_hints(CancelResult)[name]
