# Generated from specs/fourcasters/ by `nox -s regenerate`. Do not edit.
"""Bindings of fourcasters."""
