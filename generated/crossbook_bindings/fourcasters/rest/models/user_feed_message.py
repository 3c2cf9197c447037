# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from crossbook_bindings.fourcasters.user_feed import models as user_feed

UserFeedMessage: TypeAlias = user_feed.UserEvent
"""One event of the caller's orders."""
