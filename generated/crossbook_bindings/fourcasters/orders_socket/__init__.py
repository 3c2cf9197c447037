# Generated from specs/fourcasters/orders-socket.schema.yaml by `nox -s regenerate`. Do not edit.
"""Messages of specs/fourcasters/orders-socket.schema.yaml."""
