"""Orders at 4casters: cancelling, placing, reading them. Pure."""
