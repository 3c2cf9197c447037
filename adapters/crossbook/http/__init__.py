"""Runs plans over HTTP: the only place that knows the HTTP library."""
