"""Several processes on one account share limits through a real Redis, against the sandbox with its limits on."""
