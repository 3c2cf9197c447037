"""Holds two documents against each other: our spec and the venue's, or two versions of one."""
