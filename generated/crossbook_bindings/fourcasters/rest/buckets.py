# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.
"""The rate limits that operations are counted in; `effects` says which of them each."""

from typing import Final

from crossbook_bindings.runtime import Bucket, SharedBy

BUCKETS: Final = (
    Bucket(name="ip", limit=3000, seconds=60, shared_by=SharedBy("address"), mixed=True),
    Bucket(name="orders", limit=None, seconds=None, shared_by=SharedBy("account"), mixed=True),
    Bucket(name="login-ip", limit=None, seconds=None, shared_by=SharedBy("address"), mixed=False),
    Bucket(name="login-account", limit=None, seconds=None, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="graded", limit=60, seconds=60, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="graded-since", limit=10, seconds=5, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="replay", limit=None, seconds=None, shared_by=SharedBy("account"), mixed=False),
)
