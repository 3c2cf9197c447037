"""A throwaway authority, made for this run, and what it has signed."""

from __future__ import annotations

import ssl
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import trustme


@cache
def authority() -> trustme.CA:
    return trustme.CA()


@cache
def ca_file() -> str:
    """Give a file that holds the authority's certificate, for clients to trust."""
    path = Path(mkdtemp(prefix="crossbook-tests-"), "ca.pem")
    authority().cert_pem.write_to_path(str(path))
    return str(path)


@cache
def served(*names: str) -> ssl.SSLContext:
    """Give what a server needs that answers to these names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(server_file(*names))
    return context


@cache
def server_file(*names: str) -> str:
    """Give a file with what a server needs that answers to these names: its key and its certificates."""
    path = Path(ca_file()).with_name(f"{'-'.join(names)}.pem")
    signed = authority().issue_cert(*names)
    signed.private_key_and_cert_chain_pem.write_to_path(str(path))
    return str(path)
