"""Any bytes under any name give documents or failures, never an exception."""

import gzip
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.sources import Document, Failure, read_stream

_BYTES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.lists(
        st.sampled_from(
            [
                b'{"id": 1, "text": "x"}',
                b"[",
                b"]",
                b"{",
                b",",
                b"\n",
                b'"',
                b"id,text\n",
                b"id\ttext\n",
                b"PAR1",
                b"<html>",
            ]
        ),
        max_size=8,
    ).map(b"".join),
)


@settings(max_examples=300, deadline=None)
@given(
    _BYTES, st.sampled_from(["", "x.txt", "x.html", "x.jsonl", "x.json", "x.csv", "x.tsv", "x.parquet"]), st.booleans()
)
def test_any_bytes_give_documents_or_failures(data: bytes, name: str, packed: bool) -> None:
    stream = io.BytesIO(gzip.compress(data) if packed else data)
    for item in read_stream(stream, name):
        assert isinstance(item, Document | Failure)
        if isinstance(item, Failure):
            assert "\n" not in str(item), item
        else:
            item.content.encode("utf-8")
