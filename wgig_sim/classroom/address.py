"""Addresses: where a server can listen, and what to say where it cannot. Nothing heavy is loaded to find that out."""

import errno
import socket


class AddressError(Exception):
    """An address that cannot be served at, and why, in one line."""


def listen(host: str, port: int) -> socket.socket:
    """A socket at an address; an AddressError says why there can be none."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=512)
    except socket.gaierror:
        raise AddressError(f"--host {host}: there is no such address.") from None
    except OSError as error:
        why = {
            errno.EADDRINUSE: f"--port {port}: something listens there already. Name another, for example --port {port + 1}.",
            errno.EACCES: f"--port {port}: not allowed. Name a port from 1024 on, for example --port 8000.",
            errno.EADDRNOTAVAIL: f"--host {host}: not an address of this machine. Students on the network need --host 0.0.0.0.",
        }
        raise AddressError(why.get(error.errno or 0, f"--host {host} --port {port}: {error.strerror or error}.")) from None
