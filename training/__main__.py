"""`python -m training`: check the corpus, train the classifier, write it into the package."""

from __future__ import annotations

import sys

from training.corpus import actions, load, near_duplicates, problems, raw_rows


def check() -> int:
    """Print every malformed row and every near-duplicate; return how many there are."""
    table = actions()
    found, texts, places = 0, [], []
    for place, row in raw_rows():
        for problem in problems(row, table):
            print(f"{place}: {problem}")
            found += 1
        texts.append(str(row.get("text")))
        places.append(place)
    for earlier, later in near_duplicates(texts):
        print(f"{places[later]}: nearly the same as {places[earlier]}")
        found += 1
    print(f"{len(texts)} rows, {found} problems")
    return found


def train() -> None:
    """Train on the whole corpus and write the model."""
    from training.export import export
    from training.fit import examples, fit_mean
    from training.reversals import reversed_rows

    rows = load()
    types = {name: cells["plover"] for name, cells in actions().items()}
    network = fit_mean(examples(rows + reversed_rows(rows, types)))
    path = export(network, len(rows))
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, from {len(rows)} rows")


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        sys.exit(1 if check() else 0)
    if sys.argv[1:]:
        sys.exit("usage: python -m training [check]")
    train()
