"""Makes the classifier from the written corpus: `make train`. Needs the extras in `dragoman[train]`."""
