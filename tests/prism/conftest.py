"""Keeps the tests against Prism out of every run but that of `nox -s prism`, which installs it and says where it lies."""

from __future__ import annotations

import os

collect_ignore = [] if "CROSSBOOK_PRISM" in os.environ else ["test_whole_surface.py"]
