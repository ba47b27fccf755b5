"""Seats, positions and trust from the files that spreadsheets and network programs write."""

import re
from pathlib import Path

import pytest

from tests.scenario.conftest import Write
from wgig_sim.scenario.people import Belief
from wgig_sim.scenario.problems import ScenarioError
from wgig_sim.scenario.read import read

ROWS = [
    ["id", "title", "group", "camp", "region", "languages", "capacity", "susceptibility", "position.spam", "salience.spam"],
    ["a", "Member, north", "government", "treaty", "North", "no;en", "personal", "0.5", "-0.25", "2"],
    ["", "", "", "", "", "", "", "", "", ""],
    ["b", 'Called "b"', "civil-society", "codes", "South", "", "0.75", "", "", ""],
]


def table(delimiter: str, decimal: str, newline: str) -> str:
    def cell(text: str) -> str:
        quote = delimiter in text or '"' in text
        return '"' + text.replace('"', '""') + '"' if quote else text

    def numbers(text: str) -> str:
        return text.replace(".", decimal) if text.replace(".", "").lstrip("-").isdecimal() else text

    return newline.join(delimiter.join(cell(numbers(text)) for text in row) for row in ROWS) + newline


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(("delimiter", "decimal"), [(",", "."), (";", ","), (";", "."), ("\t", ".")])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_seats(write: Write, encoding: str, delimiter: str, decimal: str, newline: str) -> None:
    path = write("a.yaml", "extends: small\nseats_file: lists/seats.csv")
    Path("lists").mkdir()
    Path("lists/seats.csv").write_bytes(table(delimiter, decimal, newline).encode(encoding))
    first, second = read(path).seats
    assert (first.id, first.title, first.languages, first.capacity) == ("a", "Member, north", ("no", "en"), "personal")
    assert (first.susceptibility, first.positions, first.salience) == (0.5, {"spam": -0.25}, {"spam": 2.0})
    assert (second.title, second.languages, second.capacity) == ('Called "b"', ("en",), 0.75)
    assert second.positions == {}


def test_positions_of_the_file_itself_win(write: Write) -> None:
    write("p.csv", "camp,issue,mean,spread,source\ntreaty,spam,0.1,0.2,S\ncodes,default,-0.3,,\n")
    path = write("a.yaml", "extends: small\npositions_file: p.csv\npositions: {codes: {default: 0.9}}")
    positions = read(path).positions
    assert positions["treaty"]["spam"] == Belief(mean=0.1, spread=0.2, source="S")
    assert positions["treaty"]["default"] == 0.2
    assert positions["codes"]["default"] == 0.9


def test_listed_seats_replace_the_rows_of_an_inherited_file(write: Write) -> None:
    write("s.csv", "id,group,camp,region\na,government,treaty,x\nb,civil-society,codes,y\n")
    write("base.yaml", "extends: small\nseats_file: s.csv")
    rows = "".join(f"\n  - {{id: {name}, group: {group}, camp: codes, region: x}}" for name, group in GROUPS)
    assert [seat.id for seat in read(write("a.yaml", f"extends: base.yaml\nseats:{rows}")).seats] == ["x", "y"]


GROUPS = [("x", "government"), ("y", "civil-society")]
POOL = "".join(f"\n  - {{id: {name}, group: {group}, camp: codes, region: x}}" for name, group in GROUPS)


def test_seats_file_null_takes_the_rows_away(write: Write) -> None:
    write("s.csv", "id,group,camp,region\na,government,treaty,x\nb,civil-society,codes,y\n")
    write("base.yaml", "extends: small\nseats_file: s.csv")
    rule = "constituencies: {count: 50}\ncomposition: {rule: random, size: 4}"
    scenario = read(write("a.yaml", f"extends: base.yaml\nseats_file: null\n{rule}\npool:{POOL}"))
    assert scenario.seats == ()
    assert scenario.seats_file is None


def test_trust_from_graphml(write: Write) -> None:
    edges = '<edge source="gov-1" target="civ-1"><data key="w">0.75</data></edge>'
    head = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="w" for="edge" attr.name="weight"/>'
    write("t.graphml", f'{head}<graph edgedefault="undirected"><node id="gov-1"/>{edges}</graph></graphml>')
    pairs = read(write("a.yaml", "extends: small\ntrust: {file: t.graphml}")).trust.pairs
    assert pairs == (("gov-1", "civ-1", 0.75), ("civ-1", "gov-1", 0.75))


def test_paths_are_relative_to_the_file_that_names_them(write: Write) -> None:
    write("deep/s.csv", "id,group,camp,region\na,government,treaty,x\nb,civil-society,codes,y\n")
    write("deep/base.yaml", "extends: small\nseats_file: s.csv")
    assert len(read(write("a.yaml", "extends: deep/base.yaml")).seats) == 2


def test_weights_from_a_square_table(write: Write) -> None:
    write("w.csv", "from;to.gov-1;to.gov-2;to.civ-1;to.civ-2\n" + "".join(f"{name};0,5;0,5;0,25;0,5\n" for name in IDS))
    scenario = read(write("a.yaml", "extends: small\nrounds: {turns: 8}\ntrust: {weights_file: w.csv}"))
    assert scenario.trust.weights_file is None
    assert [row for row in scenario.trust.weights if row[0] == "civ-1"] == [
        ("civ-1", "gov-1", 0.5), ("civ-1", "gov-2", 0.5), ("civ-1", "civ-1", 0.25), ("civ-1", "civ-2", 0.5),
    ]  # fmt: skip


def test_weights_of_the_manual(write: Write) -> None:
    """The own weight of the mayor is smaller than what the clerk gets, so two statements each are needed."""
    table = re.findall(r"```csv\n(from,to.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)[0]
    write("w.csv", table)
    rows = "".join(f"\n  - {{id: {name}, group: {group}, camp: codes, region: x}}" for name, group in VILLAGE)
    path = write("a.yaml", f"extends: small\ntrust: {{weights_file: w.csv}}\nrounds: {{turns: 4}}\nseats:{rows}")
    assert len(read(path).trust.weights) == 4
    with pytest.raises(ScenarioError, match="should be 4: with these weights it takes 2 statements of each of 2 seats"):
        read(path, ["rounds.turns=2"])


IDS = ("gov-1", "gov-2", "civ-1", "civ-2")
VILLAGE = [("mayor", "government"), ("clerk", "civil-society")]
MANUAL = Path(__file__).parents[2] / "docs" / "scenarios.md"
