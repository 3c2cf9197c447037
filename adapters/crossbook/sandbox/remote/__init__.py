"""The controls of a sandbox over HTTP, under `/_sandbox/`: for tests in other languages, and in other processes."""

from __future__ import annotations

from crossbook.sandbox.remote.answering import PREFIX, Remote

__all__ = ["PREFIX", "Remote"]
