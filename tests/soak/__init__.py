"""Ten minutes of the worst: venues that die, freeze and come back under a thousand commands, and clients that are killed."""
