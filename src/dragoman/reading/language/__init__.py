"""Sentences and their one parse, shared by every room above."""

from dragoman.reading.language.parser import Parser
from dragoman.reading.language.sentences import ParsedArticle, Sentence, split_sentences

__all__ = ["ParsedArticle", "Parser", "Sentence", "split_sentences"]
