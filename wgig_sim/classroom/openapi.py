"""The description of the API: for programs as an OpenAPI document, for people as a page with examples."""

from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from wgig_sim import __version__
from wgig_sim.classroom.cards import served
from wgig_sim.classroom.orders import SEED
from wgig_sim.classroom.requests import BandRequest, EffectRequest, PageRequest, RunRequest

Json = dict[str, Any]
REFUSALS = {
    "400": "The body is not JSON.",
    "408": "The body did not come in time.",
    "413": "The body is too long.",
    "415": "The body is not said to be JSON.",
    "422": "The request says something that there is not; `where` names the key.",
    "429": "This page waits for too much already; Retry-After says when to ask again.",
    "500": "The run failed.",
    "503": "Too many wait, or a worker has ended; Retry-After says when to ask again.",
}
ERROR: Json = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string"}, "where": {"type": "string", "description": "The key that is wrong."}},
}
POSTS = {
    "run": (RunRequest, "One run, step by step: a replay.", "application/json"),
    "band": (BandRequest, "Mean and middle nine tenths of many runs, looked at after each day.", "application/json"),
    "effect": (EffectRequest, "What a change does, over pairs of runs with the same people and chance; a line of JSON now and "
               "then, the last when all is done.", "application/x-ndjson"),
    "documents": (RunRequest, "What a run has written, as safe pieces of HTML.", "application/json"),
    "tables": (RunRequest, "A run as CSV tables in a ZIP archive.", "application/zip"),
    "page": (PageRequest, "One HTML file that plays a run, or two, without a server.", "text/html"),
}  # fmt: skip
"""What may be asked by POST: the request, what it gives, and as what."""


def _answer(words: str, kind: str, schema: Json | None = None) -> Json:
    return {"description": words, "content": {kind: {"schema": schema or {}}}}


def _refusals(*codes: str) -> Json:
    return {code: _answer(REFUSALS[code], "application/json", {"$ref": "#/components/schemas/Error"}) for code in codes}


def _get(words: str, kind: str = "application/json", **more: Any) -> Json:
    return {"get": {"summary": words, "responses": {"200": _answer(words, kind), **more.pop("responses", {})}, **more}}


@cache
def described() -> Json:
    """The API as an OpenAPI 3.1 document."""
    models = [(request, "validation") for request, _, _ in POSTS.values()]
    _, definitions = models_json_schema(list(dict.fromkeys(models)), ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    name: Json = {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "enum": list(served())}}
    missing = {"404": _answer("There is no such scenario.", "application/json", {"$ref": "#/components/schemas/Error"})}
    paths: Json = {
        "/api/scenarios": _get("The forums that can be run."),
        "/api/scenarios/{name}": _get("A forum with its levers.", parameters=[name], responses=missing),
        "/health": _get("Whether the server answers, and how many orders wait."),
        "/openapi.json": _get("This document."),
    }
    for path, (request, words, kind) in POSTS.items():
        schema = {"$ref": f"#/components/schemas/{request.__name__}"}
        paths[f"/api/{path}"] = {
            "post": {
                "summary": words,
                "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
                "responses": {"200": _answer(words, kind), **_refusals(*REFUSALS)},
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "The classroom of wgig-sim", "version": __version__, "license": {"name": "MIT", "identifier": "MIT"}},
        "paths": paths,
        "components": {"schemas": {**definitions["$defs"], "Error": ERROR}},
    }


async def document(_: Request) -> Response:
    """For programs."""
    return JSONResponse(described())


PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The API of the classroom</title>
<link rel="icon" href="/page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/manual.css">
</head>
<body>
<main class="manual">
<h1>The API of the classroom</h1>
<p>What the <a href="/">page</a> asks, a notebook can ask as well. Requests are JSON, and so are answers, except where it says
otherwise. A choice is a forum and the levers that are moved in it; equal choices with equal seeds give equal runs. Effects and
bands have no seed: they are always of the same runs, for which <code>wgig-sim compare</code> says <code>--seed SEED</code>. An
error is <code>{"error": "...", "where": "choice.levers.trust"}</code>. <a href="/openapi.json">openapi.json</a> describes all
requests.</p>
<table>
<thead><tr><th>Address</th><th>What it gives</th></tr></thead>
<tbody>
<tr><td><code>GET /api/scenarios</code></td><td>The forums that can be run.</td></tr>
<tr><td><code>GET /api/scenarios/NAME</code></td><td>A forum with its levers.</td></tr>
ROWS
</tbody>
</table>
<h2>With curl</h2>
<pre>curl -s ADDRESS/api/scenarios/wgig-2005

curl -s ADDRESS/api/run -H 'Content-Type: application/json' \\
     -d '{"choice": {"scenario": "wgig-2005", "levers": {"footing": "unequal"}}, "seed": 7}'

curl -sN ADDRESS/api/effect -H 'Content-Type: application/json' \\
     -d '{"first": {"scenario": "wgig-2005"},
          "other": {"scenario": "wgig-2005", "levers": {"footing": "unequal"}}, "replicates": 500}'

curl -s ADDRESS/api/tables -H 'Content-Type: application/json' -d '{"choice": {"scenario": "wgig-2005"}}' -o tables.zip</pre>
<h2>With Python</h2>
<pre>import json, urllib.request

def ask(path, **question):
    body = json.dumps(question).encode()
    request = urllib.request.Request("ADDRESS/api/" + path, body, {"Content-Type": "application/json"})
    return urllib.request.urlopen(request)

run = json.load(ask("run", choice={"scenario": "wgig-2005"}, seed=7))
print(run["title"], [item["status"] for item in run["items"]].count("agreed"), "items agreed")

wgig, unequal = {"scenario": "wgig-2005"}, {"scenario": "wgig-2005", "levers": {"footing": "unequal"}}
for line in ask("effect", first=wgig, other=unequal, replicates=500):
    told = json.loads(line)
print(told["effect"]["measures"][0]["difference"])</pre>
<p>Without a server, <code>wgig_sim.simulate</code> and <code>wgig_sim.compare</code> give the same runs in a notebook.</p>
</main>
</body>
</html>
"""


async def manual(request: Request) -> Response:
    """For people. The address is the one that was asked, if it is one."""
    host = request.headers.get("host", "")
    known = host if host and all(letter.isalnum() or letter in ".:-[]" for letter in host) else "127.0.0.1:8000"
    rows = "\n".join(f"<tr><td><code>POST /api/{path}</code></td><td>{words}</td></tr>" for path, (_, words, _) in POSTS.items())
    return HTMLResponse(PAGE.replace("ROWS", rows).replace("SEED", str(SEED)).replace("ADDRESS", f"http://{known}"))
