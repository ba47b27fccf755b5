"""The project stands alone: nothing in it points at the machine it was written on."""

import re
from pathlib import Path

from tests.house.tree import name, project_files

FOLDERS = "|".join(("work", "tmp", "root", "home", "opt", "Users"))
LOCAL_PATH = re.compile(rf"(?<![\w.])/(?:{FOLDERS})/|file:/{{2}}")


def lines(path: Path) -> list[str]:
    """The lines of a text file; a picture or an archive has none."""
    content = path.read_bytes()
    return [] if b"\0" in content else content.decode(errors="replace").splitlines()


def test_no_file_names_a_place_on_one_machine() -> None:
    found = [
        f"{name(path)}:{number}: {line.strip()[:80]}"
        for path in project_files()
        for number, line in enumerate(lines(path), start=1)
        if LOCAL_PATH.search(line)
    ]
    assert found == []


def test_the_rule_sees_what_it_forbids() -> None:
    for folder in FOLDERS.split("|"):
        assert LOCAL_PATH.search(f'open("/{folder}/file")')
        assert LOCAL_PATH.search(f"see /{folder}/file")
    assert not LOCAL_PATH.search("tests/home/file and https://example.org/home/page")
