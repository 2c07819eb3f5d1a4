"""Document to article: its text, parts, identity and date, and the refusal of what is no English prose."""

from dragoman.reading.article.reader import ArticleReader

__all__ = ["ArticleReader"]
