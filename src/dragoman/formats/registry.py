"""The formats that can be written, by name."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import msgspec

from dragoman.errors import UsageError
from dragoman.questions.query import Query


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One format.

    ``writer`` is ``module:function``, loaded when it is used. ``counted``: it has no word for what is only planned,
    possible or denied, so that it gets what counts unless the query says otherwise. ``into_file``: it cannot go to
    standard output. ``words``: it is nothing without the text.
    """

    writer: str
    what: str
    counted: bool = False
    into_file: bool = False
    words: bool = False

    def load(self) -> Any:
        """Return the function that writes it."""
        module, _, name = self.writer.partition(":")
        return getattr(import_module(f"dragoman.formats.{module}"), name)

    def query(self, asked: Query) -> Query:
        """Return the query as this format can hold its answer."""
        if not self.counted or asked.modality:
            return asked
        return msgspec.structs.replace(asked, modality=("actual",), outermost=True)


FORMATS: dict[str, Format] = {
    "plover": Format(writer="plover:write", what="PLOVER records, JSON Lines", counted=True),
    "gdelt": Format(writer="gdelt:write", what="GDELT 2.0 event table", counted=True),
    "icews": Format(writer="icews:write", what="ICEWS event table", counted=True),
    "polecat": Format(writer="polecat:write", what="POLECAT event table", counted=True),
    "csv": Format(writer="tidy:write_csv", what="tidy table with codebook and citation, CSV"),
    "spreadsheet": Format(writer="tidy:write_spreadsheet", what="the same, for spreadsheet programs, CSV"),
    "parquet": Format(writer="tidy:write_parquet", what="the same, Parquet", into_file=True),
    "graphml": Format(writer="graphs:write_graphml", what="network of dyads, GraphML", counted=True),
    "gexf": Format(writer="graphs:write_gexf", what="network of dyads, GEXF", counted=True),
    "geojson": Format(writer="geojson:write", what="events with places, GeoJSON"),
    "annotations": Format(writer="annotations:write", what="W3C web annotations, JSON-LD", words=True),
    "followthemoney": Format(writer="followthemoney:write", what="FollowTheMoney entities, JSON Lines", counted=True),
    "docbin": Format(writer="docbin:write", what="spaCy DocBin", into_file=True, words=True),
    "labelstudio": Format(writer="labelstudio:write", what="Label Studio tasks, JSON", words=True),
}
"""Everything that can be exported."""

TABLES = ("csv", "spreadsheet", "parquet")
"""Formats that a codebook and a citation go with."""

PATHS = ("docbin",)
"""Formats whose writer takes a path, because they may need several files."""


def format_of(name: str) -> Format:
    """Return a format by its name; raises UsageError when there is none."""
    if name not in FORMATS:
        raise UsageError(f"no format '{name}'; there are {', '.join(FORMATS)}")
    return FORMATS[name]
