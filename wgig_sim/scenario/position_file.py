"""A position file as spatial models of bargaining use it, turned into a scenario's people: who wants what, and how much."""

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from wgig_sim.scenario.problems import MANUAL, Problem, ScenarioError, Subject, problem_at, quoted
from wgig_sim.scenario.spreadsheet import Cell, Table, read_table

POSITION_FILE = Subject("position file", "actor, position", "", f"{MANUAL}#position-files", {})
NUMBERS = ("position", "salience", "capability")
NEEDS = ("actor", *NUMBERS)
SCALE = 100
PROCEDURE = "_procedures/wgig"
ACTORS, LETTERS = 300, 64
ASSUMED = f"""\
# A position file knows positions, salience and capability. The rest is assumed:
#
# - 0 and {SCALE} on an issue are the poles −1 and +1. Positions are exact: without spread.
# - Each actor is a group and a camp of its own, so that all know where it stands from the first day, as spatial
#   models take it to be.
# - Capability, the mean over an actor's issues as a share of the greatest, is standing: how much its word counts
#   with the others. Delete `standing` below to put all on an equal footing.
# - An actor without a row on an issue stands at the mean of the others, and the issue does not matter to it.
# - Trust, knowledge and competence are the same for all, and all come from one region.
# - They meet under the rules of the WGIG, which `extends` brings in. Keys of your own change them.
"""


class Stake(NamedTuple):
    """What an actor wants on an issue, each from 0 to 100."""

    position: float
    salience: float
    capability: float


class Actors(NamedTuple):
    """Who takes part and what is on the table, by id, with the words of the file; and each actor's stakes by issue."""

    names: dict[str, str]
    issues: dict[str, str]
    stakes: dict[str, dict[str, Stake]]


def read_positions(path: Path, shown: str) -> Actors:
    """The actors of a position file; a ScenarioError holds every problem, each with line and cell."""
    problems: list[Problem] = []
    try:
        table = read_table(path, shown, NEEDS, ("issue", *NEEDS), ())
        actors = _gathered(table, path.stem, problems)
    except ScenarioError as error:
        raise ScenarioError(error.problems, POSITION_FILE) from error
    if not problems:
        problems += _too_little(actors, shown)
    if problems:
        raise ScenarioError(problems, POSITION_FILE)
    return actors


def _gathered(table: Table, only_issue: str, problems: list[Problem]) -> Actors:
    """All rows; what is wrong with some goes to `problems`."""
    actors = Actors({}, {}, {})
    for row in table.rows:
        start = next(iter(row.values())).mark
        missing = [name for name in table.columns if name not in row]
        if missing:
            problems.append(Problem(start.file, start.line, 1, "", f"the cell {', '.join(missing)} is empty."))
            continue
        issue = row.get("issue") or Cell(only_issue, row["actor"].mark)
        who, what = _named(row["actor"], actors.names, problems), _named(issue, actors.issues, problems)
        stakes = actors.stakes.setdefault(who, {})
        if what in stakes:
            message = f"{quoted(row['actor'].text)} has a row on {quoted(issue.text)} already. Keep one."
            problems.append(problem_at(row["actor"].mark, "", message))
        stakes[what] = Stake(*(_number(table, row[name], name, problems) for name in NUMBERS))
    return actors


def _named(cell: Cell, known: dict[str, str], problems: list[Problem]) -> str:
    """The id of an actor or an issue: its name in small letters, with dashes for everything but letters and digits."""
    found = re.sub(r"[\W_]+", "-", cell.text.lower()).strip("-")
    if not 1 <= len(found) <= LETTERS or found == "default":
        allowed = f'1 to {LETTERS} letters or digits, and is not "default"'
        problems.append(problem_at(cell.mark, "", f"{quoted(cell.text)} cannot be a name. A name has {allowed}."))
    elif known.setdefault(found, cell.text) != cell.text:
        message = f"{quoted(cell.text)} and {quoted(known[found])} differ only in signs. Write both alike, or apart."
        problems.append(problem_at(cell.mark, "", message))
    return found


def _number(table: Table, cell: Cell, name: str, problems: list[Problem]) -> float:
    value = table.leaf(cell, True).value
    if isinstance(value, int | float) and 0 <= value <= SCALE:
        return float(value)
    problems.append(problem_at(cell.mark, name, f"should be a number from 0 to {SCALE}, is {quoted(value)}."))
    return 0.0


def _too_little(actors: Actors, shown: str) -> list[Problem]:
    """What makes no forum: one actor alone, one to whom nothing matters, nobody who counts."""
    found = []
    if not 2 <= len(actors.names) <= ACTORS:
        found.append(Problem(shown, 0, 0, "", f"should have 2 to {ACTORS} actors, has {len(actors.names)}."))
    for who, stakes in actors.stakes.items():
        if not any(stake.salience for stake in stakes.values()):
            message = f"the salience of {quoted(actors.names[who])} is 0 on every issue. Leave it out, or say what matters to it."
            found.append(Problem(shown, 0, 0, "", message))
    if not any(_capabilities(actors).values()):
        found.append(Problem(shown, 0, 0, "", "every capability is 0. Give at least one actor some."))
    return found


def _capabilities(actors: Actors) -> dict[str, float]:
    """The mean capability of each actor over its issues."""
    return {who: sum(stake.capability for stake in own.values()) / len(own) for who, own in actors.stakes.items()}


def scenario_text(actors: Actors, source: str, members: str) -> str:
    """The scenario file: who they are, what is on the table, how much each counts, and what was assumed."""
    import yaml

    capability = _capabilities(actors)
    most = max(capability.values())
    weight = {who: round(value / most, 4) for who, value in capability.items()}
    people = {who: {"title": name} for who, name in actors.names.items()}
    data: Mapping[str, Any] = {
        "extends": PROCEDURE,
        "title": Path(source).stem,
        "question": f"Could these {len(people)} actors agree under the rules of the WGIG?",
        "source": source,
        "groups": people,
        "camps": {who: dict(entry) for who, entry in people.items()},
        "clusters": {"all": {"title": "Issues"}},
        "issues": {issue: _issue(name) for issue, name in actors.issues.items()},
        "positions": {},
        "seats_file": members,
        "standing": dict.fromkeys(people, weight),
    }
    return ASSUMED + "\n" + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120)


def _issue(name: str) -> dict[str, Any]:
    poles = [f"0 on {name}", f"{SCALE} on {name}"]
    return {"title": name, "question": f"Where should {name} lie?", "poles": poles, "cluster": "all", "kind": "question"}


def members_text(actors: Actors, source: str) -> str:
    """The members as a CSV file, a row an actor."""
    stream = io.StringIO()
    columns = [f"{what}.{issue}" for issue in actors.issues for what in ("position", "salience")]
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(["id", "title", "group", "camp", "region", *columns, "source"])
    for who, stakes in actors.stakes.items():
        cells = [f"{value:.6g}" for issue in actors.issues for value in _wish(actors, stakes, issue)]
        rows.writerow([who, actors.names[who], who, who, "not stated", *cells, source])
    return stream.getvalue()


def _wish(actors: Actors, stakes: Mapping[str, Stake], issue: str) -> tuple[float, float]:
    """Position in [-1, 1] and salience on an issue."""
    own = stakes.get(issue)
    if own is not None:
        return 2 * own.position / SCALE - 1, own.salience
    others = [theirs[issue].position for theirs in actors.stakes.values() if issue in theirs]
    return 2 * sum(others) / len(others) / SCALE - 1, 0.0
