"""A file of settings that leads the other commands to a sandbox."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeAlias, cast

from crossbook.commands.settings import CONTRACTS

Fact: TypeAlias = str | int | dict[str, str]
"""What is told under one name."""

_MODE: Final = 0o600
"""Whoever reads such a file of another place has the account."""


def write_settings(path: Path, facts: Mapping[str, Mapping[str, Fact]]) -> None:
    """Write the file anew, readable by nobody else. Raises OSError.

    It comes into its place whole: what stood there before may have been readable by others.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    try:
        with open(number, "w", encoding="utf-8") as file:  # noqa: PTH123 - it is open already
            file.write(_toml(facts["fourcasters"], facts["predictstreet"]))
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _toml(fourcasters: Mapping[str, Fact], predictstreet: Mapping[str, Fact]) -> str:
    contracts = cast("Mapping[str, str]", predictstreet["contracts"])
    environment = {
        "name": "sandbox",
        "rest_url": predictstreet["url"],
        "websocket_url": predictstreet["websocket_url"],
        "rpc_url": predictstreet["rpc_url"],
        "chain_id": predictstreet["chain_id"],
    }
    tables: Mapping[str, Mapping[str, object]] = {
        "fourcasters": {name: fourcasters[name] for name in ("token", "url", "streaming_url")},
        "predictstreet": {name: predictstreet[name] for name in ("api_key", "wallet", "vault")}
        | {name: contracts[name] for name in CONTRACTS},
        "predictstreet.environment": environment,
    }
    # A text of JSON in ASCII is one of TOML, too.
    blocks = (
        "\n".join([f"[{title}]", *(f"{name} = {json.dumps(value)}" for name, value in held.items())]) for title, held in tables.items()
    )
    return "\n\n".join(blocks) + "\n"
