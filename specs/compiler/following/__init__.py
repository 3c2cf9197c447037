"""Follows the documents of a venue: reads its pages, holds them to the specs, says what changed, and writes what a machine can write."""
