"""How what was found is shown, where something else was expected."""

from __future__ import annotations

import re
from typing import Final

_KEY: Final = re.compile(r"\s*(?:(?:0x)?[0-9a-fA-F]{64}|ps_[^_]+_[^_]+_.+)\s*", re.DOTALL)
"""A private key of Ethereum's, or a key of PredictStreet's."""
_BYTES_OF_A_KEY: Final = 32


def as_found(value: object) -> str:
    """Write a value for an error's words, unless it may be a key that was given in the place of something else."""
    if (isinstance(value, str) and _KEY.fullmatch(value)) or (isinstance(value, bytes | bytearray) and len(value) == _BYTES_OF_A_KEY):
        return "what may be a key, and is not shown"
    try:
        return repr(value)
    except ValueError:  # Python does not write integers of more than 4,300 digits.
        return "a number too long to show"
