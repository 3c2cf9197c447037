# Generated from specs/fourcasters/price-feed.schema.yaml by `nox -s regenerate`. Do not edit.
"""Messages of specs/fourcasters/price-feed.schema.yaml."""
