"""`crossbook demo`: orders are cancelled on both venues, in every way there is, over real connections to the sandbox.

`rows` and `tally` think, `tables` shows, and the rest acts: one module for each way to reach a venue.
"""
