"""Every name that a scenario mentions must be one that it declares. Works on data that may still be wrong elsewhere."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wgig_sim.scenario.problems import Problem, problem_at, quoted, unknown
from wgig_sim.scenario.tree import Block, Path, place, plain, written

Vocabulary = Mapping[str, Mapping[str, tuple[float, float]]]
"""mechanism -> constant -> its lowest and highest value."""

DEFAULT = "default"
GOVERNMENT = "government"
"""The id of the group that `governments-only` and `governments-first` speak of."""

_GROUP_LISTS = ("speaks", "room")
_CAMP_TABLES = ("positions", "salience", "competence", "limits")
_DECLARED = {"groups": "group", "camps": "camp", "clusters": "cluster", "issues": "issue", "formats": "format"}


class Facts:
    """The merged data of a scenario, asked without fear: what is not there or of the wrong kind is empty."""

    def __init__(self, root: Block) -> None:
        self.root = root
        self.data: dict[str, Any] = plain(root)
        self.problems: list[Problem] = []

    def note(self, path: Path, message: str, of_key: bool = False) -> None:
        """A problem at the place of a path."""
        self.problems.append(problem_at(place(self.root, path, of_key), written(path), message))

    def at(self, path: Path) -> Any:
        """The value at a path, or None."""
        value: Any = self.data
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def mapping(self, *path: str | int) -> dict[str, Any]:
        """The mapping at a path, or an empty one."""
        value = self.at(path)
        return value if isinstance(value, dict) else {}

    def rows(self, *path: str | int) -> list[Any]:
        """The list at a path, or an empty one."""
        value = self.at(path)
        return value if isinstance(value, list) else []

    def people(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Seats and kinds of the pool."""
        for key in ("seats", "pool"):
            for index, person in enumerate(self.rows(key)):
                if isinstance(person, dict):
                    yield (key, index), person


def check_names(facts: Facts, vocabulary: Vocabulary | None) -> None:
    """All references of a scenario: groups, camps, clusters, issues, formats, regions, events, mechanisms."""
    _ids(facts)
    _group_names(facts)
    _camp_names(facts)
    _issue_names(facts)
    _calendar_names(facts)
    if vocabulary is not None:
        _mechanism_names(facts, vocabulary)


Words = Iterable[tuple[Path, Any]]


def _known(facts: Facts, key: str, words: Words, of_key: bool = False, more: tuple[str, ...] = ()) -> None:
    """Notes every word that the mapping `key` does not declare."""
    declared = facts.at((key,))
    if not isinstance(declared, dict) or not declared:
        return
    for path, word in words:
        if isinstance(word, str) and word not in declared and word not in more:
            facts.note(path, unknown(_DECLARED[key], word, [*declared, *more], key.capitalize()), of_key)


def _each(facts: Facts, *path: str | int) -> list[tuple[Path, Any]]:
    return [((*path, index), word) for index, word in enumerate(facts.rows(*path))]


def _keys(facts: Facts, *path: str | int) -> list[tuple[Path, Any]]:
    return [((*path, key), key) for key in facts.mapping(*path)]


def _ids(facts: Facts) -> None:
    for key in (*_DECLARED, "calendar"):
        for name in facts.mapping(key):
            if not re.fullmatch(r"\w[\w-]{0,63}", name) or name == DEFAULT:
                allowed = 'at most 64 letters, digits, "-" and "_", and is not "default"'
                facts.note((key, name), f"{quoted(name)} cannot be an id. An id has {allowed}.", of_key=True)
    for key in ("seats", "pool"):
        first: dict[str, int] = {}
        for index, person in enumerate(facts.rows(key)):
            own = str(person["id"]) if isinstance(person, dict) and "id" in person else None
            if own in first:
                earlier = place(facts.root, (key, first[own], "id"))
                where = f"line {earlier.line}" if earlier.line else str(earlier)
                facts.note((key, index, "id"), f"duplicate id {quoted(own)}; {key}[{first[own]}] has it ({where}).")
            elif own is not None:
                first[own] = index


