"""Keeps secrets out of everything that is shown: reprs, messages, evidence, and log records."""

from __future__ import annotations

import logging
import re
import threading
from contextlib import suppress
from typing import Final, NoReturn
from weakref import WeakSet, ref

import msgspec

from crossbook.core.instances import is_a

BLOT: Final = "***"

_HIDDEN_HEADERS: Final = r"authorization|x-auth-token|x-api-key|set-cookie|cookie|proxy-authorization"
# websockets logs them as lines.
_HEADER_LINE: Final = re.compile(rf"\b({_HIDDEN_HEADERS}): .*", re.IGNORECASE)

_HEADER_VALUE: Final = re.compile(r"[!-~]+")

_ESCAPES: Final = {"\n": r"\\+n", "\r": r"\\+r", "\t": r"\\+t", "\b": r"\\+b", "\f": r"\\+f", " ": r"\+"}

_SHORT: Final = 8
"""Characters. A secret of fewer stands in other words by chance: "t" is in "bet". It is removed where it stands by itself, so that what
is shown stays what was said."""
_ALONE: Final = (
    r"(?:(?<![0-9A-Za-z])|(?<=\\[nrtbf])|(?<=\\u[0-9a-fA-F]{4})|(?<=\\x[0-9a-fA-F]{2})|(?<=%[0-9a-fA-F]{2}))",
    r"(?![0-9A-Za-z])",
)
"""What is before it, an escaped character perhaps, and what is behind it."""

_LOCK: Final = threading.Lock()
_LIVE: Final[WeakSet[Secret]] = WeakSet()
"""Every secret in use, so that logs show none of them, whoever writes it there: a venue may send one back in any header."""
_WRITTEN: Final[dict[ref[object], bytes]] = {}
"""The same, each as it stands within a text of JSON, as long as it is in use. Read without a lock, by what writes many lines."""


class Secret:
    """A value that shows itself only when asked to."""

    __slots__ = ("__weakref__", "_escaped", "_value")

    def __init__(self, value: str) -> None:
        self._value = value
        self._escaped: re.Pattern[str] | None = None
        if is_a(value, str) and len(value) >= _SHORT:
            with suppress(UnicodeEncodeError):
                # Whoever drops the last reference runs no code of ours: an interrupt in that would be lost.
                _WRITTEN[ref[object](self, _WRITTEN.pop)] = msgspec.json.encode(value)[1:-1]
        with _LOCK:
            _LIVE.add(self)

    def reveal(self) -> str:
        """Give the value, to be written on the wire and nowhere else."""
        return self._value

    @property
    def fits_a_header(self) -> bool:
        """Whether it is text of visible ASCII characters, as a header needs; callers are not always typed."""
        return is_a(self._value, str) and _HEADER_VALUE.fullmatch(self._value) is not None

    def matches(self, pattern: re.Pattern[str]) -> bool:
        """Say whether the whole value has a form, without showing it."""
        return is_a(self._value, str) and pattern.fullmatch(self._value) is not None

    def blot(self, text: str) -> str:
        """Remove this secret from a text that may be shown, also where it stands there escaped as in JSON, a URL or a repr.

        One of fewer than eight characters is removed where it stands by itself: elsewhere it would be torn out of other words.
        """
        if not is_a(self._value, str) or not self._value:
            return text
        is_short = len(self._value) < _SHORT
        # A plus stands for a space alone.
        if not is_short and "\\" not in text and "%" not in text and ("+" not in text or " " not in self._value):
            return text.replace(self._value, BLOT)
        if self._escaped is None:
            before, behind = _ALONE if is_short else ("", "")
            self._escaped = re.compile(f"{before}{''.join(map(_however_written, self._value))}{behind}")
        return self._escaped.sub(BLOT, text)

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: object) -> Secret:
        return self

    def __reduce__(self) -> NoReturn:
        message = "a secret is not pickled: that would write it down in clear"
        raise TypeError(message)

    def __repr__(self) -> str:
        return f"Secret({BLOT})"


def _however_written(character: str) -> str:
    """Give a pattern for one character of a secret, however it may have been escaped: the longest form first."""
    code, literal = ord(character), re.escape(character)
    units, octets = character.encode("utf-16-be", "surrogatepass"), character.encode("utf-8", "surrogatepass")
    forms = (
        "".join(rf"\\+u(?i:{units[at : at + 2].hex()})" for at in range(0, len(units), 2)),  # JSON
        "".join(f"%(?i:{octet:02x})" for octet in octets),  # a URL
        "".join(rf"\\+x(?i:{octet:02x})" for octet in octets),  # the repr of bytes
        rf"\\+x(?i:{code:02x})" if code <= 0xFF else rf"\\+U(?i:{code:08x})",  # the repr of a text  # noqa: PLR2004
        _ESCAPES.get(character, ""),
        rf"\\+{literal}",
        literal,
    )
    return f"(?:{'|'.join(filter(None, forms))})"


def blot_fields(text: str, names: tuple[str, ...]) -> str:
    """Remove the values of secret JSON members from a body, well-formed or not, and however their names are escaped."""
    for name in names:
        written = re.escape(name)
        if "\\" in text:
            written = "".join(rf"(?:{re.escape(letter)}|\\u(?i:{ord(letter):04x}))" for letter in name)
        text = re.sub(rf'("{written}"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|[^,}}\]\s]+)', rf'\1"{BLOT}"', text)
    return text


def blot_headers(text: str) -> str:
    """Remove the values of credential headers from a log message, whoever wrote it."""
    return _HEADER_LINE.sub(rf"\1: {BLOT}", text)


def blot_all(text: str) -> str:
    """Remove every secret in use from a text."""
    with _LOCK:
        secrets = tuple(_LIVE)
    for secret in secrets:
        text = secret.blot(text)
    return text


def blot_written(line: bytes) -> bytes:
    """Remove every secret in use from a line of JSON whose texts were cleaned before: a second net, and a quick one.

    What is written here has a secret as JSON writes it, so that is looked for, and no other form.
    """
    for written in _written():
        if written in line:
            line = line.replace(written, BLOT.encode())
    return line


def _written() -> tuple[bytes, ...]:
    # No lock is held here, for an interrupt could leave it so. Another thread, or the garbage collector, may add and take away meanwhile.
    while True:
        try:
            return tuple(_WRITTEN.values())
        except RuntimeError:
            continue


class RedactingFilter(logging.Filter):
    """Rewrites log records so that they show no credential headers, and no secret in use anywhere else."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        clean = blot_all(blot_headers(message))
        if clean != message:
            record.msg, record.args = clean, ()
        return True


_FILTER: Final = RedactingFilter()

# A program that set up no logging must not find our records on its standard error.
logging.getLogger("crossbook").addHandler(logging.NullHandler())


def guarded_logger(name: str, *filters: logging.Filter) -> logging.Logger:
    """Give a logger that shows no secrets, and passes its records through `filters` first."""
    logger = logging.getLogger(name)
    for each in (*filters, _FILTER):
        logger.addFilter(each)
    return logger
