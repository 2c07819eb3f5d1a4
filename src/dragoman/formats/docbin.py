"""Articles as spaCy's DocBin: statements, events and actors as span groups, for training and for looking at."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import UsageError
from dragoman.formats.documents import Document, documents
from dragoman.formats.export import Export

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SHARD = 1000
"""Articles of one file; a set that is larger goes on in FILE-2.spacy, FILE-3.spacy and so on."""


def write(export: Export, path: Path) -> int:
    """Write articles into a file, and further ones beside it where there are many; return how many articles.

    A span that does not end with a token is widened to whole tokens; ``user_data["offsets"]`` has the exact ones.

    Raises:
        UsageError: a file cannot be written.
    """
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    found = documents(export)
    count = number = 0
    while (batch := list(islice(found, SHARD))) or not number:
        number += 1
        shard = DocBin(store_user_data=True, docs=(_doc(nlp, document) for document in batch))
        target = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        try:
            target.write_bytes(shard.to_bytes())
        except OSError as error:
            raise UsageError(f"{target} cannot be written ({error.strerror}); name another file") from error
        count += len(batch)
    return count


def _doc(nlp: Language, document: Document) -> Doc:
    doc = nlp.make_doc(document.text)
    actors = [
        (mention.start, mention.end, actor.kind, actor.ref) for actor in document.actors for mention in actor.mentions
    ]
    said = [
        (start, end, statement.kind, name)
        for name, statement in document.statements
        for start, end in statement.content_spans
    ]
    told = [
        (start, end, event["type"], event["id"]) for event in document.events for (start, end), _ in event["mentions"]
    ]
    doc.user_data["article"] = document.id
    doc.user_data["offsets"] = {
        name: [(start, end, key) for start, end, _, key in spans]
        for name, spans in (("actors", actors), ("statements", said), ("events", told))
    }
    for group, spans in (("actors", actors), ("statements", said), ("events", told)):
        found = (
            doc.char_span(start, end, label=label, span_id=key, alignment_mode="expand")
            for start, end, label, key in sorted(spans)
        )
        doc.spans[group] = [span for span in found if span is not None]
    return doc
