# Generated from specs/predictstreet/ by `nox -s regenerate`. Do not edit.
"""Bindings of predictstreet."""
