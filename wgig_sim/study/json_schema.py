"""The JSON Schema of experiment files, with which an editor completes keys, explains them and marks mistakes."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from wgig_sim.scenario.json_schema import describe
from wgig_sim.study import experiment_schema, factor_schema
from wgig_sim.study.experiment_schema import Experiment


def json_schema() -> dict[str, Any]:
    """The schema of experiments, in JSON Schema 2020-12."""
    whole = Experiment.model_json_schema()
    definitions = whole.pop("$defs")
    describe(definitions | {"Experiment": whole}, experiment_schema, factor_schema)
    return {"$schema": GenerateJsonSchema.schema_dialect, **whole, "title": "Experiment of wgig-sim", "$defs": definitions}
