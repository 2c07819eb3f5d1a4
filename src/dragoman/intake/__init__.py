"""Intake: articles from their sources into a library, resumed where it was stopped."""

from dragoman.intake.add import add

__all__ = ["add"]
