"""Input that cannot be used: a located message, exit code 2, nothing on the output, nothing written, no traceback."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.program import listing, refused, settle, succeeded, wgig_sim

Write = Callable[[Path], object]

VARIANTS = {
    "unknown-key": ("titel: x", ':2:1  titel: unknown key "titel". Did you mean "title"?'),
    "misspelt-key": ("rounds: {per_dya: 3}", ':2:10  rounds.per_dya: unknown key "per_dya". Did you mean "per_day"?'),
    "unknown-constant": ("mechanisms: {trust: {gian: 1}}", ':2:22  mechanisms.trust.gian: unknown constant "gian".'),
    "wrong-type": ("title: [1, 2]", ":2:1  title: should be a text, is a list."),
    "out-of-range": ("rounds: {per_day: -1}", ":2:19  rounds.per_day: should be at least 1, is -1."),
    "not-a-number": ("camps: {savers: {susceptibility: .nan}}", ":2:34  camps.savers.susceptibility: should be a finite number"),
    "infinity": ("standing: {government: {households: .inf}}", ":2:37  standing.government.households: should be a finite"),
    "unknown-group": (
        "seats: [{id: a, group: goverment, camp: savers, region: north}]",
        'seats[0].group: unknown group "goverment". Did you mean "government"?',
    ),
    "unknown-camp": (
        "seats: [{id: a, group: government, camp: savres, region: north}]",
        'seats[0].camp: unknown camp "savres". Did you mean "savers"?',
    ),
    "unknown-issue": (
        "positions: {savers: {pumps: 0.1}}",
        ':2:22  positions.savers.pumps: unknown issue "pumps".',
    ),
    "duplicate-key": ("title: One\ntitle: Two", ":3:1  title: duplicate key; it was given on line 2 already."),
    "duplicate-id": (
        "seats:\n- {id: a, group: government, camp: savers, region: x}\n- {id: a, group: households, camp: savers, region: x}",
        ':4:8  seats[1].id: duplicate id "a"; seats[0] has it (line 3).',
    ),
    "end-before-start": (
        "calendar: {second: {start: 2005-03-03, end: 2005-03-02}}",
        ":2:45  calendar.second.end: should not be",
    ),
    "dates-out-of-order": (
        "calendar:\n  replace: true\n  b: {title: B, kind: meeting, start: 2005-03-02, days: [open]}\n"
        "  a: {title: A, kind: meeting, start: 2005-03-01, days: [open]}",
        ":5:39  calendar.a.start: 2005-03-01 is before 2005-03-02, the start of b above it.",
    ),
    "impossible-date": ("calendar: {first: {start: 2005-02-31}}", ":2:27  calendar.first.start: 2005-02-31 is not a date."),
    "empty-group": ("groups: {press: {title: The press}}", ":2:10  groups.press: press has no seats"),
    "no-issues": ("issues: {replace: true}", ":2:1  issues: should have at least 1 entry, has 0."),
    "quotas": (
        "pool:\n  - {id: a, group: government, camp: savers, region: north}\nconstituencies: {count: 10}\n"
        "composition: {rule: balanced, size: 4, shares: {government: 0.7}}",
        ":5:40  composition.shares: add up to 0.7, less than 1, and no other group of the pool can take the rest.",
    ),
    "circular-extends": ("extends: circular-extends.yaml", ":1:10  extends: goes round in a circle"),
    "missing-extends": ("extends: vilage.yaml", ':1:10  extends: there is no file "vilage.yaml".'),
    "missing-columns": ("seats_file: columns.csv", "columns.csv:1:1  seats: columns are missing: group, region."),
    "bad-cells": (
        "seats_file: cells.csv",
        "cells.csv:2:5  seats[0].capacity: should be one of personal, instructed",
    ),
    "alias-bomb": (
        "\n".join(["note: &a0 x", *(f"x{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]),
        "holds more than 200000 values, aliases expanded.",
    ),
    "syntax": ("title: [", " is not YAML: "),
}
"""What a variant of the village says, and a part of what it gets to hear."""


def sparse(path: Path, size: int) -> None:
    """A file of a size, with nothing in it."""
    with path.open("wb") as stream:
        stream.truncate(size)


JUNK: dict[str, tuple[Write, str]] = {
    "directory": (lambda path: path.mkdir(), ".yaml  is a directory. Name a file in it."),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 40), "binary.yaml"),
    "empty": (lambda path: path.write_bytes(b""), "empty.yaml"),
    "huge": (lambda path: sparse(path, 100_000_000), ".yaml  has 100 MB; a scenario has at most 5 MB."),
    "loop": (lambda path: path.symlink_to(path), "loop.yaml"),
    "absent": (lambda path: None, ".yaml  does not exist."),
}
"""What lies in the place of a scenario, and a part of what is said of it."""

EXPECTED = {name: message for table in (VARIANTS, JUNK) for name, (_, message) in table.items()}


def write_variant(folder: Path, name: str) -> Path:
    """A variant of the village, which lies beside it."""
    text, path = VARIANTS[name][0], folder / f"{name}.yaml"
    path.write_text(f"{text}\n" if text.startswith("extends") else f"extends: village.yaml\n{text}\n")
    return path


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The village with all bad files around it."""
    folder = settle(tmp_path_factory.mktemp("bad"))
    (folder / "columns.csv").write_text("id,camp\na,savers\n")
    (folder / "cells.csv").write_text(
        "id,group,camp,region,capacity\na,government,savers,north,often\nb,households,savers,north,\n"
    )
    for name in VARIANTS:
        write_variant(folder, name)
    for name, (write, _) in JUNK.items():
        write(folder / f"{name}.yaml")
    return folder


