"""A trust network from a GraphML file, as network programs write it."""

from pathlib import Path
from xml.parsers import expat

from wgig_sim.scenario import scalars
from wgig_sim.scenario.parse import read_text
from wgig_sim.scenario.problems import Mark, Problem, ScenarioError, problem_at
from wgig_sim.scenario.spreadsheet import Cell, pair_list
from wgig_sim.scenario.tree import Leaf, Series

NAMES = ("trust", "weight")
"""Edge attributes that may hold the trust, best first."""


def read_graphml(path: Path, shown: str, problems: list[Problem]) -> Series:
    """Trust between named seats: edge source -> target with the attribute `trust` or `weight`."""
    reader = _Reader(shown)
    try:
        reader.parser.Parse(read_text(path, shown), True)
    except expat.ExpatError as error:
        mark = Mark(shown, error.lineno, error.offset + 1)
        raise ScenarioError([problem_at(mark, "", f"is not GraphML: {expat.ErrorString(error.code)}.")]) from error
    problems.extend(reader.problems)
    if not reader.pairs and not reader.problems:
        message = "holds no edge. Expected <edge source= target=> elements with the attribute trust or weight."
        raise ScenarioError([Problem(shown, 1, 1, "", message)])
    return pair_list(reader.pairs, shown, problems)


class _Reader:
    """Collects edges while the XML parser walks through the file; entities are refused."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.problems: list[Problem] = []
        self.pairs: list[tuple[Cell, Cell, Leaf]] = []
        self.keys: dict[str, str] = {}
        self.directed = True
        self.edge: tuple[dict[str, str], Mark] | None = None
        self.values: dict[str, str] = {}
        self.key: str | None = None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity

    def _mark(self) -> Mark:
        return Mark(self.shown, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _entity(self, *_: object) -> None:
        raise ScenarioError([problem_at(self._mark(), "", "declares an XML entity, which is not allowed.")])

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "key" and attributes.get("for") in ("edge", "all"):
            self.keys[attributes.get("id", "")] = attributes.get("attr.name", "")
        elif tag == "graph":
            self.directed = attributes.get("edgedefault", "directed") != "undirected"
        elif tag == "edge":
            self.edge, self.values = (attributes, self._mark()), {}
        elif tag == "data" and self.edge:
            self.key = self.keys.get(attributes.get("key", ""), attributes.get("key", ""))
            self.values[self.key] = ""

    def _text(self, text: str) -> None:
        if self.key is not None:
            self.values[self.key] += text

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "data":
            self.key = None
        elif tag == "edge" and self.edge:
            (attributes, mark), self.edge = self.edge, None
            self._add(attributes, mark)

    def _add(self, attributes: dict[str, str], mark: Mark) -> None:
        source, target = attributes.get("source"), attributes.get("target")
        text = next((self.values[name].strip() for name in NAMES if name in self.values), None)
        if not source or not target or text is None:
            message = "an edge needs source, target and the attribute trust or weight."
            self.problems.append(problem_at(mark, "", message))
            return
        value = scalars.meaning(text)
        leaf = Leaf(value, text, mark, bare=False)
        self.pairs.append((Cell(source, mark), Cell(target, mark), leaf))
        if not self.directed and source != target:
            self.pairs.append((Cell(target, mark), Cell(source, mark), leaf))
