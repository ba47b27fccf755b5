"""Serving: `serve`, the page of the classroom for a teacher's laptop and those of a class."""

import sys

import click

from wgig_sim.cli.main import STOPPING, fail, main, mention_compilation

LOOPBACK = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")
PORT = 8000
EXPOSED = """\
  Whoever can reach this machine in the network can open the page, without a
  log-in, and have it compute: they can run the scenarios that travel with the
  program and move their levers. They reach no file and nothing else here.
  Nothing is stored, no cookie is set, and the traffic is not encrypted.
"""


@main.command()
@click.option("--host", default=LOOPBACK, show_default=True, help="Address to serve at; 0.0.0.0 lets the network in.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Port; 0 takes any that is free.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that compute.  [default: one a core]")
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
def serve(host: str, port: int, workers: int | None, opens: bool) -> None:
    """Serve the classroom: a page in which a class runs forums, changes their rules and sees what that does.

    With --host 0.0.0.0 students on the same network can open it too; the address is printed, with a QR code.
    """
    from wgig_sim.classroom.address import AddressError, listen

    try:
        place = listen(host, port)
    except AddressError as error:
        fail(str(error))
    with place:
        number = place.getsockname()[1]
        click.echo("Starting ...", err=True)
        warm()
        from wgig_sim.classroom.desk import StartError
        from wgig_sim.classroom.serve import serve as serve_at
        from wgig_sim.engines.ensemble import cores

        try:
            serve_at(place, host, workers or cores(), lambda: welcome(host, number, opens), STOPPING)
        except StartError as error:
            fail(str(error), 1)
    click.echo("The classroom is closed.", err=True)


def warm() -> None:
    """Compile the model, if that has never been done here, before workers load it."""
    from wgig_sim.bridge.compile import compile_scenario
    from wgig_sim.classroom.cards import FIRST, scenario
    from wgig_sim.core.compiled import CALENDAR, is_cached, start_quickly
    from wgig_sim.engines.ahead import compile_ahead
    from wgig_sim.engines.ensemble import sample

    mention_compilation()
    start_quickly()
    setup = compile_scenario(scenario(FIRST[0]))
    compile_ahead(setup)
    if not is_cached(CALENDAR):
        sample(setup, 0, range(1), 1)


def welcome(host: str, port: int, opens: bool) -> None:
    """Say where the page is, and what is exposed."""
    from wgig_sim.classroom.guard import names_of

    here = f"http://{LOOPBACK if host in EVERYWHERE else bracketed(host)}:{port}/"
    click.echo(f"\n  The classroom is open: {here}\n")
    if names_of(host) is None:
        there = f"http://{address_in_network(host)}:{port}/"
        click.echo(f"  For students in the same network: {there}\n")
        if sys.stdout.isatty():
            click.echo(qr(there))
        click.echo(EXPOSED)
    click.echo("  Ctrl-C closes it.")
    sys.stdout.flush()
    if opens:
        import webbrowser

        webbrowser.open(here)


def address_in_network(host: str) -> str:
    """The address by which others in the network know this machine."""
    import socket

    if host not in EVERYWHERE:
        return bracketed(host)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:  # nothing is sent; it is only asked which way it would go
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])


def bracketed(host: str) -> str:
    """A host as addresses write it."""
    return f"[{host}]" if ":" in host else host


def qr(address: str) -> str:
    """A QR code of half blocks, indented."""
    import io

    import segno

    out = io.StringIO()
    segno.make(address, micro=False).terminal(out, compact=True, border=2)
    return "".join(f"  {line}\n" for line in out.getvalue().splitlines())
