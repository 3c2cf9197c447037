"""Rules for spec files: each has a name, and `linting` runs them all."""
