"""Input that cannot be used: a located message, exit code 2, nothing on the output, nothing written, no traceback."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.program import listing, refused, succeeded, wgig_sim

Write = Callable[[Path], object]

VARIANTS = {
    "unknown key": ("titel: x", ':2:1  titel: unknown key. Did you mean "title"?'),
    "misspelt key": ("rounds: {per_dya: 3}", 'rounds.per_dya: unknown key. Did you mean "per_day"?'),
    "unknown constant": ("mechanisms: {trust: {gian: 1}}", "mechanisms.trust.gian: "),
    "wrong type": ("title: [1, 2]", ":2:8  title: "),
    "out of range": ("rounds: {per_day: -1}", ":2:19  rounds.per_day: "),
    "not a number": ("camps: {savers: {susceptibility: .nan}}", ":2:34  camps.savers.susceptibility: "),
    "infinity": ("standing: {government: {households: .inf}}", ":2:37  standing.government.households: "),
    "unknown group": ("seats: [{id: a, group: goverment, camp: savers}]", 'unknown group "goverment". Did you mean "government"?'),
    "unknown camp": ("seats: [{id: a, group: government, camp: savres}]", 'unknown camp "savres". Did you mean "savers"?'),
    "unknown issue": ("positions: {savers: {pumps: 0.1}}", 'unknown issue "pumps". Did you mean "pump"?'),
    "duplicate key": ("title: One\ntitle: Two", ":3:1  title: "),
    "duplicate id": ("seats: [{id: a, group: government, camp: savers}, {id: a, group: households, camp: savers}]", ":2:55  seats[1].id: "),
    "dates out of order": ("calendar: {second: {start: 2005-03-03, end: 2005-03-02}}", ":2:"),
    "impossible date": ("calendar: {first: {start: 2005-02-31}}", "calendar.first.start: 2005-02-31 is not a date."),
    "empty group": ("groups: {press: {title: The press}}", "groups.press"),
    "no issues": ("replace: [issues]\nissues: {}", "issues"),
    "quotas that cannot be met": (
        "seats_file: null\npool: [{id: a, group: government, camp: savers, count: 3}]\n"
        "composition: {rule: quotas, size: 4, quotas: {government: 3, households: 1}}",
        "composition",
    ),
    "circular extends": ("extends: bad.yaml", "extends: "),
    "missing extends": ("extends: vilage.yaml", ":1:10  extends: "),
    "columns missing": ("seats_file: columns.csv", "columns.csv:1"),
    "bad cells": ("seats_file: cells.csv", "cells.csv:2:4"),
    "alias bomb": ("\n".join(["note: &a0 x", *(f"x{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]), "bad.yaml:"),
    "syntax": ("title: [", "bad.yaml:"),
}
"""What a variant of the village says, and a part of what it gets to hear."""

JUNK: dict[str, tuple[Write, str]] = {
    "a directory": (lambda path: path.mkdir(), "bad.yaml  is a directory. Name a file in it."),
    "a binary file": (lambda path: path.write_bytes(bytes(range(256)) * 40), "bad.yaml"),
    "an empty file": (lambda path: path.write_bytes(b""), "bad.yaml"),
    "100 MB": (lambda path: os.truncate(path.open("wb").fileno(), 100_000_000), "bad.yaml  has 100 MB"),
    "nothing there": (lambda path: None, "bad.yaml  does not exist."),
    "a link to itself": (lambda path: path.symlink_to(path), "bad.yaml"),
}


@pytest.fixture
def bad(village: Path) -> Path:
    """The place of a bad file beside the village."""
    (village / "columns.csv").write_text("id,camp\na,savers\n")
    (village / "cells.csv").write_text("id,group,camp,capacity\na,government,savers,often\n")
    return village / "bad.yaml"


def refused_by_both(bad: Path, file: str = "bad.yaml") -> str:
    """What check and run say, which is the same, and leaves nothing."""
    before = listing(bad.parent)
    said = refused(wgig_sim("run", file, cwd=bad.parent))
    assert refused(wgig_sim("check", file, cwd=bad.parent)) == said
    assert listing(bad.parent) == before
    return said


@pytest.mark.parametrize("name", VARIANTS)
def test_bad_variant(name: str, bad: Path) -> None:
    text, message = VARIANTS[name]
    bad.write_text(text if text.startswith("extends") else f"extends: village.yaml\n{text}\n")
    said = refused_by_both(bad)
    assert message in said
    assert "See docs/scenarios.md#" in said


@pytest.mark.parametrize("name", JUNK)
def test_junk(name: str, bad: Path) -> None:
    write, message = JUNK[name]
    write(bad)
    assert message in refused_by_both(bad)


def test_a_file_below_a_file(bad: Path) -> None:
    assert "village.csv/bad.yaml" in refused_by_both(bad, "village.csv/bad.yaml")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(bad: Path) -> None:
    bad.write_text("extends: village.yaml\n")
    bad.chmod(0)
    assert "permission denied" in refused_by_both(bad)


def test_all_problems_at_once(bad: Path) -> None:
    bad.write_text("extends: village.yaml\ntitel: x\nrounds: {per_day: -1}\ncalendar: {first: {start: 2005-02-31}}\n")
    said = refused(wgig_sim("check", "bad.yaml", cwd=bad.parent)).splitlines()
    assert [line.split()[0] for line in said[:-1]] == ["bad.yaml:2:1", "bad.yaml:3:19", "bad.yaml:4:27"]
    assert said[-1].startswith("3 problems. See docs/scenarios.md#")


def test_several_files_at_once(bad: Path) -> None:
    bad.write_text("extends: village.yaml\ntitel: x\n")
    done = wgig_sim("check", "village.yaml", "bad.yaml", "wsis-2003", "absent.yaml", cwd=bad.parent)
    assert done.returncode == 2
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["village.yaml", "wsis-2003"]
    assert "bad.yaml:2:1  titel: unknown key" in done.stderr
    assert "absent.yaml  does not exist." in done.stderr


def test_good_files(village: Path) -> None:
    said = succeeded(wgig_sim("check", "village.yaml", "wgig-2005/no-chair", cwd=village))
    assert said.splitlines()[0] == "village.yaml: is a valid scenario (A village pump)."
    assert len(said.splitlines()) == 2


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("rounds.per_dya=3", '--set 1  rounds.per_dya: unknown key. Did you mean "per_day"?'),
        ("seats[9].camp=savers", "--set 1  seats[9]"),
        ("rounds.per_day=many", "--set 1  rounds.per_day: "),
        ("rounds.per_day", "--set 1"),
        ("", "--set 1"),
        (b"title=\xff", "--set 1  title: "),
    ],
)
@pytest.mark.parametrize("verb", ["run", "show"])
def test_bad_settings(verb: str, setting: str | bytes, message: str, village: Path) -> None:
    assert message in refused(wgig_sim(verb, "village.yaml", "--set", setting, cwd=village))
    assert listing(village) == ["village.csv", "village.yaml"]


def test_a_misspelt_name(tmp_path: Path) -> None:
    assert 'Did you mean "wgig-2005"?' in refused(wgig_sim("run", "wgig-2004", cwd=tmp_path))
    assert listing(tmp_path) == []


@pytest.mark.parametrize("arguments", [("run", "wgig-2005", "--sed", "1"), ("list", "--all"), ("run",), ("check",), ("show", "a", "b")])
def test_what_cannot_be_asked(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert refused(wgig_sim(*arguments, cwd=tmp_path)).startswith("Usage: ")
    assert listing(tmp_path) == []
