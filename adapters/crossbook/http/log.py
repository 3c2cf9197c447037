"""What connections say while they work, for who listens: at DEBUG only, and never a header or a body."""

from __future__ import annotations

from typing import Final

from crossbook.core.redaction import guarded_logger

LOG: Final = guarded_logger("crossbook.http")
