"""Event stages that a Reader can use in the place of its own; each is an entry point of ``dragoman.extractors``."""
