"""`import`: two files or none, nothing replaced unasked, and what comes of it runs."""

from pathlib import Path

import pytest

from tests.cli.program import contents, listing, refused, succeeded, wgig_sim
from wgig_sim.show.swap import put_all

PUMP = """\
actor,issue,position,salience,capability
Mayor,Pump,80,70,100
Mayor,Costs,90,40,100
Clerk,Pump,25,60,50
Clerk,Costs,60,80,50
Well Street,Pump,100,90,40
Well Street,Costs,80,50,40
Mill Lane,Pump,10,90,30
"""


@pytest.fixture
def pump(tmp_path: Path) -> Path:
    (tmp_path / "pump.csv").write_text(PUMP, encoding="utf-8")
    return tmp_path


def test_a_position_file_becomes_a_scenario_that_runs(pump: Path) -> None:
    told = succeeded(wgig_sim("import", "pump.csv", cwd=pump))
    assert told == (
        "pump.yaml: 4 actors, 2 issues, the rules of the WGIG; members in pump-members.csv.\n"
        "What was assumed stands at its top. Try it: wgig-sim run pump.yaml\n"
    )
    assert listing(pump) == ["pump-members.csv", "pump.csv", "pump.yaml"]
    assert "valid scenario (pump)" in succeeded(wgig_sim("check", "pump.yaml", cwd=pump))
    done = wgig_sim("run", "pump.yaml", "--set", "last_event=first-meeting", "--quiet", cwd=pump)
    assert "runs/pump-0/" in succeeded(done)


def test_one_issue_is_one(tmp_path: Path) -> None:
    (tmp_path / "well.csv").write_text("\n".join(PUMP.splitlines()[i] for i in (0, 1, 3, 5)), encoding="utf-8")
    assert "well.yaml: 3 actors, 1 issue, the rules" in succeeded(wgig_sim("import", "well.csv", cwd=tmp_path))


def test_it_may_lie_elsewhere(pump: Path) -> None:
    (pump / "mine").mkdir()
    succeeded(wgig_sim("import", "pump.csv", "--out", "mine/well.yaml", cwd=pump))
    assert listing(pump / "mine") == ["well-members.csv", "well.yaml"]
    succeeded(wgig_sim("check", "mine/well.yaml", cwd=pump))


@pytest.mark.parametrize("there", ["pump.yaml", "pump-members.csv"])
def test_nothing_is_replaced_unasked(pump: Path, there: str) -> None:
    (pump / there).write_text("mine")
    before = contents(pump)
    message = refused(wgig_sim("import", "pump.csv", cwd=pump))
    assert message == f"{there}: exists already. Name another file with --out, or replace it with --force.\n"
    assert contents(pump) == before
    succeeded(wgig_sim("import", "pump.csv", "--force", cwd=pump))
    assert (pump / there).read_text("utf-8") != "mine"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--out", "pump"], "pump: a scenario is a file whose name ends in .yaml.\n"),
        (["--out", "no/pump.yaml"], "no/pump.yaml: there is no folder no. Make it first, or name another one.\n"),
        (["--out", "folder.yaml", "--force"], "folder.yaml: is a folder. Name another file with --out.\n"),
    ],
)
def test_places_that_cannot_be(pump: Path, arguments: list[str], message: str) -> None:
    (pump / "folder.yaml").mkdir()
    before = listing(pump)
    assert refused(wgig_sim("import", "pump.csv", *arguments, cwd=pump)) == message
    assert listing(pump) == before


def test_the_position_file_is_not_replaced_by_its_own_members(pump: Path) -> None:
    (pump / "pump.csv").rename(pump / "well-members.csv")
    before = contents(pump)
    message = refused(wgig_sim("import", "well-members.csv", "--out", "well.yaml", "--force", cwd=pump))
    assert message == "well-members.csv: is the position file itself. Name another file with --out.\n"
    assert contents(pump) == before


def test_a_broken_file_leaves_nothing(pump: Path) -> None:
    (pump / "pump.csv").write_text(PUMP.replace("25,60", "125,sixty"), encoding="utf-8")
    assert refused(wgig_sim("import", "pump.csv", cwd=pump)).splitlines() == [
        "pump.csv:4:3  position: should be a number from 0 to 100, is 125.",
        'pump.csv:4:4  salience: should be a number from 0 to 100, is "sixty".',
        "2 problems. See docs/scenarios.md#position-files.",
    ]
    assert listing(pump) == ["pump.csv"]
    assert refused(wgig_sim("import", "nowhere.csv", cwd=pump)).startswith("nowhere.csv  does not exist.")


def test_files_come_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second cannot take its place: the first goes, and what was there before comes back."""
    new, old, never = (tmp_path / name for name in ("new", "old", "never"))
    old.write_bytes(b"older")
    rename = Path.rename

    def refusing(self: Path, target: Path) -> Path:
        if target == never:
            raise OSError("no room")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(OSError, match="no room"):
        put_all({new: b"1", old: b"2", never: b"3"})
    assert contents(tmp_path) == {"old": b"older"}
    monkeypatch.undo()
    put_all({new: b"1", old: b"2", never: b"3"})
    assert contents(tmp_path) == {"new": b"1", "old": b"2", "never": b"3"}
