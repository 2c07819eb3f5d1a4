"""Reading from Python, and the public names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from program import ARTICLE

import dragoman


def test_the_public_names_are_exactly_these() -> None:
    assert sorted(dragoman.__all__) == [
        "Actor", "ActorMention", "Added", "Article", "Comparison", "Document", "DragomanError", "Event",
        "EventMention", "EventTime", "Exported", "Failure", "Judgement", "KnowledgeError", "Library",
        "LibraryError", "PanelQuery", "Part", "Period", "Place", "PlaceMention", "Query", "Reader", "Record",
        "RefusedArticleError", "Relation", "Run", "SCHEMA", "SourceError", "SourceOptions", "Span", "Stance",
        "Statement", "Time", "UsageError", "Value", "__version__", "add", "compare", "documents", "export",
        "find_actors", "find_articles", "find_events", "find_relations", "find_statements", "gold_rows",
        "happenings", "import_events", "judge", "judgements", "load", "panel", "read", "registry", "stories",
        "take_back", "timeline", "training_rows", "unreviewed", "write_panel",
    ]  # fmt: skip
    assert all(hasattr(dragoman, name) for name in dragoman.__all__)
    assert dir(dragoman) == sorted(dragoman.__all__)


def test_importing_the_package_does_not_load_the_parser() -> None:
    code = "import dragoman, sys; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_text_is_read_as_text() -> None:
    record = dragoman.read(ARTICLE, published="March 29, 2023", publisher="The Courier", key="k1")
    assert record.article.published == "2023-03-29"
    assert (record.article.publisher, record.article.key) == ("The Courier", "k1")
    assert record.reader == f"dragoman {dragoman.__version__}"


def test_a_path_and_the_name_of_a_file_are_read_as_files(tmp_path: Path) -> None:
    path = tmp_path / "an article.txt"
    path.write_text(ARTICLE)
    assert dragoman.read(path) == dragoman.read(str(path))
    assert dragoman.read(path).article.key == "an article"


@pytest.mark.parametrize("name", ["nowhere.txt", Path("no where.txt")])
def test_a_path_to_nothing_is_no_text(name: str | Path) -> None:
    with pytest.raises(dragoman.SourceError, match="no such file"):
        dragoman.read(name)


def test_a_folder_or_a_table_is_no_single_article(tmp_path: Path) -> None:
    with pytest.raises(dragoman.UsageError, match="folder"):
        dragoman.read(tmp_path)
    table = tmp_path / "news.jsonl"
    table.write_text('{"text": "One text."}\n{"text": "Another text."}\n')
    with pytest.raises(dragoman.UsageError, match="several"):
        dragoman.read(table)


def test_a_date_that_is_none() -> None:
    with pytest.raises(dragoman.UsageError, match="2023-03-29"):
        dragoman.read(ARTICLE, published="soon")


@pytest.mark.parametrize("text", ["", " \n ", "\0", "😀" * 50])
def test_what_is_no_article_is_refused(text: str) -> None:
    with pytest.raises(dragoman.DragomanError) as caught:
        dragoman.read(text)
    assert "\n" not in str(caught.value)


def test_lone_surrogates_are_replaced_one_by_one_so_that_a_record_can_be_written() -> None:
    record = dragoman.read(ARTICLE.replace("Jakarta", "Jak\ud800rta"), verbatim=True)
    assert record.article.text == ARTICLE.replace("Jakarta", "Jak\ufffdrta")
    assert b"Jak" in record.to_json()


def test_a_reader_is_made_once_and_used_again() -> None:
    reader = dragoman.Reader()
    first = dragoman.read(ARTICLE, reader=reader)
    assert reader.read(dragoman.Document(content=ARTICLE)) == first


def test_every_error_is_a_dragoman_error() -> None:
    for name in ("UsageError", "SourceError", "RefusedArticleError", "KnowledgeError"):
        assert issubclass(getattr(dragoman, name), dragoman.DragomanError), name
