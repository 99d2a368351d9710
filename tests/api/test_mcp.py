"""MCP with the official client over HTTP: tools that explain themselves, rows as everywhere else."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from mcp import ClientSession
from skimage import data

from beauty import Beauty, service
from tests.api.mcp_client import mcp_client
from tests.builders import encoded

Json = dict[str, Any]


def ask(url: str, talk: Callable[[ClientSession], Coroutine[Any, Any, Any]]) -> Any:
    """What the talk with the server gives."""

    async def talking() -> Any:
        async with mcp_client(url) as client:
            return await talk(client)

    return asyncio.run(talking())


def call(url: str, tool: str, arguments: Json) -> Any:
    return ask(url, lambda client: client.call_tool(tool, arguments))


def test_tools_say_what_they_are_for_and_what_they_take(url: str):
    tools = {one.name: one for one in ask(url, lambda client: client.list_tools()).tools}
    assert set(tools) >= {"analyze", "recommend"}
    for tool in tools.values():
        assert len(tool.description) > 150
        assert "photo" in tool.inputSchema["required"]
        assert all(
            len(field["description"]) > 20 for field in tool.inputSchema["properties"].values()
        )
        assert tool.annotations.readOnlyHint


def test_analyze_gives_the_row_of_every_door(
    url: str, beauty: Beauty, photo: Path, photo_text: str
):
    arguments = {"photo": photo_text, "answers": {"skin_type": "oily"}, "lang": "zh"}
    result = call(url, "analyze", arguments)
    assert not result.isError
    expected = service.analyzed(beauty, photo, "photo", {"skin_type": "oily"}, "zh")
    assert result.structuredContent == json.loads(json.dumps(expected))
    assert json.loads(result.content[0].text) == result.structuredContent


def test_recommend_takes_a_data_url(url: str, photo_text: str):
    result = call(url, "recommend", {"photo": f"data:image/jpeg;base64,{photo_text}"})
    assert not result.isError
    assert {"makeup_plan", "routine", "products"} <= set(result.structuredContent)


def test_a_refused_photo_is_an_error_that_says_what_to_do(url: str):
    import base64

    text = base64.b64encode(encoded(data.coffee(), "PNG")).decode()
    result = call(url, "analyze", {"photo": text, "lang": "zh"})
    assert result.isError
    assert result.structuredContent["error"]["code"] == "no_face"
    assert "人脸" in result.structuredContent["error"]["message"]


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("analyze", {"photo": "http://127.0.0.1:1/x.png"}, "unreadable"),
        ("analyze", {"photo": "/etc/passwd"}, "unreadable"),
        ("analyze", {}, "usage"),
        ("analyze", {"photo": 7}, "usage"),
        ("analyze", {"photo": "AAAA", "path": "/etc/passwd"}, "usage"),
        ("analyze", {"photo": "AAAA", "answers": {"skin_tipe": "dry"}}, "usage"),
        ("analyze", {"photo": "AAAA", "answers": [1]}, "usage"),
        ("delete_everything", {"photo": "AAAA"}, "usage"),
    ],
)
def test_wrong_calls_are_told_what_is_wrong(tool: str, arguments: Json, code: str, url: str):
    result = call(url, tool, arguments)
    assert result.isError
    assert result.structuredContent["error"]["code"] == code
