"""Keeps the tests against ethers out of every run but that of `nox -s ethers`, which installs it and says where it lies."""

from __future__ import annotations

import os

collect_ignore = [] if "CROSSBOOK_ETHERS" in os.environ else ["test_ethers.py"]
