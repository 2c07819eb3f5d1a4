"""Dyads as a network, as GraphML and as GEXF: who dealt with whom, how often, by quad class."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

import msgspec

from dragoman.formats.codes import QUAD_CLASSES, codes
from dragoman.formats.export import Export
from dragoman.formats.pairs import Side, pairs

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

QUADS = tuple(name.replace(" ", "_") for name in QUAD_CLASSES)

NODE_FIELDS = (("label", "string"), ("kind", "string"), ("country", "string"))
EDGE_FIELDS = (
    *((name, "int") for name in QUADS),
    ("events", "int"),
    ("mean_score", "double"),
    ("first", "string"),
    ("last", "string"),
)
"""What an edge says: events of each quad class and in all, their mean PLOVER score, the first and the last day."""


class Dyad(msgspec.Struct):
    """What passed from one to another."""

    counts: list[int]
    score: float = 0.0
    first: str = ""
    last: str = ""

    def values(self) -> list[str]:
        """Return the values of `EDGE_FIELDS`."""
        events = sum(self.counts)
        return [*(str(count) for count in (*self.counts, events)), f"{self.score / events:.3f}", self.first, self.last]


Nodes = dict[str, tuple[str, str, str]]
Edges = dict[tuple[str, str], Dyad]


def network(export: Export) -> tuple[Nodes, Edges]:
    """Return the nodes (label, kind, country) and the edges of a network; it needs the memory of its edges."""
    nodes: Nodes = {}
    edges: Edges = {}
    for event in export.events():
        for actor, recipient in pairs(event):
            if actor is None or recipient is None:
                continue
            for side in (actor, recipient):
                nodes.setdefault(side.key, _node(side))
            dyad = edges.setdefault((actor.key, recipient.key), Dyad([0] * len(QUAD_CLASSES)))
            dyad.counts[QUAD_CLASSES.index(event["quad_class"])] += 1
            dyad.score += event["plover_score"]
            if day := event["day"]:
                dyad.first = min(dyad.first or day, day)
                dyad.last = max(dyad.last, day)
    return dict(sorted(nodes.items())), dict(sorted(edges.items()))


def write_graphml(export: Export, stream: BinaryIO) -> int:
    """Write a network as GraphML (Brandes et al. 2002); return how many edges."""
    nodes, edges = network(export)
    _put(stream, '<?xml version="1.0" encoding="UTF-8"?>')
    _put(stream, '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">')
    for of, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, kind in fields:
            _put(stream, f'  <key id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>')
    _put(stream, '  <graph edgedefault="directed">')
    for key, values in nodes.items():
        _put(stream, f"    <node id={quoteattr(_clean(key))}>{_data('node', NODE_FIELDS, values)}</node>")
    for (actor, recipient), dyad in edges.items():
        ends = f"source={quoteattr(_clean(actor))} target={quoteattr(_clean(recipient))}"
        _put(stream, f"    <edge {ends}>{_data('edge', EDGE_FIELDS, dyad.values())}</edge>")
    _put(stream, "  </graph>\n</graphml>")
    return len(edges)


def write_gexf(export: Export, stream: BinaryIO) -> int:
    """Write a network as GEXF 1.3; return how many edges."""
    nodes, edges = network(export)
    _put(stream, '<?xml version="1.0" encoding="UTF-8"?>')
    _put(stream, '<gexf xmlns="http://gexf.net/1.3" version="1.3">')
    _put(stream, '  <graph defaultedgetype="directed" mode="static">')
    for of, fields in (("node", NODE_FIELDS[1:]), ("edge", EDGE_FIELDS)):
        _put(stream, f'    <attributes class="{of}" mode="static">')
        for name, kind in fields:
            _put(stream, f'      <attribute id="{name}" title="{name}" type="{_gexf_type(kind)}"/>')
        _put(stream, "    </attributes>")
    _put(stream, "    <nodes>")
    for key, (label, *values) in nodes.items():
        told = _attvalues(NODE_FIELDS[1:], values)
        _put(stream, f"      <node id={quoteattr(_clean(key))} label={quoteattr(_clean(label))}>{told}</node>")
    _put(stream, "    </nodes>\n    <edges>")
    for number, ((actor, recipient), dyad) in enumerate(edges.items()):
        ends = f"source={quoteattr(_clean(actor))} target={quoteattr(_clean(recipient))}"
        told = _attvalues(EDGE_FIELDS, dyad.values())
        _put(stream, f'      <edge id="{number}" {ends} weight="{sum(dyad.counts)}">{told}</edge>')
    _put(stream, "    </edges>\n  </graph>\n</gexf>")
    return len(edges)


def _node(side: Side) -> tuple[str, str, str]:
    if side.country:
        return codes().name(side.country), "country", side.country
    return side.name, side.ref.partition("/")[0], ""


def _data(of: str, fields: Iterable[tuple[str, str]], values: Iterable[str]) -> str:
    told = zip(fields, values, strict=True)
    return "".join(f'<data key="{of}_{name}">{escape(_clean(value))}</data>' for (name, _), value in told)


def _attvalues(fields: Iterable[tuple[str, str]], values: Iterable[str]) -> str:
    told = zip(fields, values, strict=True)
    found = "".join(f'<attvalue for="{name}" value={quoteattr(_clean(value))}/>' for (name, _), value in told)
    return f"<attvalues>{found}</attvalues>"


def _gexf_type(kind: str) -> str:
    return "integer" if kind == "int" else kind


def _clean(value: str) -> str:
    """Return a text without the characters that XML 1.0 has no place for."""
    return _NO_XML.sub("", value)


def _put(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode("utf-8", "replace") + b"\n")
