# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from typing import Literal, TypeAlias

ErrorType: TypeAlias = Literal["rejected_liability", "rejected_order_type_rules", "system_error", "validation_error"]
"""Class of a failed order."""
