"""YAML text to a tree with places. What YAML is known to surprise people with means here what a person means."""

import pathlib
import re
from typing import Any

import yaml

from wgig_sim.scenario import scalars
from wgig_sim.scenario.problems import SCENARIO, Mark, Problem, ScenarioError, Subject, nearest, problem_at, quoted
from wgig_sim.scenario.tree import Block, Leaf, Node, Path, Series, written

BYTES = 5_000_000
VALUES = 200_000
DEPTH = 24

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS = {"!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_IN_OUR_WORDS = {
    "mapping values are not allowed": 'there is a second ":" on this line. Put the text in quotes.',
    "could not find expected ':'": 'a line before this one has no ":" after its key.',
    "did not find expected key": "the indent of this line fits no line above it.",
    "found unexpected end of stream": "a quote that opens here or earlier is never closed.",
    "did not find expected ',' or": "a bracket that opens before this place is not closed, or a comma is missing.",
}


def read_text(path: pathlib.Path, shown: str, subject: Subject = SCENARIO) -> str:
    """The text of a file of modest size; a ScenarioError says why it cannot be had."""
    try:
        if path.is_dir():
            raise _unreadable(shown, "is a directory. Name a file in it.")
        if not path.exists():
            raise _unreadable(shown, f"does not exist.{beside(path)}")
        if not path.is_file():
            raise _unreadable(shown, "is not a regular file.")
        with path.open("rb") as stream:
            size = path.stat().st_size
            data = stream.read(BYTES + 1) if size <= BYTES else b""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise _unreadable(shown, f"cannot be read: {reason.lower()}.") from error
    size = max(size, len(data))
    if size > BYTES:
        raise _unreadable(shown, f"has {size / 1e6:.0f} MB; {subject.a} has at most {BYTES // 1_000_000} MB.")
    return _decoded(data, shown)


def beside(path: pathlib.Path) -> str:
    """What to ask of somebody who names a file that is not there: whether one beside it was meant."""
    try:
        there = {found.stem: found.name for found in path.parent.iterdir() if found.suffix == path.suffix}
    except (OSError, ValueError):
        there = {}
    meant = nearest(path.stem, there)
    return f" Did you mean {quoted(there[meant])}?" if meant else ""


