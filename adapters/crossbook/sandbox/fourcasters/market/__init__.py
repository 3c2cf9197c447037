"""The exchange itself: games, books, matching, money. Pure: no I/O, no clock, no randomness of its own."""
