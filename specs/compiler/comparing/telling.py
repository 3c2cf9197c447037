"""Says what a change of prose is. Where a unit, a figure, a limit, a duty or a form changes, a program that was right may be wrong.

Prose is not understood here: the words that decide are counted on both sides, and where the counts differ, a person has to look.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

UNITS: Final = re.compile(
    r"USD at risk|USD to win|American odds|decimal odds|fractional odds|implied probability|in points|USDC per outcome token|outcome tokens"
    r"|base units|basis points|\bbps\b|\bper (?:second|minute|hour|day)\b|(?<=\d)ms\b|%"
    r"|\b(?:USDC?|EUR|GBP|dollars|cents?|percent|wei|gwei|microseconds|milliseconds|millis|seconds|minutes|hours|days|UTC)\b"
)
"""Words that name a unit. Where they change, a number means something else."""
FIGURES: Final = re.compile(r"(?<![\w.-])\d+(?:[.,]\d+)*(?![\w-])")
"""Figures in prose: limits, delays, amounts. Not those of names, versions and dates."""
_FORMS: Final = re.compile(
    r"\bISO[- ]?8601\b|\bRFC[- ]?\d+|\b(?:unix|epoch|local time|milliseconds since|seconds since)\b|\b[YMDHS]{2,4}(?:[-/.:T][YMDHS]{2,4})+"
    r"|\b(?:lower|upper)[- ]?case|\bcase[- ](?:in)?sensitive|\bhex(?:adecimal)?\b|\bbase64(?:url)?\b|\bchecksum(?:med)?\b|\bUUIDs?\b"
    r"|\b(?:url|form)[- ]encoded\b|\bcomma[- ]separated\b"
    r"|\bas (?:a |an )?(?:string|number|integer|boolean|list|array|object|text)\b",
    re.IGNORECASE,
)
_RULES: Final = re.compile(
    r"[<>]=?|[≤≥]|\bat (?:least|most)\b|\bup to\b|\b(?:no |not )?(?:more|less|fewer|greater|higher|lower|later|earlier) than\b"
    r"|\b(?:below|above|within|before|after|until|exceeds?|minimum|maximum|min|max|inclusive|exclusive|ascending|descending|newest|oldest)\b"
    r"|\b(?:may|might|could|should|some|partial(?:ly)?|possibly|likely)\b"
    r"|\b(?:positive|negative|absolute|rounded|truncated|case)\b"
    r"|\b(?:must|cannot|may not|never|always|only|not|no longer|without|unless|except|exactly)\b|n't\b"
    r"|\b(?:required|optional|mandatory|ignored|rejected|refused|accepted|deprecated|removed|replaced|instead|omitted|null|empty)\b"
    r"|\bdefaults?(?:(?: (?:to|is|of|value))+ [\w`-]+)?|\bper \w+|\btype `[^`]+`"
    r"|\b(?:nothing|nobody|unknown|retry|retried|again|resend|resent)\b"
    r"|\b(?:unique|idempotent|immutable|signed|unsigned|encrypted|atomic(?:ally)?)\b",
    re.IGNORECASE,
)
_DUTIES: Final = re.compile(
    r"\b(?:must|no longer|deprecated|required|mandatory|breaking|removed|rejected|refused|renamed|sunset|cannot|never)\b", re.IGNORECASE
)
_CODE: Final = re.compile(r"`[^`\n]+`")


def kind_of(old: str, new: str) -> str:
    """Say what a change of prose is: the gravest thing that differs, or that only its words do."""
    if _found(UNITS, old).keys() != _found(UNITS, new).keys():
        return "unit changed"
    if _found(_FORMS, old).keys() != _found(_FORMS, new).keys():
        return "form changed"
    if _found(FIGURES, old) != _found(FIGURES, new):
        return "figure changed"
    was, becomes = _found(_CODE, old), _found(_CODE, new)
    # What is only named besides, or no longer, is told as a value, a field or a message.
    if _found(_RULES, old) != _found(_RULES, new) or (was - becomes and becomes - was):
        return "rule changed"
    return "words changed"


def lays_down(words: str) -> bool:
    """Whether prose that is new, or gone, tells of a duty or of something that went."""
    return _DUTIES.search(words) is not None or UNITS.search(words) is not None


def _found(pattern: re.Pattern[str], words: str) -> Counter[str]:
    return Counter(" ".join(found.casefold().split()) for found in pattern.findall(words))
