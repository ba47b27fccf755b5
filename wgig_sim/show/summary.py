"""A run in one JSON object: what `--json` prints and `measures.json` holds."""

import hashlib
import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wgig_sim.engines.record import Item, Record


def summary(record: "Record", name: str) -> dict[str, Any]:
    """Scenario, seed, measures and what became of each item; a measure that is not a finite number is null."""
    return {
        "scenario": name,
        "seed": record.seed,
        "replicate": record.replicate,
        **drawn(record),
        "measures": {key: _finite(value) for key, value in {**record.measures, **record.network, **record.quality}.items()},
        "items": [_item(item) for item in record.items],
    }


def drawn(record: "Record") -> dict[str, Any]:
    """Which constants were drawn, if any were."""
    return {} if record.drawn is None else {"uncertain": dict(record.drawn)}


def _item(item: "Item") -> dict[str, Any]:
    return {
        "id": item.id,
        "status": item.status,
        "options": len(item.options),
        "substance": _finite(item.substance),
        "text": _finite(item.text),
        "round": item.step,
        "event": item.event,
        "objections": dict(item.objections),
    }


def _finite(value: float | None) -> float | None:
    return float(value) if value is not None and math.isfinite(value) else None


def as_json(value: Mapping[str, Any]) -> str:
    """A mapping as JSON, the same every time; dates as ISO text."""
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False, default=str) + "\n"


def digest(resolved: Mapping[str, Any]) -> str:
    """The hash of a scenario with everything that it extends: equal for files that mean the same."""
    canonical = json.dumps(resolved, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
