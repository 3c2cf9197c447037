"""A user's own test: the sandbox, a client, an order, and where all of it was loaded from."""

from __future__ import annotations

import sys

import crossbook
import crossbook_bindings
from crossbook import Cancelled
from crossbook.fourcasters import Fourcasters
from crossbook.sandbox import Sandbox

with Sandbox() as sandbox:
    order_id = sandbox.fourcasters.seed_order()
    with Fourcasters(token=sandbox.fourcasters.token, base_url=sandbox.fourcasters.url) as client:
        assert isinstance(client.cancel_order(order_id), Cancelled)
assert sandbox.fourcasters.state(order_id) == "cancelled"
assert sandbox.violations == ()
sys.stdout.write(f"{crossbook.__file__}\n{crossbook_bindings.__file__}\n")