@pytest.fixture(scope="module")
def checked(bad: Path) -> str:
    """What check says of all bad files in one go."""
    return refused(wgig_sim("check", *(f"{name}.yaml" for name in EXPECTED), cwd=bad))


@pytest.mark.parametrize("name", EXPECTED)
def test_bad_file(name: str, bad: Path, checked: str) -> None:
    before = listing(bad)
    said = refused(wgig_sim("run", f"{name}.yaml", cwd=bad))
    assert EXPECTED[name] in said
    assert "See docs/scenarios.md#" in said
    assert said in checked
    assert listing(bad) == before


def test_a_file_below_a_file(village: Path) -> None:
    assert "village.csv/bad.yaml  " in refused(wgig_sim("run", "village.csv/bad.yaml", cwd=village))
    assert listing(village) == ["village.csv", "village.yaml"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(village: Path) -> None:
    (village / "village.csv").chmod(0)
    assert "permission denied" in refused(wgig_sim("run", "village.yaml", cwd=village))


def test_all_problems_at_once(village: Path) -> None:
    text = "extends: village.yaml\ntitel: x\nrounds: {per_day: -1}\ncalendar: {first: {start: 2005-02-31}}\n"
    (village / "bad.yaml").write_text(text)
    said = refused(wgig_sim("check", "bad.yaml", cwd=village)).splitlines()
    assert [line.split()[0] for line in said[:-1]] == ["bad.yaml:2:1", "bad.yaml:3:19", "bad.yaml:4:27"]
    assert said[-1] == "3 problems. See docs/scenarios.md#keys, #rounds, #calendar."


def test_good_and_bad_files(village: Path) -> None:
    write_variant(village, "unknown-key")
    done = wgig_sim("check", "village.yaml", "unknown-key.yaml", "wsis-2003", "absent.yaml", cwd=village)
    assert done.returncode == 2
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["village.yaml", "wsis-2003"]
    assert "unknown-key.yaml:2:1  titel: unknown key" in done.stderr
    assert "absent.yaml  does not exist." in done.stderr


def test_good_files(village: Path) -> None:
    said = succeeded(wgig_sim("check", "village.yaml", "wgig-2005/no-chair", cwd=village))
    assert said.splitlines()[0] == "village.yaml: is a valid scenario (A village pump)."
    assert len(said.splitlines()) == 2


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("rounds.per_dya=3", '--set 1  rounds.per_dya: unknown key "per_dya". Did you mean "per_day"?'),
        ("seats[9].camp=savers", "--set 1  seats: there is no entry [9]. Entries: [0] to [3]."),
        ("rounds.per_day=many", "--set 1  rounds.per_day: "),
        ("rounds.per_day", "--set 1"),
        ("", "--set 1"),
        (b"title=\xff", "--set 1  title: "),
    ],
)
def test_bad_settings(setting: str | bytes, message: str, village: Path) -> None:
    assert message in refused(wgig_sim("run", "village.yaml", "--set", setting, cwd=village))
    assert listing(village) == ["village.csv", "village.yaml"]


def test_a_misspelt_name(tmp_path: Path) -> None:
    assert 'Did you mean "wgig-2005"?' in refused(wgig_sim("run", "wgig-2004", cwd=tmp_path))
    assert listing(tmp_path) == []


@pytest.mark.parametrize(
    "arguments", [("run", "wgig-2005", "--sed", "1"), ("list", "--all"), ("run",), ("check",), ("show", "a", "b")]
)
def test_what_cannot_be_asked(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert refused(wgig_sim(*arguments, cwd=tmp_path)).startswith("Usage: ")
    assert listing(tmp_path) == []


@pytest.mark.parametrize("seed", ["-1", "1e5", "abc", "", "1.0", str(2**63)])
def test_what_is_no_seed(seed: str, village: Path) -> None:
    said = refused(wgig_sim("run", "village.yaml", "--seed", seed, cwd=village))
    assert f"'--seed': {seed} is not a whole number from 0 to 9223372036854775807." in said
    assert listing(village) == ["village.csv", "village.yaml"]
