"""Packed arrays of a replay as numbers again: what the page does with them, written a second time."""

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray


def unpacked(told: dict[str, Any], name: str) -> NDArray[np.float64]:
    """An array of a replay."""
    packed = told["arrays"][name]
    whole = whole_numbers(packed)
    if packed["delta"] == "issue":
        last = whole_numbers(told["arrays"]["picture_start"])
        for at, issue in enumerate(told["steps"]["issue"], 1):
            if issue >= 0:
                whole[at] = last[issue] = whole[at] + last[issue]
    elif packed["delta"]:
        whole = np.cumsum(whole, axis=0, dtype=whole.dtype)
    most = np.iinfo(whole.dtype).max
    low, high = float(packed["low"]), float(packed["high"])
    values: NDArray[np.float64] = low + whole / most * (high - low)
    return values


def whole_numbers(packed: dict[str, Any]) -> NDArray[Any]:
    """The whole numbers of a packed array."""
    kind = np.dtype(packed["type"]).newbyteorder("<")
    return np.frombuffer(base64.b64decode(packed["data"]), dtype=kind).reshape(packed["shape"]).astype(packed["type"])


def close(told: dict[str, Any], name: str) -> float:
    """Half a step of the scale of a packed array: how far a value may be from the truth."""
    packed = told["arrays"][name]
    return 0.5001 * float(packed["high"] - packed["low"]) / np.iinfo(packed["type"]).max + 1e-12