def _group_names(facts: Facts) -> None:
    _known(facts, "groups", [((*path, "group"), person.get("group")) for path, person in facts.people()])
    for name in facts.mapping("formats"):
        for key in _GROUP_LISTS:
            _known(facts, "groups", _each(facts, "formats", name, key))
    for rule in _rules(facts):
        _known(facts, "groups", _each(facts, *rule, "voices"))
    _known(facts, "groups", _keys(facts, "composition", "shares"), of_key=True)
    for path in (("standing",), ("trust", "between")):
        _known(facts, "groups", _keys(facts, *path), of_key=True)
        for group in facts.mapping(*path):
            _known(facts, "groups", _keys(facts, *path, group), of_key=True)
    groups = facts.mapping("groups")
    needs: dict[Path, str] = {("formats", name, "floor"): "governments-first" for name in facts.mapping("formats")}
    of_all = facts.rows("rules", "consensus", "voices")
    needs |= {(*rule, "rule"): "governments-only" for rule in _rules(facts) if not of_all and not facts.rows(*rule, "voices")}
    for place_of, word in needs.items():
        if facts.at(place_of) == word and groups and GOVERNMENT not in groups:
            facts.note(place_of, f"{word} needs a group with the id {quoted(GOVERNMENT)}. Groups: {', '.join(groups)}.")


def _rules(facts: Facts) -> list[tuple[str, ...]]:
    """Where a rule of decision may stand: that of the forum, and those of single events."""
    return [("rules", "consensus"), *(("calendar", name, "consensus") for name in facts.mapping("calendar"))]


def _camp_names(facts: Facts) -> None:
    _known(facts, "camps", [((*path, "camp"), person.get("camp")) for path, person in facts.people()])
    for key in _CAMP_TABLES:
        _known(facts, "camps", _keys(facts, key), of_key=True)


def _issue_names(facts: Facts) -> None:
    clusters = [("issues", name, "cluster") for name in facts.mapping("issues")]
    _known(facts, "clusters", [(path, facts.at(path)) for path in clusters])
    for table in _CAMP_TABLES:
        for camp in facts.mapping(table):
            _known(facts, "issues", _keys(facts, table, camp), of_key=True, more=(DEFAULT,))
        for path, _ in facts.people():
            _known(facts, "issues", _keys(facts, *path, table), of_key=True)
    _known(facts, "issues", _keys(facts, "chair", "positions"), of_key=True)
    _known(facts, "issues", _keys(facts, "logic"), of_key=True)
    for issue in facts.mapping("logic"):
        _known(facts, "issues", _keys(facts, "logic", issue), of_key=True)
        if issue in facts.mapping("logic", issue):
            facts.note(("logic", issue, issue), "an issue is not linked to itself. Delete this cell.", of_key=True)


def _calendar_names(facts: Facts) -> None:
    calendar = facts.mapping("calendar")
    known = sorted({region for _, person in facts.people() if isinstance(region := person.get("region"), str)})
    for name in calendar:
        _known(facts, "formats", _each(facts, "calendar", name, "days"))
        _known(facts, "issues", _each(facts, "calendar", name, "issues"))
        for path, region in _each(facts, "calendar", name, "attend"):
            if known and isinstance(region, str) and region not in known:
                facts.note(path, unknown("region", region, known, "Regions of seats and pool"))
    last = facts.at(("last_event",))
    if isinstance(last, str) and calendar and last not in calendar:
        facts.note(("last_event",), unknown("event", last, list(calendar), "Events"))


def _mechanism_names(facts: Facts, vocabulary: Vocabulary) -> None:
    for mechanism in facts.mapping("mechanisms"):
        if mechanism not in vocabulary:
            message = unknown("mechanism", mechanism, list(vocabulary), "Mechanisms")
            facts.note(("mechanisms", mechanism), message, of_key=True)
            continue
        constants = vocabulary[mechanism]
        for name, value in facts.mapping("mechanisms", mechanism).items():
            path = ("mechanisms", mechanism, name)
            if name not in constants:
                facts.note(path, unknown("constant", name, list(constants), f"Constants of {mechanism}"), of_key=True)
            elif isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
                low, high = constants[name]
                if not low <= value <= high:
                    facts.note(path, f"should be from {low:g} to {high:g}, is {value}.")
