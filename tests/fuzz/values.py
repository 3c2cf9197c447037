"""Values that no document promises."""

from __future__ import annotations

import json
from random import Random
from typing import Final
from urllib.parse import quote

from fuzz.nodes import Node, Obj, Raw, num

_NUMBERS: Final = (
    "-1", "-0", "-0.01", "0", "1e5", "1E+400", "1e-400", "1e999999999", "1e99999999999999999999", "9" * 400, "0." + "3" * 400,
    "12345678901234567890.123456789012345678901234567890", "1e-7", "100.000", "1.5E2", "-1e3", "0e0",
    "9" * 4300, "9" * 5000, "-" + "9" * 5000,
)  # fmt: skip
_NO_NUMBERS: Final = ("NaN", "Infinity", "-Infinity", "nan", "inf", "01", "+5", "1.", ".5", "0x10", "1_000", "1e", "--1", "", "True")
_TEXTS: Final = (
    "NaN", "Infinity", "-Infinity", "-5", "sNaN", "nan123", "1e5", "1_000", " 100 ", "0x10", "\u0661\u0660\u0660", "abc", "1,000",
    "1e999999999", "+7", "100.00", "", " ", "\t", "\u200b", "\x00", "null", "undefined", "true", "false", "None", "[object Object]",
    "\ud800", "🙂", "0",
)  # fmt: skip
_DEPTHS: Final = (10, 30, 60, 64, 65, 100, 128, 200, 500, 1000, 5000, 20_000, 100_000)
_LENGTHS: Final = (10_000, 70_000, 1_100_000, 4_000_000)


def number(rng: Random) -> Node:
    return num(rng.choice(_NUMBERS))


def no_number(rng: Random) -> Node:
    return Raw(rng.choice(_NO_NUMBERS))


def text(rng: Random) -> Node:
    return rng.choice(_TEXTS)


def any_other(rng: Random) -> Node:
    """Give any value at all."""
    kind = rng.randrange(8)
    if kind == 0:
        return number(rng)
    if kind == 1:
        return no_number(rng)
    if kind < 4:
        return text(rng)
    others: tuple[Node, ...] = (None, True, False, [], Obj([]), [None], [[]], Obj([("success", True)]))
    return rng.choice(others)


def deep(rng: Random) -> Node:
    depth = rng.choice(_DEPTHS)
    kind = rng.randrange(4)
    if kind == 0:
        return Raw("[" * depth + "]" * depth)
    if kind == 1:
        return Raw('{"a":' * depth + "1" + "}" * depth)
    if kind == 2:
        return Raw('[{"data":' * depth + '"x"' + "}]" * depth)
    return Raw('"' + "[" * depth + '\\"' + "{" * depth + '"')


def long(rng: Random) -> Node:
    length = rng.choice(_LENGTHS if rng.random() < 0.05 else _LENGTHS[:2])
    kind = rng.randrange(3)
    if kind == 0:
        return "x" * length
    if kind == 1:
        return Raw('"' + "\\u0041" * (length // 6) + '"')
    return Raw("[" + ",".join(["0"] * (length // 2)) + "]")


def spelled(rng: Random, key: str) -> Raw:
    """Write a key with escapes: the same key to every reader of JSON."""
    at = rng.randrange(len(key)) if key else 0
    return Raw(
        '"' + json.dumps(key[:at])[1:-1] + "".join(f"\\u{ord(letter):04x}" for letter in key[at : at + 1]) + json.dumps(key[at + 1 :])[1:]
    )


def echoes(secret: str) -> tuple[str, ...]:
    """Give the ways in which a venue, or something in front of it, could say a secret back."""
    return (secret, f"Bearer {secret}", json.dumps(secret), quote(secret, safe=""), quote(secret), repr(secret), f"bad token <{secret}>")
