"""Measures of accuracy, speed and memory, and the published table of them: ``python -m evaluation``."""
