# Generated from specs/predictstreet/market-socket.schema.yaml by `nox -s regenerate`. Do not edit.
"""Messages of specs/predictstreet/market-socket.schema.yaml."""
