"""Typed data as other libraries take it, and as Hypothesis draws it: every struct of the venue under every domain of it."""

from __future__ import annotations

from typing import Any, get_type_hints

from hypothesis import strategies as st

from crossbook_bindings.predictstreet.signing import models
from crossbook_bindings.runtime.typed_data import Domain, Hashed, Member, TypedStruct

STRUCTS: tuple[Any, ...] = (models.Order, models.WithdrawERC20, models.RedeemAuthorization, models.Permit)


def typed_json(struct: TypedStruct[Any], domain: Domain) -> dict[str, Any]:
    """Write it as eth_signTypedData_v4 does; numbers as text, because JavaScript rounds them."""
    return {
        "types": {"EIP712Domain": _types(domain), type(struct).__name__: _types(struct)},
        "primaryType": type(struct).__name__,
        "domain": _values(domain),
        "message": _values(struct),
    }


def _types(value: Hashed) -> list[dict[str, str]]:
    return [{"name": member.name, "type": member.type} for member in value.MEMBERS]


def _values(value: Hashed) -> dict[str, str]:
    return {member.name: str(getattr(value, member.name)) for member in value.MEMBERS}


ADDRESSES = st.binary(min_size=20, max_size=20).map(lambda raw: f"0x{raw.hex()}")


def _drawn(member: Member) -> st.SearchStrategy[Any]:
    if member.type == "address":
        return ADDRESSES
    if member.type == "string":
        return st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    most = member.most if member.most is not None else 2 ** int(member.type.removeprefix("uint")) - 1
    edges = st.sampled_from((0, 1, most - 1, most))
    return st.sampled_from(member.among) if member.among else st.integers(0, most) | edges


@st.composite
def typed(draw: st.DrawFn, structs: tuple[Any, ...] = STRUCTS) -> tuple[Any, Any]:
    """Draw a struct, and a domain that it may be signed under."""
    kind = draw(st.sampled_from(structs))
    return draw(_built(kind)), draw(_built(draw(st.sampled_from(kind.DOMAINS))))


def _built(kind: Any) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    fixed = {name for name, hint in hints.items() if "ClassVar" in str(hint)}
    given = {member.name: _drawn(member) for member in kind.MEMBERS if member.name not in fixed}
    return st.builds(kind, **given)
