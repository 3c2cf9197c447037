# Generated from specs/predictstreet/user-socket.schema.yaml by `nox -s regenerate`. Do not edit.
"""Messages of specs/predictstreet/user-socket.schema.yaml."""
