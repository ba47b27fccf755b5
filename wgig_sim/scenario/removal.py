"""What a variant takes away takes with it what was said about it: an issue its positions, a group its standing."""

from wgig_sim.scenario.tree import Block, Leaf, Node, Series

ANY = "*"
_BELIEFS = ("positions", "salience", "competence", "limits")
_MENTIONS: dict[str, tuple[tuple[str, ...], ...]] = {
    "issues": (
        *((table, ANY) for table in _BELIEFS),
        *((people, ANY, table) for people in ("seats", "pool") for table in _BELIEFS),
        ("chair", "positions"),
        ("logic",),
        ("logic", ANY),
        ("calendar", ANY, "issues"),
    ),
    "camps": tuple((table,) for table in _BELIEFS),
    "groups": (
        ("standing",),
        ("standing", ANY),
        ("trust", "between"),
        ("trust", "between", ANY),
        ("composition", "shares"),
        ("formats", ANY, "speaks"),
        ("formats", ANY, "room"),
        ("rules", "consensus", "voices"),
        ("calendar", ANY, "consensus", "voices"),
    ),
}
"""Where the ids of issues, camps and groups serve as keys, or stand in a list."""


def without_removed(root: Block) -> Block:
    """The tree without mentions of issues, camps and groups that a null or `replace` has taken away."""
    node: Node = root
    for key, patterns in _MENTIONS.items():
        declared = root.entries.get(key)
        if not isinstance(declared, Block):
            continue
        nulls = (name for name, entry in declared.entries.items() if isinstance(entry, Leaf) and entry.removes)
        gone = {*declared.gone, *nulls}
        for pattern in patterns if gone else ():
            node = _pruned(node, pattern, gone)
    assert isinstance(node, Block)
    return node


def _pruned(node: Node, pattern: tuple[str, ...], gone: set[str]) -> Node:
    if isinstance(node, Block):
        if not pattern:
            kept = {key: inner for key, inner in node.entries.items() if key not in gone}
        else:
            part, rest = pattern[0], pattern[1:]
            kept = {key: _pruned(inner, rest, gone) if part in (ANY, key) else inner for key, inner in node.entries.items()}
        return Block(kept, node.mark, node.keys)
    if isinstance(node, Series):
        if pattern:
            return Series(tuple(_pruned(item, pattern[1:], gone) for item in node.items), node.mark)
        return Series(tuple(item for item in node.items if not _named(item, gone)), node.mark)
    return node


def _named(item: Node, gone: set[str]) -> bool:
    return isinstance(item, Leaf) and item.text in gone
