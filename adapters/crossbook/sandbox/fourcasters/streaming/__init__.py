"""The feeds of 4casters: the user feed, and the price feed."""