def _decoded(data: bytes, shown: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\x00" in data:
        raise _unreadable(shown, "is a binary file, not text.")
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = "is not UTF-8 text here. Save the file with the encoding UTF-8."
        raise ScenarioError([Problem(shown, line, column, "", message)]) from error


def _unreadable(shown: str, message: str) -> ScenarioError:
    return ScenarioError([Problem(shown, 0, 0, "", message)])


def parse(text: str, shown: str, problems: list[Problem], subject: Subject = SCENARIO) -> Block:
    """The mapping that a file is. Lesser problems are added to `problems`; what ends the reading is raised."""
    control = _CONTROL.search(text)
    if control:
        mark = _mark_of(text, control.start(), shown)
        raise ScenarioError([*problems, problem_at(mark, "", f"has a control character ({control.group()!r}).")])
    try:
        node = _Reader(text, shown, problems, subject).document()
    except yaml.MarkedYAMLError as error:
        raise ScenarioError([*problems, _syntax(error, text, shown)]) from error
    except yaml.YAMLError as error:
        raise _unreadable(shown, f"is not YAML: {error}.") from error
    if isinstance(node, Block):
        return node
    what = "is empty" if node is None or plain_empty(node) else f"is {quoted(_plain(node))}"
    message = f"{what}. {subject.a.capitalize()} is a mapping of keys such as {subject.keys}."
    raise ScenarioError([*problems, problem_at(node.mark if node else Mark(shown, 1, 1), "", message)])


def plain_empty(node: Node) -> bool:
    """Whether a value is nothing at all."""
    return isinstance(node, Leaf) and node.value is None


def _plain(node: Node) -> object:
    return [] if isinstance(node, Series) else node.value if isinstance(node, Leaf) else {}


def _mark_of(text: str, index: int, shown: str) -> Mark:
    return Mark(shown, text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1)


def _syntax(error: yaml.MarkedYAMLError, text: str, shown: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Mark(shown, mark.line + 1, mark.column + 1) if mark else Mark(shown, 1, 1)
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return problem_at(place, "", "a tab indents this line. Indent with spaces.")
    for theirs, ours in _IN_OUR_WORDS.items():
        if theirs in (error.problem or ""):
            return problem_at(place, "", f"is not YAML: {ours}")
    return problem_at(place, "", f"is not YAML: {error.problem or 'it cannot be read'}.")


class _Reader:
    """Builds the tree from the events of the YAML parser, so that limits hold while reading, not afterwards."""

    def __init__(self, text: str, shown: str, problems: list[Problem], subject: Subject) -> None:
        self.loader = _LOADER(text)
        self.shown, self.subject = shown, subject
        self.problems = problems
        self.anchors: dict[str, tuple[Node, int] | None] = {}
        self.values = 0

    def document(self) -> Node | None:
        event = self._next()
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        node = self._node(event)
        self._next()
        event = self._next()
        if isinstance(event, yaml.DocumentStartEvent):
            self._note(event, f'a second document starts here ("---"). {self.subject.a.capitalize()} file holds one.')
        return node

    def _next(self) -> Any:
        return self.loader.get_event()

    def _mark(self, event: Any) -> Mark:
        return Mark(self.shown, event.start_mark.line + 1, event.start_mark.column + 1)

    def _note(self, event: Any, message: str, path: Path = ()) -> None:
        self.problems.append(problem_at(self._mark(event), written(path), message))

    def _stop(self, event: Any, message: str) -> ScenarioError:
        return ScenarioError([*self.problems, problem_at(self._mark(event), "", message)])

    def _node(self, event: Any, path: Path = ()) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self._count(event, 1)
        if len(path) > DEPTH:
            raise self._stop(event, f"is nested more than {DEPTH} levels deep.")
        if event.tag is not None and event.tag not in _TAGS:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._note(event, f"the tag {quoted(tag)} is not allowed. Write plain YAML.", path)
        before = self.values
        if event.anchor:
            self.anchors[event.anchor] = None
        node: Node
        if isinstance(event, yaml.MappingStartEvent):
            node = self._block(event, path)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._series(event, path)
        else:
            node = self._leaf(event, path)
        if event.anchor:
            self.anchors[event.anchor] = (node, self.values - before + 1)
        return node

    def _count(self, event: Any, values: int) -> None:
        self.values += values
        if self.values > VALUES:
            raise self._stop(event, f"holds more than {VALUES} values, aliases expanded. Is this {self.subject.a}?")

    def _alias(self, event: Any) -> Node:
        if event.anchor not in self.anchors:
            raise self._stop(event, f"*{event.anchor} stands for nothing: there is no &{event.anchor} before it.")
        known = self.anchors[event.anchor]
        if known is None:
            raise self._stop(event, f"*{event.anchor} stands inside the value that it repeats.")
        self._count(event, known[1])
        return known[0]

    def _leaf(self, event: Any, path: Path) -> Leaf:
        mark, text = self._mark(event), event.value
        bare = not event.style and event.tag not in _TAGS
        if _CONTROL.search(text):
            self._note(event, f"has a control character: {text[:40]!a}.", path)
        value = scalars.meaning(text) if bare else text
        return Leaf(value, text, mark, bare)

    def _series(self, event: Any, path: Path) -> Series:
        items: list[Node] = []
        while not isinstance(below := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(below, (*path, len(items))))
        return Series(tuple(items), self._mark(event))

    def _block(self, event: Any, path: Path) -> Block:
        entries: dict[str, Node] = {}
        keys: dict[str, Mark] = {}
        merged: list[Node] = []
        replace = False
        while not isinstance(key := self._next(), yaml.MappingEndEvent):
            node = self._node(key, path)
            name = node.text if isinstance(node, Leaf) else ""
            below = self._node(self._next(), (*path, name))
            if not isinstance(node, Leaf) or not name.strip():
                self._note(key, "a key should be a text.", path)
            elif name == "<<" and node.bare:
                merged.extend(below.items if isinstance(below, Series) else [below])
            elif name == "replace" and isinstance(below, Leaf) and isinstance(below.value, bool):
                replace = below.value
            elif name in entries:
                first = keys[name].line
                self._note(key, f"duplicate key; it was given on line {first} already. Keep one.", (*path, name))
            else:
                entries[name], keys[name] = below, self._mark(key)
        for source in merged:
            if not isinstance(source, Block):
                self._note(event, 'after "<<" should come an alias of a mapping, such as *name.', path)
                continue
            for inherited, below in source.entries.items():
                if entries.setdefault(inherited, below) is below:
                    keys.setdefault(inherited, source.keys[inherited])
        return Block(entries, self._mark(event), keys, replace)
