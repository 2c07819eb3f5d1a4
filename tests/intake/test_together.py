"""Several processes add to one library at once while people correct it: nothing is lost, doubled or half written."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

from sqlalchemy import distinct, func, select

import dragoman
from dragoman.library import Library
from dragoman.library.schema import articles, dyads, events, happenings, judgements, parties, readings

ADDERS, EACH = 4, 8
"""Processes, and articles that each adds; the first half are the same for all."""

NAMES = ("Kenya", "Indonesia", "France", "Ghana", "Norway", "Chile", "Peru", "Nepal")

ADD = """
import sys
import dragoman
with dragoman.Library(sys.argv[1], create=True) as library:
    added = dragoman.add(library, sys.argv[2])
assert not added.failed, added.failed
"""


def text(number: int) -> str:
    one, other = NAMES[number % 8], NAMES[(number + 3) % 8]
    return f"{one} condemned {other} in report number {number} on Wednesday. {other} thanked {one} for its help."


def test_four_add_at_once_while_one_corrects(tmp_path: Path) -> None:
    address = str(tmp_path / "library.db")
    adders = []
    for adder in range(ADDERS):
        path = tmp_path / f"{adder}.jsonl"
        numbers = [*range(EACH // 2), *range(100 * (adder + 1), 100 * (adder + 1) + EACH // 2)]
        path.write_text("\n".join(json.dumps({"text": text(one), "date": "2023-03-29"}) for one in numbers))
        adders.append(subprocess.Popen([sys.executable, "-c", ADD, address, str(path)]))
    judged = 0
    chance = random.Random(1)
    with Library(address, create=True) as library:
        while any(adder.poll() is None for adder in adders) or judged < 3:
            for event in dragoman.unreviewed(library, limit=3):
                dragoman.judge(library, chance.choice(("confirm", "reject")), event["id"], who="ann")
                judged += 1
        assert [adder.returncode for adder in adders] == [0] * ADDERS
        assert {run.status for run in library.runs()} == {"done"}
        whole = EACH // 2 + ADDERS * EACH // 2

        def count(what: object) -> int:
            with library.reading() as connection:
                return int(connection.execute(select(what)).scalar_one())  # type: ignore[call-overload]

        assert count(func.count(articles.c.seq)) == count(func.count(distinct(articles.c.id))) == whole
        with library.reading() as connection:
            asked = select(func.count()).select_from(readings).where(readings.c.current)
            assert connection.execute(asked).scalar_one() == whole
            for child, parent in ((parties, events), (dyads, events)):
                lost = select(child.c.event).where(child.c.event.not_in(select(parent.c.seq)))
                assert connection.execute(lost).first() is None
            empty = select(happenings.c.id).where(happenings.c.seq.not_in(select(func.coalesce(events.c.happening, 0))))
            assert connection.execute(empty).first() is None
            said = connection.execute(select(events.c.verdict).where(events.c.verdict.is_not(None))).scalars().all()
        assert count(func.count(judgements.c.seq)) == judged == len(said), "what people said stands"
