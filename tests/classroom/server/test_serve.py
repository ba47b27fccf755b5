"""`wgig-sim serve`, as a teacher starts and ends it: a process with workers, ports that are taken, signals, dead workers."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest

from tests.study.faults.processes import alive, wait_until

if os.name != "posix":
    pytest.skip("signals of Unix", allow_module_level=True)

WGIG = {"scenario": "wgig-2005"}


class Server(NamedTuple):
    """A server that runs."""

    process: "subprocess.Popen[str]"
    said: str
    """What it printed until it was open."""
    port: int

    def ask(self, path: str, **question: Any) -> tuple[int, Any]:
        """Status and JSON of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            body = json.dumps(question) if question else None
            connection.request("POST" if question else "GET", path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read().splitlines()[-1])
        finally:
            connection.close()

    @property
    def waiting(self) -> int:
        """Orders that are not done."""
        found: int = self.ask("/health")[1]["waiting"]
        return found

    @property
    def workers(self) -> list[int]:
        """Its worker processes."""
        found = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True)
        return [int(line.split()[0]) for line in found.stdout.splitlines() if "multiprocessing.spawn" in line]


@contextmanager
def serving(*options: str) -> Iterator[Server]:
    program = [sys.executable, "-m", "wgig_sim.cli", "serve", "--port", "0", *options]
    process = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        said = ""
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            assert line, process.stderr and process.stderr.read()
            said += line
        address = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        assert address
        yield Server(process, said, int(address[1]))
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("--workers", "2") as found:
        yield found


def slow_question(trust: float) -> bytes:
    """A request for an effect that takes some seconds."""
    body = json.dumps({"first": WGIG, "other": WGIG | {"levers": {"trust": trust}}, "replicates": 2000})
    head = (
        f"POST /api/effect HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


def test_it_answers(server: Server) -> None:
    assert server.ask("/health") == (200, {"status": "ok", "waiting": 0})
    status, run = server.ask("/api/run", choice=WGIG, seed=1)
    assert (status, run["format"]) == (200, "wgig-sim replay 1")


def test_work_is_dropped_when_the_page_goes_away(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as page:
        page.sendall(slow_question(trust=0.2))
        wait_until(lambda: server.waiting > 5, "nothing is asked of the desk")
    wait_until(lambda: server.waiting == 0, "work goes on for nobody")


def test_a_killed_worker_costs_those_who_waited_a_message_and_nobody_else(server: Server) -> None:
    before = server.workers
    assert len(before) == 2
    with socket.create_connection(("127.0.0.1", server.port)) as page:
        page.settimeout(60)
        page.sendall(slow_question(trust=0.3))
        wait_until(lambda: server.waiting > 5, "nothing is asked of the desk")
        for worker in before:
            os.kill(worker, signal.SIGKILL)
        answer = b""
        while b"\r\n0\r\n" not in answer and b'"error"' not in answer:
            answer += page.recv(65536)
    assert b"killed by SIGKILL" in answer
    assert b"Try again" in answer
    assert server.ask("/api/run", choice=WGIG, seed=4)[0] == 200
    wait_until(lambda: len(server.workers) == 2 and not set(server.workers) & set(before), "workers are not replaced")


def test_a_taken_port_is_told(server: Server) -> None:
    for options, says in (
        (["--port", str(server.port)], "something listens there already"),
        (["--host", "nowhere.invalid"], "there is no such address"),
        (["--host", "192.0.2.77"], "--host 0.0.0.0"),
    ):
        found = subprocess.run([sys.executable, "-m", "wgig_sim.cli", "serve", *options], capture_output=True, text=True)
        assert found.returncode == 2
        assert says in found.stderr
        assert len(found.stderr.splitlines()) == 1
        assert found.stdout == ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_while_it_computes_with_all_its_workers(number: signal.Signals) -> None:
    with serving("--workers", "1") as server, socket.create_connection(("127.0.0.1", server.port)) as page:
        page.sendall(slow_question(trust=0.5))
        wait_until(lambda: server.waiting > 5, "nothing is asked of the desk")
        workers = server.workers
        server.process.send_signal(number)
        out, err = server.process.communicate(timeout=60)
        assert server.process.returncode == 0
        assert "Traceback" not in out + err
        wait_until(lambda: not any(alive(worker) for worker in workers), "a worker was left behind")


def test_ctrl_c_while_it_opens_ends_it_in_silence() -> None:
    program = [sys.executable, "-m", "wgig_sim.cli", "serve", "--port", "0"]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(program, start_new_session=True, **pipes) as process:
        children = ["ps", "-o", "args=", "--ppid", str(process.pid)]
        wait_until(
            lambda: "multiprocessing.spawn" in subprocess.run(children, capture_output=True, text=True).stdout, "no worker starts"
        )
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: the program and its workers at once
        said = process.communicate(timeout=60)[0]
    assert process.returncode == 0
    assert "Traceback" not in said
    assert "never retrieved" not in said


def test_the_network_is_told_what_is_exposed() -> None:
    with serving("--host", "0.0.0.0", "--workers", "1") as server:
        said = server.said
    assert re.search(r"For students in the same network: http://[\d.]+:\d+/", said)
    assert "without a\n  log-in" in said
    assert "not encrypted" in said
    assert max(map(len, said.splitlines())) < 80
