"""How the bindings call what a spec names."""

from __future__ import annotations

import re


def snake(name: str) -> str:
    """Write `getBetByID` as `get_bet_by_id`, as openapi-python-client does with operationIds."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower().replace("-", "_")


def package_name(document_name: str) -> str:
    """Name the package of a spec file: `orders-socket` becomes `orders_socket`."""
    return document_name.replace("-", "_")
