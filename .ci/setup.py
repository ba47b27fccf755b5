"""Make the virtual environment whole: `python .ci/setup.py run` for the program; `... dev` and `... bench` add their tools.

Does nothing when the environment was completed for this Python, this checkout, this pyproject.toml and these
constraints. One that was never completed (interrupted, copied from elsewhere, made by another Python) is made anew.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
STAMP = VENV / "complete"
CONSTRAINTS = ROOT / "constraints.txt"


def home() -> str:
    """What an environment belongs to: it cannot be moved to another folder or another Python."""
    return f"{ROOT} {sys.base_prefix} {sys.version}".replace("\n", " ")


def needs() -> str:
    """What the environment was asked to hold."""
    digest = hashlib.sha256()
    for path in (ROOT / "pyproject.toml", CONSTRAINTS, ROOT / "wgig_sim" / "__init__.py"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def starts() -> bool:
    """Whether the environment's Python runs and has pip."""
    try:
        return subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def main(level: str) -> int:
    """Bring the environment to `level`; the stamp is away while anything is half done."""
    stamp = STAMP.read_text(encoding="utf-8").splitlines() if STAMP.is_file() else []
    sound = stamp[:1] == [home()] and starts()
    if sound and stamp[1:2] == [needs()] and level in stamp[2:]:
        return 0
    if sound:
        STAMP.unlink()
    else:
        print("Making a virtual environment in .venv", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        made = subprocess.run([sys.executable, "-m", "venv", VENV], check=False)
        if made.returncode:
            print("That failed. On Debian and Ubuntu, install the package python3-venv and try again.", file=sys.stderr)
            return made.returncode
    levels = sorted({level, "run", *(stamp[2:] if sound else [])})
    print(f"Installing wgig-sim and what it needs ({' and '.join(levels)}), in the tested versions", flush=True)
    extras = ",".join(level for level in levels if level != "run")
    target = f".[{extras}]" if extras else "."
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    installed = subprocess.run([*pip, "--constraint", str(CONSTRAINTS), "--editable", target], cwd=ROOT, check=False)
    if installed.returncode == 0:
        STAMP.write_text("\n".join([home(), needs(), *levels]) + "\n", encoding="utf-8")
    return installed.returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
