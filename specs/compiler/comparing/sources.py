"""Reads one document to be compared: from a file, or from an https address.

What comes over the network is somebody else's: https only, no redirects, a limit on its size and on the time it takes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, cast

import attrs
import yaml

from compiler.comparing.catalogue import Catalogue, UnreadableError
from compiler.comparing.openapi import catalogue_of_openapi
from compiler.comparing.sockets import catalogue_of_socket
from compiler.comparing.visible import visible
from compiler.documents import LOADER, Node, complete_at, items, node, text

LARGEST: Final = 16 * 1024 * 1024
PATIENCE: Final = 20.0


# YAML as OpenAPI means it: `yes` and `2026-08-21` are words.
_LOADER: Any = type("_Loader", (LOADER,), {})
_LOADER.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_LOADER.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))


def catalogue_at(source: str) -> Catalogue:
    """Read the document at a path or an https address."""
    try:
        return attrs.evolve(catalogue_of(document_at(source)), label=Path(source).name)
    except UnreadableError as error:
        raise UnreadableError(f"{source}: {error}") from None


def catalogues_at(sources: Sequence[str]) -> tuple[Catalogue, ...]:
    """Read several documents. Two of one name are told apart by their number."""
    found = [catalogue_at(source) for source in sources]
    names = [catalogue.label for catalogue in found]
    return tuple(
        attrs.evolve(catalogue, label=f"{catalogue.label} ({number})") if names.count(catalogue.label) > 1 else catalogue
        for number, catalogue in enumerate(found, start=1)
    )


def catalogue_of(content: Node) -> Catalogue:
    """Read a document: OpenAPI 3, or one of our socket schemas."""
    if text(content.get("openapi")).startswith("3."):
        return catalogue_of_openapi(content)
    if "x-messages" in content:
        return catalogue_of_socket(content)
    raise UnreadableError("neither an OpenAPI 3 document (`openapi: 3...`) nor a socket schema (`x-messages`)")


def document_at(source: str) -> Node:
    """Read JSON or YAML; every key becomes text, as in JSON."""
    if "://" in source:
        return document_of(fetched(source))
    try:
        return complete_at(Path(source), _document_in(Path(source)), _document_in)
    except OSError as error:
        raise UnreadableError(error.strerror or str(error)) from None


def _document_in(path: Path) -> Node:
    return document_of(path.read_bytes())


def document_of(raw: bytes) -> Node:
    """Read the bytes of a document."""
    try:
        words = raw.decode("utf-8-sig")
        content: object = json.loads(words) if words.lstrip().startswith("{") else yaml.load(words, _LOADER)  # noqa: S506 - a safe loader
        plain = node(_with_text_keys(content))
    except (UnicodeDecodeError, ValueError, yaml.YAMLError, RecursionError) as error:
        raise UnreadableError(f"neither JSON nor YAML: {' '.join(str(error).split())[:200]}") from None
    if not plain:
        raise UnreadableError("no mapping at the top of the document")
    return plain


def _with_text_keys(value: object) -> object:
    if isinstance(value, dict):
        mapping = cast("dict[object, object]", value)
        return {visible(key) if isinstance(key, str) else json.dumps(key): _with_text_keys(item) for key, item in mapping.items()}
    if isinstance(value, str):
        return visible(value)
    return [_with_text_keys(item) for item in items(cast("object", value))] if isinstance(value, list) else value


def fetched(url: str) -> bytes:
    """Fetch what is at an https address."""
    if not url.startswith("https://"):
        raise UnreadableError("only https addresses are fetched")
    import httpx  # noqa: PLC0415 - comparing two files needs no network

    try:
        with httpx.stream("GET", url, follow_redirects=False, timeout=PATIENCE, headers={"Accept": "application/json, */*;q=0.5"}) as reply:
            if reply.is_redirect:
                raise UnreadableError(
                    f"the server redirects to {reply.headers.get('location', 'nowhere')!r}; give that address if it is right"
                )
            if not reply.is_success:
                raise UnreadableError(f"the server answered {reply.status_code}")
            return _limited(reply)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnreadableError(f"cannot be fetched: {str(error) or type(error).__name__}") from None


def _limited(reply: object) -> bytes:
    import httpx  # noqa: PLC0415

    body = bytearray()
    for chunk in cast("httpx.Response", reply).iter_bytes():
        body += chunk
        if len(body) > LARGEST:
            raise UnreadableError(f"larger than {LARGEST // 1024 // 1024} MiB")
    return bytes(body)
