"""Both venues, with everything that a program needs there before anybody can ask for it: a sandbox in a process of its own."""

from __future__ import annotations

import json
import signal
import sys
from decimal import Decimal
from typing import Final

from crossbook.sandbox import Sandbox

TOKEN: Final = "soak-token"
API_KEY: Final = f"ps_test_{'5' * 16}_soak"
MARKET: Final = "SOAK-BIN-1"
TOKENS: Final = ("1001", "1002")
"""Of the market's outcomes, in each of the venue's lives."""
OTHER: Final = "other"
"""Who trades with the account under test."""
_RICH: Final = Decimal(10**9)


def main() -> None:
    """Run on two ports until Ctrl-C; print where everything is, as one line of JSON."""
    # A handler of one's own: what is started in the background may have been told to ignore it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    venues = Sandbox(int(sys.argv[1]), int(sys.argv[2]), faults_must_fire=False, fourcasters_token=TOKEN, predictstreet_api_key=API_KEY)
    bets, tokens = venues.fourcasters, venues.predictstreet
    bets.trader().set_balance(_RICH)
    bets.trader(OTHER, balance=_RICH)
    tokens.trader().set_usdc(_RICH)
    tokens.add_market(MARKET, token_ids=TOKENS)
    try:
        with venues:
            own = tokens.trader()
            facts = {
                "fourcasters": {"url": bets.url, "orders_socket_url": bets.orders_socket_url, "streaming_url": bets.streaming_url},
                "predictstreet": {
                    "url": tokens.url,
                    "websocket_url": tokens.socket_url,
                    "rpc_url": tokens.rpc_url,
                    "chain_id": tokens.chain_id,
                    "contracts": {"exchange": tokens.contracts.exchange, "neg_risk_exchange": tokens.contracts.neg_risk_exchange},
                    "wallet": own.wallet,
                    "vault": own.vault,
                    "private_key": own.private_key,
                },
            }
            sys.stdout.write(json.dumps(facts) + "\n")
            sys.stdout.flush()
            while True:
                signal.pause()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
