# Generated from specs/fourcasters/user-feed.schema.yaml by `nox -s regenerate`. Do not edit.
"""Messages of specs/fourcasters/user-feed.schema.yaml."""
