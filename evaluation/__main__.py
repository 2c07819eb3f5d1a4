"""Run measures and write ``docs/benchmarks.md``: ``python -m evaluation [MEASURE ...] [--shared DIR]``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from evaluation.bench import Bench, NotThereError
from evaluation.measures import MEASURES
from evaluation.report import Report

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the measures named, or all; figures of the others are kept as they were."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"which: {' '.join(MEASURES)}; all when none")
    parser.add_argument(
        "--shared",
        type=Path,
        default=Path(os.environ.get("DRAGOMAN_BENCH", ROOT.parent / "shared")),
        help="the folder with bench/, seed/ and corpus/ (or DRAGOMAN_BENCH; default: ../shared beside the clone)",
    )
    parser.add_argument("--keep", type=Path, help="a folder for what was read and predicted; else thrown away")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.measures if name not in MEASURES]
    if unknown:
        parser.error(f"no measure {', '.join(unknown)}; there are {' '.join(MEASURES)}")
    if not (arguments.shared / "bench").is_dir():
        print(
            f"no measuring sets at {arguments.shared}; say where they are with --shared DIR or DRAGOMAN_BENCH",
            file=sys.stderr,
        )
        return 2
    report = Report(ROOT / "docs")
    with tempfile.TemporaryDirectory() as scratch:
        work = arguments.keep or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        for name in arguments.measures or MEASURES:
            measure = MEASURES[name]
            print(f"{name}: {measure.title}", file=sys.stderr)
            bench = Bench(arguments.shared, work, ROOT)
            try:
                figures = measure.run(bench)
            except NotThereError as missing:
                print(f"  not measured: {missing}", file=sys.stderr)
                continue
            report.keep(name, figures, bench.commands)
            for figure in figures:
                print(f"  {figure.name}: {figure.value}", file=sys.stderr)
    report.write()
    print(report.table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
