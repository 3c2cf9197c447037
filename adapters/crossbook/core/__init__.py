"""Pure machinery: knows no venue, does no I/O, reads no clock."""
