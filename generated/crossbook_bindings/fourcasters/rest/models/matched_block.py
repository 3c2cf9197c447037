# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from crossbook_bindings.fourcasters.user_feed import models as user_feed

MatchedBlock: TypeAlias = user_feed.MatchedBlock
"""A fill, from the caller's side."""
