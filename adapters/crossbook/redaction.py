"""Keeps secrets out of everything that is shown: reprs, messages, evidence, and the log records of the libraries below."""

from __future__ import annotations

import logging
import re
from typing import Final, TypeVar

from crossbook.kinds import is_a

BLOT: Final = "***"

ShownT = TypeVar("ShownT", str, bytes)

_HIDDEN_HEADERS: Final = r"authorization|x-auth-token|x-api-key|set-cookie|cookie|proxy-authorization"
# httpcore logs headers as a list of byte pairs, websockets as header lines.
_HEADER_PAIR: Final = re.compile(rf"(\(b?['\"](?:{_HIDDEN_HEADERS})['\"], b?)(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", re.IGNORECASE)
_HEADER_LINE: Final = re.compile(rf"\b({_HIDDEN_HEADERS}): .*", re.IGNORECASE)

_HEADER_VALUE: Final = re.compile(r"[!-~]+")

_LOGGERS: Final = ("httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks", "httpx")


class Secret:
    """A value that shows itself only when asked to."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Give the value, to be written on the wire and nowhere else."""
        return self._value

    @property
    def fits_a_header(self) -> bool:
        """Whether it is text of visible ASCII characters, as a header needs; callers are not always typed."""
        return is_a(self._value, str) and _HEADER_VALUE.fullmatch(self._value) is not None

    def matches(self, pattern: re.Pattern[str]) -> bool:
        """Say whether the whole value has a form, without showing it."""
        return pattern.fullmatch(self._value) is not None

    def blot(self, shown: ShownT) -> ShownT:
        """Remove this secret from what may be shown."""
        if not self._value:
            return shown
        if isinstance(shown, str):
            return shown.replace(self._value, BLOT)
        return shown.replace(self._value.encode(), BLOT.encode())

    def __repr__(self) -> str:
        return f"Secret({BLOT})"


def blot_fields(text: str, names: tuple[str, ...]) -> str:
    """Remove the values of secret JSON members from a body, well-formed or not."""
    for name in names:
        text = re.sub(rf'("{re.escape(name)}"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|[^,}}\]\s]+)', rf'\1"{BLOT}"', text)
    return text


def blot_headers(text: str) -> str:
    """Remove the values of credential headers from a log message, whoever wrote it."""
    return _HEADER_LINE.sub(rf"\1: {BLOT}", _HEADER_PAIR.sub(rf"\1'{BLOT}'", text))


class RedactingFilter(logging.Filter):
    """Rewrites log records so that they show no credential headers."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        clean = blot_headers(message)
        if clean != message:
            record.msg, record.args = clean, ()
        return True


_FILTER: Final = RedactingFilter()


def guard_http_logs() -> None:
    """Put the filter on the loggers of the HTTP stack, which write request and response headers at DEBUG."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_FILTER)


def guarded_logger(name: str) -> logging.Logger:
    """Give a logger that shows no credential headers."""
    logger = logging.getLogger(name)
    logger.addFilter(_FILTER)
    return logger
