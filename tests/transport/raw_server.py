"""A server that says exactly what a test wants, byte for byte: what no well-behaved server would."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

END: Final = b"\r\n\r\n"
Conversation = Callable[[socket.socket], None]


@dataclass
class RawServer:
    """Holds one conversation after the other; `heard` has the head of every request."""

    conversations: Sequence[Conversation]
    heard: list[str] = field(default_factory=list)

    def serve(self, listening: socket.socket) -> None:
        for conversation in self.conversations:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(10)
                try:
                    self.heard.append(_head(connection))
                    conversation(connection)
                except OSError:
                    continue


@contextmanager
def talking(*conversations: Conversation) -> Iterator[tuple[str, RawServer]]:
    """The address of such a server, while it talks."""
    server = RawServer(conversations)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.serve, args=(listening,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/mekom.xlsx", server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def says(answer: bytes) -> Conversation:
    return lambda connection: connection.sendall(answer)


def says_slowly(answer: bytes, *, pause: float) -> Conversation:
    def talk(connection: socket.socket) -> None:
        for byte in answer:
            connection.sendall(bytes([byte]))
            time.sleep(pause)

    return talk


def is_silent(seconds: float) -> Conversation:
    return lambda connection: time.sleep(seconds)


def hangs_up(connection: socket.socket) -> None:
    """Takes the request and says nothing at all."""


def page(status: str, body: bytes = b"", **headers: str) -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + END + body


def _head(connection: socket.socket) -> str:
    head = b""
    while END not in head and (piece := connection.recv(65_536)):
        head += piece
    return head.decode("latin-1")
