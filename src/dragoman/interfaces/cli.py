"""The command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dragoman.reading.reader import Reader
from dragoman.sources import Document


def main() -> None:
    """Run the command line."""
    reader = Reader()
    for name in sys.argv[2:]:
        path = Path(name)
        if path.suffix == ".jsonl":
            for line in path.open(encoding="utf-8"):
                row = json.loads(line)
                date = row.get("published") or row.get("date") or row.get("dct")
                document = Document(content=row["text"], key=row["id"], title=row.get("title"), published=date)
                print(reader.read(document, verbatim=True).to_json().decode())
        else:
            document = Document(content=path.read_text(encoding="utf-8"), key=path.stem, published="2023-03-29")
            print(reader.read(document, verbatim=True).to_json().decode())
