"""MCP at /mcp (streamable HTTP, stateless): the engine as tools of a language model.

Photos come as base64 or data URL inside the call: nothing is fetched, so no address can be abused.
"""

import base64
import functools
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from beauty import service
from beauty.api.desk import Desk
from beauty.api.readiness import program_version
from beauty.api.upload import photo_from_text
from beauty.errors import BeautyError, UsageError
from beauty.knowledge import check_answers
from beauty.photo.intake import MAX_BYTES
from beauty.report import refusal_json
from beauty.texts import DEFAULT_LANGUAGE, languages
from beauty.tryon import load_looks

Json = dict[str, Any]
NAME = "photo"  # what results call a photo that came without a name
MAX_CALL_BYTES = MAX_BYTES * 4 // 3 + 1024 * 1024
PHOTO = {
    "type": "string",
    "description": "The photo file, base64-encoded or as a data URL (JPEG, PNG, WebP, HEIC, ...), at "
    "most 25 MB: one face from the front in even light. Web addresses are refused.",
}
ANSWERS = {
    "type": "object",
    "description": "What the person told about themselves, for instance "
    '{"skin_type": "oily", "concerns": ["redness"], "budget_total": 60, "text": "own words"}. '
    "The error of a wrong answer says what is allowed.",
}
LANGUAGE = {
    "type": "string",
    "enum": list(languages()),
    "default": DEFAULT_LANGUAGE,
    "description": "Language of the sentences in the result.",
}


LOOK = {
    "type": "string",
    "enum": list(load_looks()),
    "description": "One of our looks by name; leave it out when look_file is given.",
}
LOOK_FILE = {
    "type": "string",
    "description": "A look of your own instead, as the text of a TOML file with one [[layer]] a product: "
    'product = "lips", color = "#b4535a", opacity = 0.6, finish = "satin".',
}


def _tool(name: str, title: str, description: str, **fields: Json) -> types.Tool:
    schema = {
        "type": "object",
        "properties": {"photo": PHOTO, **fields, "lang": LANGUAGE},
        "required": ["photo"],
        "additionalProperties": False,
    }
    keeps_nothing = types.ToolAnnotations(
        readOnlyHint=True, idempotentHint=True, openWorldHint=False
    )
    return types.Tool(
        name=name,
        title=title,
        description=description,
        inputSchema=schema,
        annotations=keeps_nothing,
    )


TOOLS = (
    _tool(
        "analyze",
        "Understand a face",
        "Measure the face in a photo: face shape, skin type, skin tone (CIELAB, ITA, Monk scale, "
        "undertone) and skin concerns (redness, dark circles, wrinkles, spots, pores, shine, "
        "unevenness, puffiness; 0 = none seen, 100 = strong), each with an interval. Where label is "
        "null the tool abstains: say so instead of guessing. Cosmetic, not medical. The photo is not "
        "kept.",
        answers=ANSWERS,
    ),
    _tool(
        "recommend",
        "Advise on make-up and skin care",
        "Everything of `analyze`, and from it and the person's answers a make-up plan with shades, a "
        "morning and evening routine and products with prices, each with the reason for it. Ask the "
        "person about allergies, pregnancy, budget and wishes first and pass them in `answers`.",
        answers=ANSWERS,
    ),
    _tool(
        "try_on",
        "Show make-up on the photo",
        "The photo with a look painted on the person's own face: skin texture and light stay, everything "
        "outside the make-up stays as it is, bit by bit. Gives a PNG of the photo's full size. Only for "
        "photos of the person who asks, or with their consent.",
        look=LOOK,
        look_file=LOOK_FILE,
    ),
)
WORK: dict[str, Callable[..., Json]] = {
    "analyze": service.analyzed,
    "recommend": service.recommended,
}


class Endpoint:
    """What answers at /mcp. A class, because Starlette takes functions for something else."""

    def __init__(self, sessions: StreamableHTTPSessionManager) -> None:
        self.sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.sessions.handle_request(scope, receive, send)


def attach_mcp(app: FastAPI, desk: Desk) -> None:
    """Add the MCP endpoint to the app, with its session manager in the app's lifespan."""
    sessions = StreamableHTTPSessionManager(
        _server(desk),
        json_response=True,
        stateless=True,
        max_request_body_size=MAX_CALL_BYTES,
        # the guard in front of all doors refuses other sites; the host may be any, behind a proxy
        security_settings=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    app.router.routes.append(Route("/mcp", Endpoint(sessions)))
    outer = app.router.lifespan_context

    @asynccontextmanager
    async def with_sessions(app: FastAPI) -> AsyncIterator[Any]:
        async with outer(app) as state, sessions.run():
            yield state

    app.router.lifespan_context = with_sessions


def _server(desk: Desk) -> Server[Any, Any]:
    server: Server[Any, Any] = Server("beauty", version=program_version())

    @server.list_tools()  # type: ignore[no-untyped-call, untyped-decorator]
    async def list_tools() -> list[types.Tool]:
        return list(TOOLS)

    # what is wrong is said by ours, in the person's language
    @server.call_tool(validate_input=False)  # type: ignore[untyped-decorator]
    async def call_tool(name: str, arguments: Json) -> types.CallToolResult:
        return await called(desk, name, arguments)

    return server


async def called(desk: Desk, name: str, arguments: Json) -> types.CallToolResult:
    """The result of a tool; a refusal is a result, too, so that the model can tell the person."""
    language = arguments.get("lang", DEFAULT_LANGUAGE)
    language = language if language in languages() else DEFAULT_LANGUAGE
    try:
        return await _run(desk, name, arguments, language)
    except BeautyError as error:
        return _row(refusal_json(error, NAME, language), is_error=True)


async def _run(desk: Desk, name: str, arguments: Json, language: str) -> types.CallToolResult:
    tool = next((one for one in TOOLS if one.name == name), None)
    if tool is None:
        raise UsageError(reason="unknown_tool", fix="see_docs", name=name)
    known = tool.inputSchema["properties"]
    if not isinstance(arguments.get("photo"), str) or not set(arguments) <= set(known):
        raise UsageError(reason="tool_arguments", fix="see_docs", names=", ".join(known))
    photo = photo_from_text(arguments["photo"])
    if name == "try_on":
        look = service.chosen_look(arguments.get("look"), arguments.get("look_file"))
        job = functools.partial(desk.beauty.run, service.tried_on, photo, look)
        return _png(await desk.do(job))
    answers = arguments.get("answers") or {}
    if not isinstance(answers, dict):
        raise UsageError(reason="answers_no_object", fix="see_docs")
    check_answers(answers)
    work = functools.partial(desk.beauty.run, WORK[name], photo, NAME, answers, language)
    return _row(await desk.do(work))


def _row(row: Json, is_error: bool = False) -> types.CallToolResult:
    text = types.TextContent(type="text", text=json.dumps(row, ensure_ascii=False))
    return types.CallToolResult(content=[text], structuredContent=row, isError=is_error)


def _png(png: bytes) -> types.CallToolResult:
    data = base64.b64encode(png).decode()
    picture = types.ImageContent(type="image", data=data, mimeType="image/png")
    return types.CallToolResult(content=[picture])
