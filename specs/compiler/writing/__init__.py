"""Writes bindings, tables and pages from the specs."""
