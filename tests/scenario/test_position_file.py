"""Position files: what becomes of each number, what is assumed, and how a broken one is refused."""

import csv
import io
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wgig_sim.scenario import library
from wgig_sim.scenario.position_file import ACTORS, NEEDS, Actors, members_text, read_positions, scenario_text
from wgig_sim.scenario.problems import ScenarioError
from wgig_sim.scenario.read import read
from wgig_sim.scenario.schema import Scenario

HEAD = "actor,issue,position,salience,capability\n"
PUMP = HEAD + "Mayor,Pump,75,70,100\nMayor,Costs,100,40,50\nMill Lane,Pump,0,90,30\n"
SHIPPED = Path(__file__).parents[2] / "scenarios"


@pytest.fixture(autouse=True)
def _shipped_library(_small_library: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The procedure under which position files are read travels with the program."""
    monkeypatch.setattr(library, "folder", lambda *_: SHIPPED)


def actors(folder: Path, text: str) -> Actors:
    path = folder / "pump.csv"
    path.write_text(text, encoding="utf-8")
    return read_positions(path, "pump.csv")


def forum(folder: Path, found: Actors) -> Scenario:
    (folder / "members.csv").write_text(members_text(found, "pump.csv"), encoding="utf-8")
    (folder / "pump.yaml").write_text(scenario_text(found, "pump.csv", "members.csv"), encoding="utf-8")
    return read(folder / "pump.yaml")


def complaint(folder: Path, text: str) -> list[str]:
    with pytest.raises(ScenarioError) as raised:
        actors(folder, text)
    *lines, last = str(raised.value).splitlines()
    assert last.endswith("See docs/scenarios.md#position-files.")
    return [" ".join(line.split()) for line in lines]


def test_numbers_by_hand(tmp_path: Path) -> None:
    """75 of 100 is halfway from the middle to the second pole; capability is 75 and 30 on average, 1 and 0.4 of the greatest."""
    scenario = forum(tmp_path, actors(tmp_path, PUMP))
    mayor, mill = scenario.seats
    assert mayor.positions == {"pump": 0.5, "costs": 1.0}
    assert mayor.salience == {"pump": 70, "costs": 40}
    assert {key: value for key, value in scenario.standing["mill-lane"].items() if key != "mill-lane"} == {"mayor": 1.0}
    assert scenario.standing["mayor"]["mill-lane"] == 0.4
    assert mill.salience == {"pump": 90, "costs": 0}, "no row on costs"
    assert mill.positions == {"pump": -1.0, "costs": 1.0}, "the mean of the others"


def test_what_is_assumed(tmp_path: Path) -> None:
    found = actors(tmp_path, PUMP)
    scenario = forum(tmp_path, found)
    assert [seat.group for seat in scenario.seats] == [seat.camp for seat in scenario.seats] == list(found.names)
    assert scenario.groups["mill-lane"].title == "Mill Lane"
    assert len({seat.region for seat in scenario.seats}) == 1
    assert scenario.rules.consensus.rule == "consensus"
    assert all(seat.source == "pump.csv" for seat in scenario.seats)
    assert scenario_text(found, "pump.csv", "members.csv").startswith("# A position file knows")


def test_a_file_about_one_issue_needs_no_column_for_it(tmp_path: Path) -> None:
    found = actors(tmp_path, "actor;position;salience;capability\nA;12,5;50;100\nB;100;50;100\n")
    assert found.issues == {"pump": "pump"}
    assert forum(tmp_path, found).seats[0].positions == {"pump": -0.75}


NAMES = st.text("abÄß 1-_/", min_size=1, max_size=8).filter(lambda name: any(letter.isalnum() for letter in name))
SHARES = st.integers(0, 400).map(lambda quarter: quarter / 4)
UNMOVED = 'pump.csv the salience of "A" is 0 on every issue. Leave it out, or say what matters to it.'
WORDS = ("no", "null", "on", "1", "1e3", "replace", "title", "ja: nein", "# x")


@settings(max_examples=60)
@given(st.data())
def test_any_actors_make_a_forum(data: st.DataObject) -> None:
    def ids(least: int) -> list[str]:
        names = st.one_of(st.sampled_from(WORDS), NAMES)
        found: list[str] = data.draw(
            st.lists(names, min_size=least, max_size=6, unique_by=lambda n: "".join(filter(str.isalnum, n.lower())))
        )
        return [name.strip() for name in found]

    who, what = ids(2), ids(1)
    stakes = {(a, i): (data.draw(SHARES), data.draw(SHARES) or 1.0, data.draw(SHARES) or 1.0) for a in who for i in what}
    stream = io.StringIO()
    csv.writer(stream).writerows([("actor", "issue", *NEEDS[1:]), *((a, i, *numbers) for (a, i), numbers in stakes.items())])
    folder = Path(tempfile.mkdtemp())
    try:
        scenario = forum(folder, actors(folder, stream.getvalue()))
    finally:
        shutil.rmtree(folder)
    assert [seat.title for seat in scenario.seats] == who
    assert [issue.title for issue in scenario.issues.values()] == what
    for a, seat in zip(who, scenario.seats, strict=True):
        wanted = [stakes[a, i] for i in what]
        assert list(seat.positions.values()) == pytest.approx([position / 50 - 1 for position, _, _ in wanted], abs=1e-5)
        assert list(seat.salience.values()) == pytest.approx([salience for _, salience, _ in wanted])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ["pump.csv:1:1 is empty. Its first row should name columns: actor, position, salience, capability."]),
        ("actor,position\nA,1\n", [f"pump.csv:1:1 columns are missing: salience, capability. Needed: {', '.join(NEEDS)}."]),
        (HEAD + "A,p,1,2\nB,p,1,2,3\n", ["pump.csv:2:4 has 4 cells, the first row has 5. Quote cells that hold a delimiter."]),
        (
            HEAD + "A,p,101,-1,x\nB,p,1,,3\n",
            [
                "pump.csv:2:3 position: should be a number from 0 to 100, is 101.",
                "pump.csv:2:4 salience: should be a number from 0 to 100, is -1.",
                'pump.csv:2:5 capability: should be a number from 0 to 100, is "x".',
                "pump.csv:3:1 the cell salience is empty.",
            ],
        ),
        (HEAD + "A,p,nan,1,inf\nB,p,1,1,1\n", [
            'pump.csv:2:3 position: should be a number from 0 to 100, is "nan".',
            'pump.csv:2:5 capability: should be a number from 0 to 100, is "inf".',
        ]),
        (HEAD + "A,p,1,1,1\nA,p,2,1,1\nB,p,1,1,1\n", ['pump.csv:3:1 "A" has a row on "p" already. Keep one.']),
        (HEAD + "A b,p,1,1,1\nA-B,p,2,1,1\n", [
            'pump.csv:3:1 "A-B" and "A b" differ only in signs. Write both alike, or apart.',
            'pump.csv:3:1 "A-B" has a row on "p" already. Keep one.',
        ]),
        (HEAD + "?,p,1,1,1\nB,default,1,1,1\n", [
            'pump.csv:2:1 "?" cannot be a name. A name has 1 to 64 letters or digits, and is not "default".',
            'pump.csv:3:2 "default" cannot be a name. A name has 1 to 64 letters or digits, and is not "default".',
        ]),
        (HEAD + "A,p,1,1,1\n", ["pump.csv should have 2 to 300 actors, has 1."]),
        (HEAD + "A,p,1,0,1\nB,p,1,1,1\n", [UNMOVED]),
        (HEAD + "A,p,1,1,0\nB,p,1,1,0\n", ["pump.csv every capability is 0. Give at least one actor some."]),
        (HEAD + 'A,p,1,"1,1\n', ["pump.csv:2:1 is not CSV here: unexpected end of data."]),
    ],
)  # fmt: skip
def test_broken(tmp_path: Path, text: str, lines: list[str]) -> None:
    assert complaint(tmp_path, text) == lines


def test_as_many_actors_as_there_may_be(tmp_path: Path) -> None:
    rows = "".join(f"Actor {number},p,{number % 101},50,50\n" for number in range(ACTORS))
    assert len(forum(tmp_path, actors(tmp_path, HEAD + rows)).seats) == ACTORS
    assert complaint(tmp_path, HEAD + rows + "One more,p,1,1,1\n") == ["pump.csv should have 2 to 300 actors, has 301."]
