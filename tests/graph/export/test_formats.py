"""Each format is read back by the program it is for, or by its reference parser, and nothing in it is lost or run."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from crawler.records import Coverage, Document
from graph.build import build
from graph.export import FORMATS, write
from graph.export.cypher import statements
from graph.export.neo4j_csv import ARRAY
from graph.stores import open_neo4j
from tests.graph.conftest import empty
from tests.graph.facts import key_of, small_facts
from tests.support.neo4j import find_java, jars

if TYPE_CHECKING:
    from tests.support.neo4j import Neo4jServer

HOSTILE = 'Tit"le\' <script>alert(1)</script> [[x]] ](javascript:alert(1)) \\u0041 `x` {{}} \u202e\x07 \n# h, "c"'


@pytest.fixture(scope="module")
def hostile_graph() -> nx.MultiDiGraph[str]:
    """The small world with a title and a sentence that want to be more than text."""
    facts = small_facts()
    key = key_of("attention")
    documents = dict(facts.documents) | {key: replace(facts.documents[key], title=HOSTILE, summary=HOSTILE)}
    documents[key_of("walled")] = Document(key_of("walled"), HOSTILE)
    more = Coverage(key, "transformers", 0.8, 1, "page", HOSTILE)
    return build(replace(facts, documents=documents, coverages=(*facts.coverages, more)))


@pytest.fixture(params=["plain", "hostile"])
def any_graph(
    request: pytest.FixtureRequest, small_graph: nx.MultiDiGraph[str], hostile_graph: nx.MultiDiGraph[str]
) -> nx.MultiDiGraph[str]:
    return small_graph if request.param == "plain" else hostile_graph


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_an_empty_graph(form: str, tmp_path: Path) -> None:
    write(nx.MultiDiGraph(), form, tmp_path / FORMATS[form].file)
    assert (tmp_path / FORMATS[form].file).exists()


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_holds_a_secret_of_an_address(form: str, small_graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    graph = small_graph.copy()
    for name, data in list(graph.nodes(data=True)):
        if data["label"] == "Resource":
            graph.nodes[name].update(
                id=f"{data['id']}?token=hunter2", url="https://me:hunter2@a.example/?api_key=hunter2"
            )
            graph.nodes[name]["title"] = "https://a.example/?password=hunter2"
    for one, two, key in graph.edges(keys=True):
        if "text" in graph.edges[one, two, key]:
            graph.edges[one, two, key]["text"] = "see https://a.example/?sig=hunter2"
    graph = nx.relabel_nodes(graph, {name: f"{name}?token=hunter2" for name in graph if name.startswith("resource:")})
    before = dict(graph.nodes(data="url"))
    write(graph, form, tmp_path / FORMATS[form].file)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if b"hunter2" in path.read_bytes()]
    assert dict(graph.nodes(data="url")) == before


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_xml_formats_keep_every_node_and_edge(
    form: str, read: object, any_graph: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    path = tmp_path / FORMATS[form].file
    write(any_graph, form, path)
    again = read(path)  # type: ignore[operator]
    assert len(again) == len(any_graph)
    assert again.number_of_edges() == any_graph.number_of_edges()
    assert "\u202e" not in path.read_text("utf-8")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize(("form", "syntax"), [("json-ld", "json-ld"), ("turtle", "turtle")])
def test_rdf_formats_are_read_by_rdflib(
    form: str, syntax: str, any_graph: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    import rdflib

    path = tmp_path / FORMATS[form].file
    write(any_graph, form, path)
    triples = rdflib.Graph().parse(path, format=syntax)
    schema = rdflib.Namespace("https://schema.org/")
    resources = set(triples.subjects(rdflib.RDF.type, schema.LearningResource))
    assert len(resources) == 9
    taught = rdflib.URIRef("urn:linkatlas:topic:gradient-descent")
    assert rdflib.URIRef(f"urn:linkatlas:resource:{key_of('descent')}") in set(triples.subjects(schema.teaches, taught))


def test_topics_are_skos_concepts_with_their_names(small_graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    import rdflib
    from rdflib.namespace import SKOS

    write(small_graph, "turtle", tmp_path / "graph.ttl")
    triples = rdflib.Graph().parse(tmp_path / "graph.ttl")
    attention = rdflib.URIRef("urn:linkatlas:topic:attention")
    assert {str(name) for name in triples.objects(attention, SKOS.altLabel)} == {
        "attention mechanism",
        "attention",
        "self-attention",
        "MHA",
    }
    assert list(triples.objects(attention, SKOS.broader)) == [rdflib.URIRef("urn:linkatlas:topic:sequence-modelling")]


@pytest.mark.neo4j
def test_the_cypher_script_makes_the_same_graph_twice_over(
    any_graph: nx.MultiDiGraph[str], neo4j_server: Neo4jServer
) -> None:
    import neo4j

    empty(neo4j_server)
    with neo4j.GraphDatabase.driver(neo4j_server.url, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        for statement in [*statements(any_graph), *statements(any_graph)]:
            driver.execute_query(statement)
    with open_neo4j(neo4j_server.url, neo4j_server.user, neo4j_server.password) as store:
        assert store.run("MATCH (n) RETURN count(n) AS n").rows == ((len(any_graph),),)
        assert store.run("MATCH ()-[r]->() RETURN count(r) AS n").rows == ((any_graph.number_of_edges(),),)
        (told,) = store.run("MATCH (r:Resource {id: $id}) RETURN r.title AS title", {"id": key_of("attention")}).rows
        assert told[0] == any_graph.nodes[f"resource:{key_of('attention')}"]["title"]


@pytest.mark.neo4j
def test_neo4j_admin_takes_the_csv_files_in(
    any_graph: nx.MultiDiGraph[str], neo4j_server: Neo4jServer, tmp_path: Path
) -> None:
    folder = tmp_path / "csv"
    write(any_graph, "neo4j-csv", folder)
    (tmp_path / "home" / "conf").mkdir(parents=True)
    options = [
        word
        for line in (folder / "import.sh").read_text("utf-8").splitlines()
        for word in line.split()
        if word.startswith("--")
    ]
    places = {**os.environ, "NEO4J_HOME": str(tmp_path / "home"), "NEO4J_CONF": str(tmp_path / "home" / "conf")}
    admin = [str(find_java(17)), "-cp", f"{jars('lts')}/*", "org.neo4j.cli.AdminTool"]
    done = subprocess.run(
        [*admin, "database", "import", "full", "neo4j", *options],
        cwd=folder, env=places, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert f"{len(any_graph)} nodes" in done.stdout
    assert f"{any_graph.number_of_edges()} relationships" in done.stdout


def test_csv_lists_are_parted_by_a_sign_no_text_has(small_graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write(small_graph, "neo4j-csv", tmp_path / "csv")
    with (tmp_path / "csv" / "Topic.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id:ID(Topic)"]: row for row in csv.DictReader(file)}
    assert rows["attention"]["aliases:string[]"].split(ARRAY) == [
        "attention mechanism",
        "attention",
        "self-attention",
        "MHA",
    ]


def test_a_canvas_follows_the_json_canvas_format(any_graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write(any_graph, "json-canvas", tmp_path / "canvas")
    (path,) = (tmp_path / "canvas").glob("*.canvas")
    canvas = json.loads(path.read_text("utf-8"))
    needs = {"text": "text", "file": "file", "link": "url", "group": "label"}
    ids = [node["id"] for node in canvas["nodes"]]
    assert len(ids) == len(set(ids)) == 3 + 7
    for node in canvas["nodes"]:
        assert needs[node["type"]] in node
        assert all(isinstance(node[side], int) for side in ("x", "y", "width", "height"))
    assert {(edge["fromNode"], edge["toNode"]) for edge in canvas["edges"]} <= {(a, b) for a in ids for b in ids}
    assert len(canvas["edges"]) == 2


def test_a_place_that_cannot_be_written_is_told_in_words(small_graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    from graph.errors import GraphError

    (tmp_path / "file").touch()
    with pytest.raises(GraphError, match="cannot be written"):
        write(small_graph, "graphml", tmp_path / "file" / "graph.graphml")
