"""The JSON Schema of scenario files, with which an editor completes keys, explains them and marks mistakes."""

from copy import deepcopy
from types import ModuleType
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from wgig_sim.scenario import people, procedure, schema
from wgig_sim.scenario.descriptions import description
from wgig_sim.scenario.references import Vocabulary
from wgig_sim.scenario.schema import Scenario

_NAMED = {"type": "string", "minLength": 1}
_EXTENDS = {
    "anyOf": [_NAMED, {"type": "array", "items": _NAMED, "minItems": 1}],
    "description": "The scenario that this one changes, a name such as wgig-2005 or a path relative to this file; or several, "
    "each laid on those before it.",
}
_REPLACE = {"const": True, "description": "Inherit nothing into this mapping."}
_PREFIX = "#/$defs/"
_PART = "Partial"
"""Definitions of this name allow what a variant may write: no key is required, null takes an entry away."""


def json_schema(vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """The schema of whole scenarios and of variants that say `extends`, in JSON Schema 2020-12."""
    whole = Scenario.model_json_schema()
    definitions = whole.pop("$defs")
    definitions["Scenario"] = whole
    describe(definitions, people, procedure, schema)
    if vocabulary is not None:
        whole["properties"]["mechanisms"].update(_mechanisms(vocabulary))
    parts = {_PART + name: _part(deepcopy(entry)) for name, entry in definitions.items()}
    whole["required"].remove("positions")  # a positions_file will do
    parts[_PART + "Scenario"]["properties"]["extends"] = _EXTENDS
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": "Scenario of wgig-sim",
        "description": "One forum: its people, its procedure, its calendar; or a variant of one (extends).",
        "type": "object",
        "if": {"required": ["extends"]},
        "then": {"$ref": _PREFIX + _PART + "Scenario"},
        "else": {"$ref": _PREFIX + "Scenario"},
        "$defs": definitions | parts,
    }


def describe(definitions: dict[str, Any], *modules: ModuleType) -> None:
    """Adds to every key what the source of its model, in one of the modules, says of it."""
    models: dict[str, type[BaseModel]] = {}
    for module in modules:
        found = {name: thing for name, thing in vars(module).items() if isinstance(thing, type)}
        models |= {name: thing for name, thing in found.items() if issubclass(thing, BaseModel)}
    for name, entry in definitions.items():
        for key, cell in entry.get("properties", {}).items():
            text = description(models[name], key)
            if text:
                cell["description"] = " ".join(text.split())


def _mechanisms(vocabulary: Vocabulary) -> dict[str, Any]:
    """Exactly the constants that there are, with their ranges."""
    constants = {
        mechanism: {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: {"type": "number", "minimum": low, "maximum": high} for name, (low, high) in ranges.items()},
        }
        for mechanism, ranges in vocabulary.items()
    }
    return {"properties": constants, "additionalProperties": False}


def _part(entry: dict[str, Any]) -> dict[str, Any]:
    """What a variant may write where a whole scenario has this entry."""
    if "$ref" in entry:
        return entry | {"$ref": _PREFIX + _PART + entry["$ref"].removeprefix(_PREFIX)}
    if "anyOf" in entry:
        return entry | {"anyOf": [_part(choice) for choice in entry["anyOf"]]}
    if entry.get("type") != "object":
        return entry
    entry.pop("required", None)
    entry.pop("minProperties", None)
    properties = {key: _removable(_part(cell)) for key, cell in entry.get("properties", {}).items()}
    entry["properties"] = {**properties, "replace": _REPLACE}
    if isinstance(entry.get("additionalProperties"), dict):
        entry["additionalProperties"] = _removable(_part(entry["additionalProperties"]))
    return entry


def _removable(cell: dict[str, Any]) -> dict[str, Any]:
    nothing = {"type": "null"}
    if "anyOf" in cell:
        return cell if nothing in cell["anyOf"] else cell | {"anyOf": [*cell["anyOf"], nothing]}
    outside = {key: cell[key] for key in ("description", "title", "default") if key in cell}
    inside = {key: value for key, value in cell.items() if key not in outside}
    return outside | {"anyOf": [inside, nothing]}
