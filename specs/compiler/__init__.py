"""Compiles the specs into the bindings. Run by nox; see `__main__` for the commands."""
