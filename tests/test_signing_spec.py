"""What a venue has signed: the spec says it in words that the compiler knows, and the classes that come of it take nothing else."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_type_hints

import attrs
import pytest
import yaml
from spec_edits import SPECS, Edit, drop, put

from compiler.documents import load_signing, node, read
from compiler.rules.signing import signing
from crossbook_bindings.predictstreet.signing import models
from crossbook_bindings.runtime import InvalidField

(DOCUMENT,) = load_signing(SPECS)
CLASSES = [getattr(models, name) for kind in ("domains", "structs") for name in node(DOCUMENT.content[kind])]
ADDRESS = "0x742d35Cc6634C0532925a3b844Bc454e4438f44e"

CASES: dict[str, tuple[Edit, str]] = {
    "a section that nobody reads": (put("extra", {}), "signing"),
    "a word of a struct that nobody reads": (put("structs > Order > note", "x"), "signing"),
    "a word of a member that nobody reads": (put("structs > Order > members > salt > format", "x"), "signing"),
    "a type that is not hashed": (put("structs > Order > members > salt > type", "bytes"), "signing"),
    "a width that Solidity has not": (put("structs > Order > members > salt > type", "uint12"), "signing"),
    "a width that is too wide": (put("structs > Order > members > salt > type", "uint264"), "signing"),
    "a member without a type": (drop("structs > Order > members > salt > type"), "signing"),
    "a member without words": (drop("structs > Order > members > salt > description"), "description"),
    "a struct without words": (drop("structs > Order > description"), "description"),
    "a struct without a page": (drop("structs > Order > docs"), "docs"),
    "a page that is none": (put("structs > Order > docs", "the signing page"), "docs"),
    "a struct without members": (put("structs > Order > members", {}), "signing"),
    "a struct without a domain": (put("structs > Order > domains", []), "signing"),
    "a domain that does not exist": (put("structs > Order > domains", ["Nowhere"]), "signing"),
    "a domain that is named twice": (put("structs > Order > domains", ["ExchangeDomain", "ExchangeDomain"]), "signing"),
    "a domain that nothing is signed under": (put("structs > Permit > domains", ["VaultDomain"]), "unused"),
    "a member that the standard has not": (put("domains > VaultDomain > members > owner", {"description": "x"}), "signing"),
    "a fixed number": (put("domains > VaultDomain > members > version > const", 1), "signing"),
    "a fixed address": (put("domains > VaultDomain > members > verifyingContract", {"const": ADDRESS}), "signing"),
    "a maximum beyond the type": (put("structs > Order > members > side > maximum", 256), "signing"),
    "a maximum of an address": (put("structs > Order > members > maker > maximum", 1), "signing"),
    "values beyond the type": (put("structs > Order > members > side > values", {256: "BOTH"}), "signing"),
    "values that are words": (put("structs > Order > members > side > values", {"buy": 0}), "signing"),
    "values and a maximum": (put("structs > Order > members > side > maximum", 1), "signing"),
    "a class that Python cannot name": (put("structs > class", {}), "class-name"),
    "a class that hides another": (put("structs > Domain", {}), "class-name"),
    "a struct that is also left out": (put("left-out > Order", "why"), "class-name"),
    "a member that Python cannot name": (
        put("structs > Order > members > class", {"type": "address", "description": "x"}),
        "property-name",
    ),
    "left out without a reason": (put("left-out > SplitPosition", ""), "signing"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_signing_spec_in_which_a_rule_is_broken_is_found(case: str) -> None:
    edit, rule = CASES[case]
    content = read(DOCUMENT.path)
    edit(content)
    found = list(signing(attrs.evolve(DOCUMENT, content=content)))
    assert rule in {name for _, name, _ in found}, found


def test_members_of_a_domain_stand_in_the_order_in_which_they_are_hashed() -> None:
    content = read(DOCUMENT.path)
    members = node(node(node(content["domains"])["VaultDomain"])["members"])
    members["name"] = members.pop("name")  # now the last
    assert [rule for _, rule, _ in signing(attrs.evolve(DOCUMENT, content=content))] == ["signing"]


def test_a_venue_without_anything_signed_has_no_signing_package(tmp_path: Path) -> None:
    shutil.copytree(SPECS / "fourcasters", tmp_path / "specs" / "fourcasters")
    assert load_signing(tmp_path / "specs") == ()


def test_what_the_documents_cut_off_is_marked_and_has_no_class() -> None:
    left_out = node(DOCUMENT.content["left-out"])
    assert set(left_out) == {"SplitPosition", "MergePositions", "ConvertPositions"}
    assert [name for name in left_out if hasattr(models, name)] == []


def test_every_doubt_of_the_spec_is_told_to_whoever_hovers_over_it() -> None:
    doubts = re.findall(r"unsure: *(.+)", DOCUMENT.path.read_text(encoding="utf-8"))
    told = " ".join(Path(str(models.__file__)).read_text(encoding="utf-8").split())
    assert len(doubts) > 10
    assert [doubt for doubt in doubts if yaml.safe_load("{x: " + doubt.rstrip("}") + "}")["x"] not in told] == []


# ---- the classes


def built(kind: Any, **changes: Any) -> Any:
    """Build one with a value that is right for every member."""
    hints = get_type_hints(kind)
    right = {member.name: ADDRESS if member.type == "address" else "M" if member.type == "string" else 1 for member in kind.MEMBERS}
    given = {name: value for name, value in right.items() if not str(hints[name]).startswith("typing.ClassVar")}
    return kind(**given | changes)


@pytest.mark.parametrize("kind", CLASSES)
def test_a_class_knows_its_type_string(kind: Any) -> None:
    name = kind.__name__ if hasattr(kind, "DOMAINS") else "EIP712Domain"
    assert f"{name}({','.join(f'{member.type} {member.name}' for member in kind.MEMBERS)})" == kind.TYPE


def test_the_type_of_an_order_is_the_one_that_the_field_table_gives() -> None:
    assert models.Order.TYPE == (
        "Order(uint256 salt,address maker,address signer,address taker,uint256 tokenId,uint256 makerAmount,uint256 takerAmount,"
        "uint256 expiration,uint256 feeRateBps,uint8 side,uint8 signatureType)"
    )


@pytest.mark.parametrize("kind", CLASSES)
def test_what_is_built_cannot_be_changed(kind: Any) -> None:
    value = built(kind)
    with pytest.raises(AttributeError):
        value.chainId = 1
    assert value == built(kind)


WRONG: dict[str, list[Any]] = {
    "address": [
        None,
        0,
        "",
        "0x",
        ADDRESS[2:],
        ADDRESS[:-1],
        ADDRESS + "0",
        ADDRESS.replace("0x", "0X"),
        ADDRESS[:-1] + "g",
        ADDRESS + "\n",
        b"\0" * 20,
    ],
    "string": [None, 1, b"M"],
    "uint": [None, 1.0, True, False, "1", Decimal(1), -1, 1 << 256, float("nan")],
}


@pytest.mark.parametrize("kind", CLASSES)
def test_a_member_takes_what_its_type_holds_and_nothing_else(kind: Any) -> None:
    hints = get_type_hints(kind)
    for member in kind.MEMBERS:
        if str(hints[member.name]).startswith("typing.ClassVar"):
            continue
        for value in WRONG["uint" if member.type.startswith("uint") else member.type]:
            with pytest.raises(InvalidField, match=rf"{kind.__name__}\.{member.name}: expected .+, found ") as caught:
                built(kind, **{member.name: value})
            assert type(value).__name__ in caught.value.found


def test_members_that_the_venue_narrows_take_no_more() -> None:
    assert built(models.Order, feeRateBps=1000, side=0, signatureType=1).side == 0
    for name, value in (("feeRateBps", 1001), ("side", 2), ("signatureType", 2)):
        with pytest.raises(InvalidField, match=name):
            built(models.Order, **{name: value})
    assert get_args(get_type_hints(models.Order)["side"]) == (0, 1)
    with pytest.raises(InvalidField, match="outcomeIndex"):
        built(models.RedeemAuthorization, outcomeIndex=256)


def test_what_the_venue_fixes_is_not_handed_in() -> None:
    assert (models.ExchangeDomain.name, models.VaultDomain.name, models.RedeemDomain.name) == (
        "PredictStreet",
        "PredictStreetVault",
        "PredictStreetRedeem",
    )
    kind: Any = models.ExchangeDomain
    with pytest.raises(TypeError, match="name"):
        kind(name="Another", chainId=1, verifyingContract=ADDRESS)
