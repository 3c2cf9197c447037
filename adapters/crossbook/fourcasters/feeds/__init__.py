"""The feeds of 4casters, without a socket: messages in our words, and what follows from each. Pure."""
