"""Keys, typed data (EIP-712) and signatures. Of the extra `signing`, nothing is imported before it is used."""
