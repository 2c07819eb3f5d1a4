"""Many processes over sources and reading."""
