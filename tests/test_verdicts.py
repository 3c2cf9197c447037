"""The part of a cancel entry that decides an outcome is read with the types that the bindings give it."""

from __future__ import annotations

from typing import get_type_hints

import msgspec
import pytest
from msgspec import UnsetType

from crossbook.fourcasters.orders.edit_replies import CancelLeg, EditEntry
from crossbook.fourcasters.orders.entries import Verdict
from crossbook_bindings.fourcasters.rest import CancelResult, EditCancelled, EditOrderResult

READ_AS_IT_STANDS = {name for name, kind in get_type_hints(Verdict).items() if kind is msgspec.Raw}
"""What only contradicts, in whatever form it comes."""


@pytest.mark.parametrize("name", [name for name in Verdict.__struct_fields__ if name not in READ_AS_IT_STANDS])
def test_a_verdict_reads_a_field_as_the_spec_describes_it(name: str) -> None:
    assert name in CancelResult.__struct_fields__
    assert get_type_hints(Verdict)[name] == get_type_hints(CancelResult)[name]


@pytest.mark.parametrize("name", sorted({*CancelLeg.__struct_fields__} - {"sessionID", "reason", "error"}))
def test_the_cancel_of_an_edit_reads_a_field_as_the_spec_describes_it(name: str) -> None:
    # The others are those of the cancels over REST, which the venue may use here too.
    assert get_type_hints(CancelLeg)[name] == get_type_hints(EditCancelled)[name]


def test_an_edit_reads_its_legs_as_the_spec_describes_them() -> None:
    ours, theirs = get_type_hints(EditEntry), get_type_hints(EditOrderResult)
    assert ours["matched"] == theirs["matched"]
    assert ours["unmatched"] == theirs["unmatched"] | UnsetType
    assert {*theirs} <= {*ours}
