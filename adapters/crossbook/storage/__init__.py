"""What crossbook keeps on disk. It knows no venue."""
