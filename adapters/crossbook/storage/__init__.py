"""What is kept outside of the process: tapes, and limits that several processes share. It knows no venue."""

from typing import TYPE_CHECKING, Final

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.storage.redis_limits import RedisLimits as RedisLimits

_HOMES: Final = {"RedisLimits": "redis_limits"}

__all__ = ["RedisLimits"]

if not TYPE_CHECKING:  # A type checker would take any name for one of this package.
    __getattr__ = on_first_use(__name__, _HOMES)
