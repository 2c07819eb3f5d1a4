"""Networks and maps are what other programs read."""

from __future__ import annotations

import io
import json
from pathlib import Path

import networkx
import pytest
from made_events import actor, event, exported, fill, record

from dragoman.library import Library


def graph(library: Library, form: str) -> networkx.DiGraph:
    written = io.BytesIO(exported(library, form))
    return networkx.read_graphml(written) if form == "graphml" else networkx.read_gexf(written, version="1.3")


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_dyads_are_edges_with_counts_by_quad_class(either: Library, form: str) -> None:
    read = graph(either, form)
    assert read.is_directed()
    edge = read.edges["AZE", "ISR"]
    assert edge["verbal_cooperation"] == 2
    assert edge["material_conflict"] == 0
    assert (edge["events"], edge["mean_score"]) == (2, 4.6)
    assert (edge["first"], edge["last"]) == ("2023-03-29", "2023-03-29")
    assert read.edges["LBN", "ISR"]["material_conflict"] == 1
    assert read.nodes["AZE"]["label"] == "Azerbaijan"


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_what_was_denied_is_no_edge(library: Library, form: str) -> None:
    assert not graph(library, form).has_edge("IRN", "ISR")


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_names_that_xml_minds_are_written_safely(tmp_path: Path, form: str) -> None:
    text = 'Smith & "Sons" <Ltd>\x07 praised Ghana.'
    name = 'Smith & "Sons" <Ltd>\x07'
    made = record(
        text,
        "2023-01-01",
        (actor(text, name, "organisation/smith-&-sons", None, "BUS"), actor(text, "Ghana", "country/GHA", "GHA", None)),
        (event(text, "praised", "praise", "051", "smith-&-sons", "GHA"),),
    )
    library = Library(tmp_path / "library.db", create=True)
    fill(library, made)
    read = graph(library, form)
    assert read.nodes["organisation/smith-&-sons"]["label"] == 'Smith & "Sons" <Ltd>'


def test_the_map_has_the_events_with_places(either: Library) -> None:
    told = json.loads(exported(either, "geojson"))
    assert told["type"] == "FeatureCollection"
    (feature,) = told["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [34.7806, 32.0809]}
    properties = feature["properties"]
    assert (properties["place"], properties["type"], properties["modality"]) == ("Tel Aviv", "SUPPORT", "actual")
    assert (properties["actors_codes"], properties["recipients_codes"]) == (["AZE"], ["ISR"])


def test_a_map_without_events_is_a_map(library: Library) -> None:
    assert json.loads(exported(library, "geojson", actor="GHA"))["features"] == []
