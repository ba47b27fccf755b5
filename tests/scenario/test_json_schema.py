"""The exported JSON Schema says what the reader accepts."""

from typing import Any

import pytest

from wgig_sim.scenario.json_schema import json_schema
from wgig_sim.scenario.schema import Scenario

VOCABULARY = {"trust": {"gain": (0.0, 1.0)}}
SCHEMA = json_schema(VOCABULARY)


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [ref for value in node.values() for ref in references(value)]
    return [ref for value in node for ref in references(value)] if isinstance(node, list) else []


def test_every_reference_leads_somewhere() -> None:
    assert {ref.removeprefix("#/$defs/") for ref in references(SCHEMA)} <= set(SCHEMA["$defs"])


def test_every_key_of_a_scenario_is_there() -> None:
    whole = SCHEMA["$defs"]["Scenario"]["properties"]
    assert set(whole) == set(Scenario.model_fields)
    assert set(SCHEMA["$defs"]["PartialScenario"]["properties"]) == {*Scenario.model_fields, "extends", "replace"}
    assert SCHEMA["$defs"]["Scenario"]["additionalProperties"] is False


def test_keys_are_explained() -> None:
    assert "grasp of the facts" in SCHEMA["$defs"]["Scenario"]["properties"]["knowledge"]["description"].lower()
    assert "format of each day" in SCHEMA["$defs"]["PartialEvent"]["properties"]["days"]["description"]


def test_a_variant_needs_no_key_and_may_remove_any() -> None:
    for name, entry in SCHEMA["$defs"].items():
        if name.startswith("Partial"):
            assert "required" not in entry
            cells = [cell for key, cell in entry["properties"].items() if key not in ("replace", "extends")]
            assert all({"type": "null"} in cell["anyOf"] for cell in cells)


def test_constants_come_from_the_vocabulary() -> None:
    mechanisms = SCHEMA["$defs"]["Scenario"]["properties"]["mechanisms"]
    assert mechanisms["additionalProperties"] is False
    assert mechanisms["properties"]["trust"]["properties"]["gain"] == {"type": "number", "minimum": 0, "maximum": 1}


@pytest.mark.parametrize("name", ["Seat", "Issue", "Event", "Kind"])
def test_entries_of_lists_are_whole_even_in_a_variant(name: str) -> None:
    assert "required" in SCHEMA["$defs"][name]
    assert SCHEMA["$defs"]["PartialScenario"]["properties"]["seats"]["anyOf"][0]["items"] == {"$ref": "#/$defs/Seat"}
