"""How 4casters' interfaces show what the exchange holds. The documents' forms, nothing decided here."""
