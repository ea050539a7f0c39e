"""The formats for programs keep their standards, whatever stands in the notes and on the pages."""

from __future__ import annotations

import csv
import functools
import io
import json

import jsonschema
import pytest
from lxml import etree

from crawler.records import Facts
from graph.build import build
from graph.reports import Report, make_report, render
from graph.reports.schema import report_schema
from tests.graph.facts import large_facts, small_facts
from tests.graph.hostile import TEXTS, hostile_facts
from tests.graph.reports.test_report import awkward_facts
from tests.graph.test_plain import invisible

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))


def report_of(facts: Facts) -> Report:
    return make_report(facts, build(facts))


@functools.cache
def hostile(text: str) -> Report:
    return report_of(hostile_facts(text))


@functools.cache
def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(report_schema())
    return jsonschema.Draft202012Validator(report_schema(), format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("facts", [small_facts(), awkward_facts(), Facts(), large_facts(200, 4)], ids=range(4))
def test_json_keeps_its_schema(facts: Facts) -> None:
    validator().validate(json.loads(render(report_of(facts), "json")))


def test_the_schema_refuses_what_it_does_not_know() -> None:
    shape = json.loads(render(report_of(small_facts()), "json"))
    shape["links"][0]["health"] = "fine"
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(shape)


@HOSTILE
def test_json_keeps_its_schema_with_hostile_texts(text: str) -> None:
    validator().validate(json.loads(render(hostile(text), "json")))


@HOSTILE
def test_junit_is_xml_whose_counts_are_those_of_its_cases(text: str) -> None:
    root = etree.fromstring(render(hostile(text), "junit").encode())
    assert root.get("tests") == str(len(root.findall(".//testcase"))) == "10"
    assert root.get("failures") == str(len(root.findall(".//failure"))) == "1"
    for suite in root.findall("testsuite"):
        assert suite.get("skipped") == str(len(suite.findall(".//skipped")))
        assert suite.get("errors") == "0"


@HOSTILE
def test_sarif_names_each_rule_and_place(text: str) -> None:
    log = json.loads(render(hostile(text), "sarif"))
    (run,) = log["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert log["version"] == "2.1.0"
    assert {result["ruleId"] for result in run["results"]} == rules
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]


@HOSTILE
def test_csv_has_no_formula_and_one_row_a_link(text: str) -> None:
    rows = list(csv.reader(io.StringIO(render(hostile(text), "csv"), newline="")))
    assert len(rows) == 11
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


@HOSTILE
def test_atom_parses_and_tells_only_loud_changes(text: str) -> None:
    feed = etree.fromstring(render(hostile(text), "atom").encode())
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert feed.findtext(f"{ATOM}{name}")
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 1
    assert all(entry.findtext(f"{ATOM}{name}") for entry in entries for name in ("id", "title", "updated"))


def test_atom_ids_stay_when_the_feed_is_written_again() -> None:
    assert render(report_of(small_facts()), "atom") == render(report_of(small_facts()), "atom")


@HOSTILE
def test_annotations_are_one_line_each_and_no_command_of_a_page(text: str) -> None:
    lines = render(hostile(text), "github").splitlines()
    assert [line.split(" ", 1)[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert not [sign for line in lines for sign in invisible(line)]
