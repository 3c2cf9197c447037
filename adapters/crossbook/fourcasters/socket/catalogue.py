"""What the orders socket can be asked, method by method. Pure."""

from __future__ import annotations

from typing import Final

from crossbook.core.naming import Catalogue
from crossbook.fourcasters.catalogue import NAMING
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.socket import commands

SOCKET_CATALOGUE: Final = Catalogue(
    venue=VENUE,
    plans={
        "cancel_order": commands.cancel_order,
        "cancel_orders": commands.cancel_orders,
        "cancel_game_orders": commands.cancel_game,
        "cancel_all_orders": commands.cancel_everything,
        "place_orders": commands.place,
        "heartbeat": commands.heartbeat,
    },
    naming=NAMING,
)
