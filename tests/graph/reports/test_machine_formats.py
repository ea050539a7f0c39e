"""The formats for programs keep their standards, whatever stands in the notes and on the pages."""

from __future__ import annotations

import csv
import functools
import io
import json
from datetime import datetime

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
from tests.support.fetch import MissingError
from tests.support.schemas import junit_schema, sarif_schema

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


@pytest.fixture(scope="module")
def junit() -> etree.XMLSchema:
    try:
        return etree.XMLSchema(etree.fromstring(junit_schema()))
    except MissingError as lack:
        pytest.skip(f"this machine lacks {lack}")


@pytest.fixture(scope="module")
def sarif() -> jsonschema.Draft4Validator:
    try:
        return jsonschema.Draft4Validator(sarif_schema(), format_checker=jsonschema.FormatChecker())
    except MissingError as lack:
        pytest.skip(f"this machine lacks {lack}")


WORLDS = pytest.mark.parametrize("facts", [small_facts(), awkward_facts(), Facts(), large_facts(60, 4)], ids=range(4))


@WORLDS
def test_junit_keeps_jenkins_schema(junit: etree.XMLSchema, facts: Facts) -> None:
    junit.assertValid(etree.fromstring(render(report_of(facts), "junit").encode()))


@WORLDS
def test_sarif_keeps_its_schema(sarif: jsonschema.Draft4Validator, facts: Facts) -> None:
    sarif.validate(json.loads(render(report_of(facts), "sarif")))


@HOSTILE
def test_junit_keeps_jenkins_schema_with_hostile_texts(junit: etree.XMLSchema, text: str) -> None:
    junit.assertValid(etree.fromstring(render(hostile(text), "junit").encode()))


@HOSTILE
def test_sarif_keeps_its_schema_with_hostile_texts(sarif: jsonschema.Draft4Validator, text: str) -> None:
    sarif.validate(json.loads(render(hostile(text), "sarif")))


def test_the_schemas_refuse_what_they_do_not_know(junit: etree.XMLSchema, sarif: jsonschema.Draft4Validator) -> None:
    assert not junit.validate(etree.fromstring("<testsuites><testcase/></testsuites>"))
    log = json.loads(render(report_of(small_facts()), "sarif"))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        sarif.validate(log)


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
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    for part in (feed, *entries):
        # RFC 4287, 4.1: what must be there stands there once; nothing stands there that the standard does not know
        names = [str(child.tag).removeprefix(ATOM) for child in part]
        assert set(names) <= {"id", "title", "subtitle", "updated", "author", "entry", "link", "content"}
        assert [names.count(name) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert (part.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        assert datetime.strptime(part.findtext(f"{ATOM}updated") or "", "%Y-%m-%dT%H:%M:%S%z").tzinfo
    links = [link.get("href") or "" for link in feed.iter(f"{ATOM}link")]
    assert all(link.startswith(("http://", "https://")) for link in links)


def test_atom_ids_stay_when_the_feed_is_written_again() -> None:
    assert render(report_of(small_facts()), "atom") == render(report_of(small_facts()), "atom")


@HOSTILE
def test_annotations_are_one_line_each_and_no_command_of_a_page(text: str) -> None:
    lines = render(hostile(text), "github").splitlines()
    assert [line.split(" ", 1)[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert not [sign for line in lines for sign in invisible(line)]
