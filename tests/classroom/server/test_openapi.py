"""The description of the API is valid, complete, and what the server does: nothing that it may be asked breaks it."""

from typing import Any, cast

import schemathesis
from hypothesis import settings
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.classroom.server.stub import StubDesk, client
from wgig_sim.classroom.app import POSTS, application
from wgig_sim.classroom.desk import Desk
from wgig_sim.classroom.openapi import POSTS as DESCRIBED
from wgig_sim.classroom.openapi import described

schema = schemathesis.openapi.from_asgi("/openapi.json", application(cast(Desk, StubDesk(always="world-commission-on-dams"))))


@schema.parametrize()
@settings(max_examples=25)
def test_the_server_does_what_is_described(case: "schemathesis.Case[Any]") -> None:
    case.call_and_validate(excluded_checks=[positive_data_acceptance])  # which levers there are depends on the forum


def test_all_that_can_be_asked_is_described() -> None:
    assert list(DESCRIBED) == list(POSTS)
    told = described()
    assert {f"/api/{name}" for name in POSTS} <= set(told["paths"])
    for model in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(model)


def test_the_manual_has_every_address_and_examples_that_work() -> None:
    with client() as browser:
        page = browser.get("/api", headers={"Host": "127.0.0.1:9000"})
        assert all(f"/api/{name}" in page.text for name in POSTS)
        assert "http://127.0.0.1:9000/api/run" in page.text
        assert page.text.count("ADDRESS") == 0
    with client(host="0.0.0.0") as browser:
        for host in ("<script>", 'a"b', "a b"):
            assert host not in browser.get("/api", headers={"Host": host}).text.replace("<script>alert", "")
