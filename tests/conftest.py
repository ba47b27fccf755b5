"""What every test has at hand: the flag that accepts new golden results, and hypothesis profiles."""

import os

import pytest
from hypothesis import settings

# Equal examples on every machine and every day; HYPOTHESIS_PROFILE=search looks further and differently each time.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("search", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="accept today's results as the golden ones")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--update-golden"))
