"""Both venues, as tapes need them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from crossbook.core.tapes import Tapes
from crossbook.fourcasters.taped import TAPES as FOURCASTERS
from crossbook.predictstreet.taped import TAPES as PREDICTSTREET

VENUES: Final[Mapping[str, Tapes]] = {"fourcasters": FOURCASTERS, "predictstreet": PREDICTSTREET}
