"""Laws of laying one scenario on another, against a reference that fits on one screen."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wgig_sim.scenario.layers import merge
from wgig_sim.scenario.problems import Mark
from wgig_sim.scenario.tree import Block, Leaf, Node, Series, plain, walk

KEYS = st.sampled_from(["a", "b", "c", "d"])
LEAVES = st.one_of(st.none(), st.integers(-3, 3), st.text("xy", max_size=2), st.lists(st.integers(0, 2), max_size=2))
TREES = st.recursive(LEAVES, lambda inner: st.dictionaries(KEYS, inner, max_size=3), max_leaves=12)
MAPPINGS = st.dictionaries(KEYS, TREES, max_size=4)


def tree(data: Any, file: str) -> Node:
    mark = Mark(file, 1, 1)
    if isinstance(data, dict):
        entries = {key: tree(value, file) for key, value in data.items() if key != "replace"}
        return Block(entries, mark, dict.fromkeys(entries, mark), replace=data.get("replace", False))
    if isinstance(data, list):
        return Series(tuple(tree(value, file) for value in data), mark)
    return Leaf(data, str(data), mark)


def block(data: dict[str, Any], file: str) -> Block:
    node = tree(data, file)
    assert isinstance(node, Block)
    return node


def reference(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(base.get(key), dict)
        merged[key] = reference(base[key], value) if both else value
    return merged


@given(MAPPINGS, MAPPINGS)
def test_against_the_reference(base: dict[str, Any], over: dict[str, Any]) -> None:
    merged = plain(merge(block(base, "base"), block(over, "over")))
    assert merged == reference(base, over)
    assert list(merged)[: len(base)] == list(base)


@given(MAPPINGS)
def test_nothing_changes_nothing(base: dict[str, Any]) -> None:
    assert plain(merge(block(base, "base"), block({}, "over"))) == base
    assert plain(merge(block({}, "base"), block(base, "over"))) == base


@given(MAPPINGS)
def test_laying_on_itself_changes_nothing(base: dict[str, Any]) -> None:
    assert plain(merge(block(base, "base"), block(base, "over"))) == base


@given(MAPPINGS, MAPPINGS)
def test_replace_inherits_nothing(base: dict[str, Any], over: dict[str, Any]) -> None:
    assert plain(merge(block(base, "base"), block(over | {"replace": True}, "over"))) == over


@given(MAPPINGS, MAPPINGS)
def test_every_value_keeps_its_file(base: dict[str, Any], over: dict[str, Any]) -> None:
    upper = block(over, "over")
    for path, node in walk(merge(block(base, "base"), upper)):
        if isinstance(node, Leaf):
            source: Any = over if node.mark.file == "over" else base
            for part in path:
                source = source[part]
            assert source == node.value


@given(MAPPINGS, MAPPINGS)
def test_null_knows_whether_it_takes_something_away(base: dict[str, Any], over: dict[str, Any]) -> None:
    merged = merge(block(base, "base"), block(over, "over"))
    for key, value in over.items():
        node = merged.entries[key]
        if value is None:
            assert isinstance(node, Leaf)
            assert node.removes == (key in base)


@given(MAPPINGS, MAPPINGS, MAPPINGS)
def test_a_mapping_that_inherits_nothing_does_so_when_laid_on_others(
    first: dict[str, Any], base: dict[str, Any], over: dict[str, Any]
) -> None:
    """Of `extends: [first, second]`, the second may itself extend a base, with `replace` in either of the two files."""
    base, over = ({"a": {**(made["a"] if isinstance(made.get("a"), dict) else {}), "replace": True}} for made in (base, over))
    first["a"] = {"b": 1, "c": {"d": 1}}
    for lower, upper in ((base, {"a": {"e": 2}}), ({"a": {"f": 3}}, over)):
        second = merge(block(lower, "base"), block(upper, "over"))
        assert plain(merge(block(first, "first"), second))["a"] == plain(second)["a"]
