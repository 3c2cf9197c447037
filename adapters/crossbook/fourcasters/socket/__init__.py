"""The orders socket without a socket: commands, envelopes, and the protocol object. Pure."""
