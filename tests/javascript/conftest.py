"""Keeps the samples in JavaScript out of every run but that of `nox -s javascript`, which installs Node and says where it lies."""

from __future__ import annotations

import os

collect_ignore = [] if "CROSSBOOK_JAVASCRIPT" in os.environ else ["test_javascript.py"]
