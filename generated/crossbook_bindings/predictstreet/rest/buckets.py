# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.
"""The rate limits that operations are counted in; `effects` says which of them each."""

from typing import Final

from crossbook_bindings.runtime import Bucket, SharedBy

BUCKETS: Final = (
    Bucket(name="orders-ip", limit=6000, seconds=60, shared_by=SharedBy("address"), mixed=True),
    Bucket(name="place-ip", limit=1000, seconds=60, shared_by=SharedBy("address"), mixed=False),
    Bucket(name="place-wallet", limit=20, seconds=1, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="cancel-wallet", limit=20, seconds=1, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="cancel-batch-wallet", limit=5, seconds=1, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="cancel-all-wallet", limit=1, seconds=1, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="reads-ip", limit=None, seconds=None, shared_by=SharedBy("address"), mixed=False),
    Bucket(name="open-wallet", limit=300, seconds=60, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="order-wallet", limit=300, seconds=60, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="history-wallet", limit=300, seconds=60, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="fills-wallet", limit=300, seconds=60, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="place-batch-wallet", limit=5, seconds=1, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="market-data-ip", limit=None, seconds=None, shared_by=SharedBy("address"), mixed=False),
    Bucket(name="me-wallet", limit=600, seconds=60, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="reads-wallet", limit=None, seconds=None, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="vault-ip", limit=100, seconds=60, shared_by=SharedBy("address"), mixed=False),
    Bucket(name="vault-signature-wallet", limit=3, seconds=1, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="redeem-wallet", limit=10, seconds=60, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="deposit-relay-ip", limit=60, seconds=60, shared_by=SharedBy("address"), mixed=False),
    Bucket(name="deposit-relay-wallet", limit=10, seconds=60, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="withdrawal-wallet", limit=5, seconds=60, shared_by=SharedBy("account"), mixed=False),
    Bucket(name="funds-ip", limit=None, seconds=None, shared_by=SharedBy("address"), mixed=False),
    Bucket(name="funds-wallet", limit=None, seconds=None, shared_by=SharedBy("account"), mixed=False),
)
