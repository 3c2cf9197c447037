"""Moved: `crossbook.drift`."""

message = "crossbook.unknown has moved: import unknown_fields from crossbook.drift"
raise ImportError(message)
