"""Train the network on the written corpus, with a fixed seed."""

from __future__ import annotations

import copy
import math
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.corpus import Row, actions
from training.encoder import ActionEncoder, marks, tokenizer

SEED = 20261125
EPOCHS = 4
SHUFFLES = (None, 7, 8)
"""The seeds of the orders of examples in the networks that are averaged."""
PROCESSES = 2
BATCH = 32
RATE = 1.2e-4
"""Peak learning rate of the encoder; five times as fast for the heads. A usual value, not tuned."""


@dataclass(frozen=True, slots=True)
class Example:
    """A marked sentence, the actions that would be right (several where only a coarser label is known)."""

    text: str
    right: tuple[int, ...]
    passes: bool


def labels() -> list[str]:
    """Return the actions that the network tells apart, in the order of the table."""
    return [name for name in actions() if name != "none"]


def examples(rows: Sequence[Row]) -> list[Example]:
    """Turn corpus rows into training examples."""
    index = {name: number for number, name in enumerate(labels())}
    return [Example(row.text, tuple(index[name] for name in row.right), bool(row.right)) for row in rows]


def _varied(text: str, chance: random.Random, drop_recipient: float) -> str:
    if chance.random() < drop_recipient:
        text = text.replace("<r>", "").replace("</r>", "")
    return text


def fit(
    rows: Sequence[Example],
    *,
    epochs: int = EPOCHS,
    seed: int = SEED,
    shuffle: int | None = None,
    rate: float = RATE,
    start: ActionEncoder | None = None,
    quiet: bool = False,
) -> ActionEncoder:
    """Return a network trained on the examples; the same examples and seeds give the same network.

    ``seed`` sets how the heads begin, ``shuffle`` (else ``seed``) the order of the examples and what is dropped.
    With ``start`` a copy of that network is trained further.
    """
    torch.manual_seed(seed)
    # one thread: the same sums in the same order on any machine, and no waiting of threads for one another
    torch.set_num_threads(1)
    chance = random.Random(seed if shuffle is None else shuffle)
    pieces = tokenizer()
    network = copy.deepcopy(start) if start is not None else ActionEncoder(len(labels()), marks(pieces))
    if shuffle is not None:
        torch.manual_seed(shuffle)
    optimisers = _optimisers(network, rate)
    steps = epochs * math.ceil(len(rows) / BATCH)
    warm = max(1, steps // 10)
    schedules = [
        torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda step: step / warm if step < warm else max(0.0, (steps - step) / (steps - warm))
        )
        for optimiser in optimisers
    ]
    dense = [p for p in network.parameters() if p is not network.words()]
    order = list(range(len(rows)))
    for epoch in range(epochs):
        chance.shuffle(order)
        # rows of like length share a batch: less padding, twice the speed
        lumps = [order[i : i + 50 * BATCH] for i in range(0, len(order), 50 * BATCH)]
        ordered = [number for lump in lumps for number in sorted(lump, key=lambda n: len(rows[n].text))]
        batches = [ordered[i : i + BATCH] for i in range(0, len(ordered), BATCH)]
        chance.shuffle(batches)
        network.train()
        total = 0.0
        for batch in batches:
            chosen = [rows[number] for number in batch]
            ids, mask = encode(pieces, [_varied(row.text, chance, 0.05) for row in chosen])
            # half the bits: three times the speed on a processor that knows the type, and no loss of accuracy seen
            with torch.autocast("cpu", dtype=torch.bfloat16):
                action, passes = network(ids, mask)
            loss = _loss((action.float(), passes.float()), chosen)
            for optimiser in optimisers:
                optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(dense, 1.0)
            for optimiser, schedule in zip(optimisers, schedules, strict=True):
                optimiser.step()
                schedule.step()
            total += loss.item()
        if not quiet:
            print(f"epoch {epoch + 1} of {epochs}: loss {total / len(batches):.4f}", flush=True)
    network.eval()
    return network


def fit_mean(rows: Sequence[Example]) -> ActionEncoder:
    """Return the mean of networks that were trained on the examples in several orders, each in a process of its own.

    The networks begin alike, so their weights can be averaged (Wortsman et al. 2022, "Model soups"): the mean errs less
    than any of them, at the price of one.
    """
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        states = list(pool.map(_weights, [rows] * len(SHUFFLES), SHUFFLES))
    network = ActionEncoder(len(labels()), marks(tokenizer()))
    network.load_state_dict({name: torch.from_numpy(_mean([state[name] for state in states])) for name in states[0]})
    network.eval()
    return network


def _weights(rows: Sequence[Example], shuffle: int | None) -> dict[str, NDArray[np.float32]]:
    return {name: weights.numpy() for name, weights in fit(rows, shuffle=shuffle).state_dict().items()}


def _mean(weights: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = np.mean(weights, axis=0, dtype=weights[0].dtype)
    return mean


def _optimisers(network: ActionEncoder, rate: float) -> list[torch.optim.Optimizer]:
    """Return AdamW for the layers and heads, and a sparse Adam for the word pieces, of which a batch meets few."""
    words = network.words()
    encoder = [p for p in network.bert.parameters() if p is not words]
    inside = {id(p) for p in network.bert.parameters()}
    heads = [p for p in network.parameters() if id(p) not in inside]
    layers = torch.optim.AdamW([{"params": encoder, "lr": rate}, {"params": heads, "lr": 5 * rate}], weight_decay=0.01)
    return [layers, torch.optim.SparseAdam([words], lr=rate)]


def encode(pieces: Tokenizer, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
    """Return word-piece ids and mask of a batch of texts."""
    coded = pieces.encode_batch(list(texts))
    return torch.tensor([c.ids for c in coded]), torch.tensor([c.attention_mask for c in coded])


def _loss(logits: tuple[Tensor, Tensor], rows: Sequence[Example]) -> Tensor:
    action, passes = logits
    allowed = torch.zeros_like(action, dtype=torch.bool)
    for number, row in enumerate(rows):
        allowed[number, list(row.right)] = True
    known = torch.tensor([bool(row.right) for row in rows])
    loss = torch.zeros(())
    if known.any():
        scores = functional.log_softmax(action[known], dim=-1)
        inside = torch.logsumexp(scores.masked_fill(~allowed[known], -1e9), dim=-1)
        smooth = -scores.mean(dim=-1)
        loss = loss - 0.95 * inside.mean() + 0.05 * smooth.mean()
    target = torch.tensor([float(row.passes) for row in rows])
    return loss + 0.5 * functional.binary_cross_entropy_with_logits(passes, target)


@torch.no_grad()
def predict(network: ActionEncoder, texts: Sequence[str], batch: int = 64) -> tuple[Tensor, Tensor]:
    """Return the probabilities of the actions ``(n, actions)`` and of anything passing ``(n,)``."""
    pieces = tokenizer()
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    outputs: list[tuple[Tensor, Tensor]] = []
    for at in range(0, len(order), batch):
        action, passes = network(*encode(pieces, [texts[number] for number in order[at : at + batch]]))
        outputs.append((action.softmax(-1), passes.sigmoid()))
    back = torch.tensor(sorted(range(len(order)), key=lambda place: order[place]))
    return torch.cat([action for action, _ in outputs])[back], torch.cat([passes for _, passes in outputs])[back]
