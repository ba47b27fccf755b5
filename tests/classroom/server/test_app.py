"""The application: what each address gives, and what becomes of everything that is not a proper question."""

import base64
import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator

import numpy as np
import pytest
from starlette.testclient import TestClient

import wgig_sim
from tests.classroom.server.stub import WGIG, StubDesk, client
from wgig_sim.classroom import guard
from wgig_sim.classroom.app import POSTS
from wgig_sim.classroom.orders import SEED
from wgig_sim.classroom.pages import fingerprint, texts
from wgig_sim.classroom.requests import BODY, RefusedError

TAGS = {
    "a", "blockquote", "br", "code", "div", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "strong", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip


@pytest.fixture
def desk() -> StubDesk:
    return StubDesk()


@pytest.fixture
def browser(desk: StubDesk) -> Iterator[TestClient]:
    with client(desk) as found:
        yield found


def test_the_page_allows_nothing_from_elsewhere_and_nothing_inline_but_its_map(browser: TestClient) -> None:
    page = browser.get("/")
    policy = dict(part.split(" ", 1) for part in page.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "http" not in page.headers["content-security-policy"]
    (inline,) = re.findall(r'<script type="importmap">(.*?)</script>', page.text)
    assert fingerprint(inline) in policy["script-src"]
    assert re.findall(r"<script(?! type=\"importmap\")[^>]*>[^<]", page.text) == []
    assert re.findall(r"\bstyle=|<style|\bon\w+=", page.text) == []
    for address in re.findall(r'(?:src|href)="(/[^"]*)"', page.text) + list(json.loads(inline)["imports"].values()):
        assert browser.get(address).status_code == 200, address


@pytest.mark.parametrize("path", ["/", "/page/app.js", "/api/scenarios", "/nothing", "/api", "/api/run"])
def test_every_answer_is_guarded(browser: TestClient, path: str) -> None:
    headers = browser.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "set-cookie" not in headers
    assert "access-control-allow-origin" not in headers


def test_files_are_sent_once(browser: TestClient) -> None:
    first = browser.get("/page/app.js")
    assert first.headers["content-type"].startswith("text/javascript")
    assert browser.get("/page/app.js", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    plain = browser.get("/page/app.js", headers={"Accept-Encoding": "identity"})
    assert plain.headers.get("content-encoding") is None
    assert plain.text == first.text == texts()["app.js"]


@pytest.mark.parametrize(
    "path",
    [
        "/page/../app.py", "/page/..%2fapp.py", "/page/%2e%2e/%2e%2e/pyproject.toml", "/page//etc/passwd", "/page/%00", "/page/",
        "/page/vendor", "/page/package.json", "/page/index.html", "/page/app.js/", "/page/..\\app.py", "/page/app.js%00.css",
    ],
)  # fmt: skip
def test_no_path_leads_elsewhere(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/json"


def test_unknown_addresses_and_methods_are_told_in_json(browser: TestClient) -> None:
    for method, path, status in (
        ("GET", "/nothing", 404), ("POST", "/nothing", 404), ("GET", "/api/run", 405), ("DELETE", "/", 405),
        ("PUT", "/api/scenarios", 405), ("OPTIONS", "/api/run", 405), ("GET", "/api/scenarios/none", 404),
        ("GET", "/api/scenarios/../../etc/passwd", 404), ("GET", "/api/scenarios/classics/degroot", 404), ("TRACE", "/", 405),
    ):  # fmt: skip
        answer = browser.request(method, path)
        assert answer.status_code == status, (method, path)
        assert answer.json()["error"]
    assert browser.get("/<script>alert(1)</script>").headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("body", "status", "where", "says"),
    [
        (b"", 400, None, "not JSON"),
        (b"{", 400, None, "not JSON"),
        (b"\xff\xfe\x00", 400, None, "not JSON"),
        (b"[" * 15_000, 400, None, "not JSON"),
        (b'{"choice":{"scenario":"wgig-2005"},"seed":' + b"9" * 9000 + b"}", 400, None, "not JSON"),
        (b"[]", 422, None, "object"),
        (b"null", 422, None, "object"),
        (b"{}", 422, "choice", "required"),
        (b'{"choice":"wgig-2005"}', 422, "choice", "object"),
        (b'{"choice":{"scenario":7}}', 422, "choice.scenario", "string"),
        (b'{"choice":{"scenario":"wgig-2006"}}', 422, "choice.scenario", 'Did you mean "wgig-2005"?'),
        (b'{"choice":{"scenario":"../../etc/passwd"}}', 422, "choice.scenario", "unknown scenario"),
        (b'{"choice":{"scenario":"/srv/x.yaml"}}', 422, "choice.scenario", "unknown scenario"),
        (b'{"choice":{"scenario":"wgig-2005.yaml"}}', 422, "choice.scenario", "unknown scenario"),
        (b'{"choice":{"scenario":"classics/degroot"}}', 422, "choice.scenario", "unknown scenario"),
        (b'{"choice":{"scenario":"_bases/internet-camps"}}', 422, "choice.scenario", "unknown scenario"),
        (b'{"choice":{"scenario":"wgig-2005\\u0000"}}', 422, "choice.scenario", "unknown scenario"),
        (b'{"choice":{"scenario":"wgig-2005","seats_file":"/etc/passwd"}}', 422, "choice.seats_file", "no such key"),
        (b'{"choice":{"scenario":"wgig-2005"},"set":["seats_file=x"]}', 422, "set", "no such key"),
        (b'{"choice":{"scenario":"wgig-2005","levers":{"seats_file":"/etc/passwd"}}}', 422, "choice.levers.seats_file", "lever"),
        (b'{"choice":{"scenario":"wgig-2005","levers":{"size":100000}}}', 422, "choice.levers.size", "from 10 to"),
        (b'{"choice":{"scenario":"wgig-2005","levers":{"trust":NaN}}}', 422, "choice.levers.trust", "finite"),
        (b'{"choice":{"scenario":"wgig-2005","levers":{"trust":-Infinity}}}', 422, "choice.levers.trust", "finite"),
        (b'{"choice":{"scenario":"wgig-2005","levers":{"trust":1e999}}}', 422, "choice.levers.trust", "finite"),
        (b'{"choice":{"scenario":"wgig-2005","levers":{"trust":true}}}', 422, "choice.levers.trust", "number"),
        (b'{"choice":{"scenario":"wgig-2005","levers":{"trust":[1]}}}', 422, "choice.levers.trust", "number"),
        (b'{"choice":{"scenario":"wgig-2005","levers":{"footing":["unequal"]}}}', 422, "choice.levers.footing", "or a word"),
        (b'{"choice":{"scenario":"wgig-2005","levers":{"footing":"<b>"}}}', 422, "choice.levers.footing", "equal, unequal"),
        (b'{"choice":{"scenario":"wgig-2005"},"seed":-1}', 422, "seed", "greater"),
        (b'{"choice":{"scenario":"wgig-2005"},"seed":NaN}', 422, "seed", "integer"),
        (b'{"choice":{"scenario":"wgig-2005"},"seed":1.5}', 422, "seed", "integer"),
        (b'{"choice":{"scenario":"wgig-2005"},"seed":"1"}', 422, "seed", "integer"),
        (b'{"choice":{"scenario":"wgig-2005"},"seed":99999999999999999999}', 422, "seed", "less"),
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused_and_costs_nothing(
    browser: TestClient, desk: StubDesk, body: bytes, status: int, where: str | None, says: str
) -> None:
    for path in ("run", "documents", "tables", "page", *(() if b'"seed"' in body else ("band",))):
        answer = browser.post(f"/api/{path}", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == status, answer.text
        assert answer.json().get("where") == where
        assert says in answer.json()["error"]
        assert answer.headers["content-type"] == "application/json"
    assert desk.asked == []


def test_effects_and_bands_are_of_the_same_replicates_whatever_run_is_on_show(browser: TestClient, desk: StubDesk) -> None:
    questions = {"band": {"choice": WGIG}, "effect": {"first": WGIG, "other": WGIG}}
    for path, question in questions.items():
        answer = browser.post(f"/api/{path}", json={**question, "seed": 7})
        assert (answer.status_code, answer.json()["where"]) == (422, "seed")
        assert "no such key" in answer.json()["error"]
        assert "seed" not in answer.json()["error"]
        assert browser.post(f"/api/{path}", json=question).status_code == 200
    assert {order.seed for _, order in desk.asked} == {SEED}
    asked = {kind: [order.block for _, order in desk.asked if order.kind == kind] for kind in ("curves", "values")}
    assert asked == {"curves": list(range(8)), "values": [block // 2 for block in range(20)]}


def test_all_orders_of_an_answer_belong_together(browser: TestClient, desk: StubDesk) -> None:
    for _ in range(2):
        browser.post("/api/effect", json={"first": WGIG, "other": WGIG})
    assert len(desk.requests) == 40
    assert len(set(map(id, desk.requests))) == len(set(desk.requests)) == 2


def test_a_run_on_show_is_what_a_lever_will_be_compared_with(browser: TestClient, desk: StubDesk) -> None:
    unequal = {"scenario": "wgig-2005", "levers": {"footing": "unequal"}}
    browser.post("/api/run", json={"choice": unequal, "seed": 3})
    foreseen = list(desk.foreseen)
    desk.asked.clear()
    browser.post("/api/effect", json={"first": unequal, "other": WGIG})
    assert foreseen == [order for _, order in desk.asked if order.levers]


@pytest.mark.parametrize("replicates", [0, 1, -5, 2001, 10**9, "100", None, 2.5])
def test_replicates_are_bounded(browser: TestClient, desk: StubDesk, replicates: object) -> None:
    for path, question in (("band", {"choice": WGIG}), ("effect", {"first": WGIG, "other": WGIG})):
        answer = browser.post(f"/api/{path}", json={**question, "replicates": replicates})
        assert (answer.status_code, answer.json()["where"]) == (422, "replicates")
    assert desk.asked == []


@pytest.mark.parametrize("path", POSTS)
def test_a_body_has_to_be_short_and_json_and_in_time(browser: TestClient, desk: StubDesk, path: str) -> None:
    long = json.dumps({"choice": WGIG, "note": "x" * BODY}).encode()
    assert browser.post(f"/api/{path}", content=long, headers={"Content-Type": "application/json"}).status_code == 413
    pieces = iter([b'{"choice"'] * BODY)
    assert browser.post(f"/api/{path}", content=pieces, headers={"Content-Type": "application/json"}).status_code == 413
    lying = {"Content-Type": "application/json", "Content-Length": "9" * 30}
    assert browser.post(f"/api/{path}", content=b"{}", headers=lying).status_code == 413
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        assert browser.post(f"/api/{path}", content=b"{}", headers={"Content-Type": kind}).status_code == 415
    assert desk.asked == []


def test_only_its_own_names_reach_a_server_of_this_machine() -> None:
    with client() as browser:
        for host in (
            "evil.example",
            "evil.example:8000",
            "127.0.0.1.evil.example",
            "",
            "localhost.evil.example:80",
            "192.168.0.7",
        ):
            assert browser.get("/api/scenarios", headers={"Host": host}).status_code == 421, host
        for host in ("localhost", "LOCALHOST:8000", "127.0.0.1:9", "[::1]:8000"):
            assert browser.get("/health", headers={"Host": host}).status_code == 200, host
    with client(host="0.0.0.0") as browser:
        assert browser.get("/health", headers={"Host": "teacher.school:8000"}).status_code == 200
    assert guard.names_of("::1") is not None


def test_what_the_desk_refuses_is_passed_on() -> None:
    for status, retry in ((429, 1), (503, 3), (500, None)):
        with client(StubDesk(RefusedError(status, "Not now.", retry=retry))) as browser:
            for path in POSTS:
                question = {"first": WGIG, "other": WGIG} if path == "effect" else {"choice": WGIG}
                answer = browser.post(f"/api/{path}", json=question)
                assert (answer.status_code, answer.json()) == (status, {"error": "Not now."})
                assert answer.headers.get("retry-after") == (None if retry is None else str(retry))


def test_scenarios_come_with_the_seed_first(browser: TestClient) -> None:
    cards = browser.get("/api/scenarios").json()["scenarios"]
    names = [card["name"] for card in cards]
    assert [name for name in names if "/" not in name][:2] == ["wgig-2005", "wsis-2003"]
    assert not any(name.startswith(("classics", "_")) for name in names)
    for card in cards:
        assert card["variant_of"] is None or names.index(card["variant_of"]) < names.index(card["name"])
        counts = [group["seats"] for group in card["groups"]]
        assert None in counts or sum(counts) == card["seats"]
    one = browser.get("/api/scenarios/wgig-2005/unequal-footing").json()
    assert next(lever for lever in one["levers"] if lever["id"] == "footing")["value"] == "unequal"


def test_a_run_is_the_run_of_the_command_line(browser: TestClient, desk: StubDesk) -> None:
    question = {"choice": {"scenario": "wgig-2005", "levers": {"footing": "unequal", "start": "issues-first"}}, "seed": 3}
    run = browser.post("/api/run", json=question, headers={"X-Page": "me"}).json()
    assert run["choice"] == {"scenario": "wgig-2005", "levers": {"footing": "unequal"}}  # issues come first anyway
    record = wgig_sim.simulate(wgig_sim.load("wgig-2005/unequal-footing"), seed=3)
    assert run["outcome"] == pytest.approx(dict(record.measures), abs=1e-5)
    assert desk.asked[0][0].endswith(" me")
    plain = browser.post("/api/run", json=question, headers={"Accept-Encoding": "identity"})
    assert plain.json() == run


def test_tables_are_those_of_the_run(browser: TestClient) -> None:
    answer = browser.post("/api/tables", json={"choice": WGIG, "seed": 4})
    assert answer.headers["content-disposition"] == 'attachment; filename="wgig-2005-4.zip"'
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    record = wgig_sim.simulate("wgig-2005", seed=4)
    tables = {
        name: list(csv.DictReader(io.StringIO(archive.read(name).decode())))
        for name in archive.namelist()
        if name.endswith("csv")
    }
    note = archive.read("README.txt").decode()
    assert all(name in note for name in tables)
    assert [float(row["trust"]) for row in tables["rounds.csv"]] == record.rounds["trust"].tolist()
    assert [row["speaker"] for row in tables["statements.csv"]] == record.statements["speaker"].tolist()
    assert len(tables["ledger.csv"]) == len(record.ledger["seat"])
    assert [row["id"] for row in tables["seats.csv"]] == [seat.id for seat in record.seats]
    assert {row["measure"]: float(row["value"]) for row in tables["measures.csv"]} == dict(record.measures)


def test_documents_are_safe_pieces_of_html(browser: TestClient) -> None:
    found = browser.post("/api/documents", json={"choice": WGIG}).json()["documents"]
    assert [document["id"] for document in found] == ["report", "background-report", "preliminary-report", "minutes"]
    for document in found:
        tags = set(re.findall(r"<(\w+)", document["html"]))
        assert tags <= TAGS
        assert re.findall(r"\sstyle=|\son\w+=|javascript:|<script", document["html"]) == []


def test_a_band_holds_its_mean(browser: TestClient) -> None:
    told = browser.post("/api/band", json={"choice": WGIG, "replicates": 10}).json()
    assert (told["replicates"], told["steps"]) == (10, 314)
    for measure in ("understanding", "trust", "opinion_change", "agreed"):
        low, mean, high = (np.array(told["measures"][measure][line]) for line in ("low", "mean", "high"))
        assert low.shape == (315,)
        assert (low <= mean + 1e-5).all()
        assert (mean <= high + 1e-5).all()


def test_a_mistake_of_the_server_is_told_without_its_inside() -> None:
    class Broken(StubDesk):
        async def ask(self, page: str, order: object, request: object = None) -> bytes:
            raise RuntimeError("secret of the inside")

    with client(Broken(), raise_server_exceptions=False) as browser:
        answer = browser.post("/api/run", json={"choice": WGIG})
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_exported_page_holds_both_runs_and_asks_nobody(browser: TestClient) -> None:
    other = {"scenario": "wgig-2005", "levers": {"footing": "unequal"}}
    page = browser.post("/api/page", json={"choice": WGIG, "other": other}).text
    assert len(page.encode()) < 3_000_000
    (inside,) = re.findall(r'<script type="application/json" id="replay">([^<]*)</script>', page)
    told = json.loads(gzip.decompress(base64.b64decode(inside)))
    assert told["first"] == browser.post("/api/run", json={"choice": WGIG}).json() | {"documents": told["first"]["documents"]}
    assert told["other"]["choice"] == other
    assert told["first"]["documents"] == browser.post("/api/documents", json={"choice": WGIG}).json()
    assert re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', page) == []
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    for script in re.findall(r"<script(?: type=\"(?:module|importmap)\")?>(.*?)</script>", page, re.DOTALL):
        assert fingerprint(script) in policy
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert fingerprint(style) in policy
