"""The port that the page is opened at."""

import socket

import pytest

from beauty.errors import UsageError
from beauty.settings import Settings
from beauty.ui.serve import listen


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


def test_answers_are_sent_at_once() -> None:
    settings = Settings(host="127.0.0.1", port=_free_port())
    with listen(settings) as listener, socket.create_connection(listener.getsockname()):
        visitor, _ = listener.accept()
        with visitor:
            assert visitor.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_taken_port_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = int(other.getsockname()[1])
        with pytest.raises(UsageError) as told:
            listen(Settings(host="127.0.0.1", port=port))
    assert told.value.facts["where"] == f"127.0.0.1:{port}"
