"""The page's pure functions hold by node's own tests, which lie beside this file; the node is the one that Playwright ships."""

import re
import subprocess
from pathlib import Path

import playwright

HERE = Path(__file__).resolve().parent
NODE = next((Path(playwright.__file__).parent / "driver").glob("node*"))
D3 = HERE.parents[2] / "wgig_sim" / "classroom" / "page" / "vendor" / "d3.min.js"
"""What is there for everybody on the page before its modules are."""
TESTS = sorted(HERE.glob("*.test.js"))
FAILING = "failing tests:"
"""What node says before it says it all again, of those that failed alone."""
BROKEN = "import test from 'node:test'; test('never', () => { throw new Error('as it must'); });\n"


def node(*files: Path) -> "subprocess.CompletedProcess[str]":
    command = [str(NODE), "--import", D3.as_uri(), "--test", "--test-reporter=spec", *map(str, files)]
    return subprocess.run(command, cwd=HERE, capture_output=True, encoding="utf-8", timeout=120, check=False)


def test_all_hold() -> None:
    done = node(*TESTS)
    assert done.returncode == 0, done.stdout.partition(FAILING)[2] + done.stderr
    assert int(re.findall(r"^. pass (\d+)$", done.stdout, re.MULTILINE)[0]) >= len(TESTS) > 0


def test_one_that_fails_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "broken.test.mjs").write_text(BROKEN, encoding="utf-8")
    done = node(tmp_path / "broken.test.mjs")
    assert done.returncode != 0
    assert "as it must" in done.stdout.partition(FAILING)[2]
