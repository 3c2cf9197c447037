"""HTTP/1.1 without a socket and without a clock: bytes in, bytes out, and what they prove. Pure."""
