# Generated from specs/ by `nox -s regenerate`. Do not edit.
"""Typed bindings of the venues, compiled from specs/."""
