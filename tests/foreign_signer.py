"""eth-account, without what a library below it does: let Python nest so deep that reading hostile JSON ends in a crash."""

from __future__ import annotations

import sys
from typing import Any, Final

from typed_data import typed_json

_DEPTH: Final = sys.getrecursionlimit()
try:
    from eth_account import Account
    from eth_account.messages import encode_typed_data
finally:
    sys.setrecursionlimit(_DEPTH)

FOREIGN: Final[Any] = Account  # its types are open


def foreign(struct: Any, domain: Any) -> Any:
    """Hash as eth-account does, from the JSON that wallets take."""
    data = typed_json(struct, domain)
    numbers = [member.name for member in (*struct.MEMBERS, *domain.MEMBERS) if member.type.startswith("uint")]
    for values in (data["message"], data["domain"]):
        values.update({name: int(values[name]) for name in numbers if name in values})
    return encode_typed_data(full_message=data)
