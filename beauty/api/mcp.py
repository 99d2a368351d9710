"""MCP at /mcp (streamable HTTP, stateless): the engine as tools of a language model.

Photos come as base64 or data URL inside the call: nothing is fetched, so no address can be abused.
"""

import base64
import functools
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import mcp_types as types
from fastapi import FastAPI
from mcp.server import Server
from mcp.server.transport_security import TransportSecuritySettings

from beauty import service
from beauty.api.desk import Desk
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
        read_only_hint=True, idempotent_hint=True, open_world_hint=False
    )
    return types.Tool(
        name=name,
        title=title,
        description=description,
        input_schema=schema,
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


def attach_mcp(app: FastAPI, desk: Desk) -> None:
    """Add the MCP endpoint to the app, with its session manager in the app's lifespan."""

    async def list_tools(context: Any, params: Any) -> types.ListToolsResult:  # noqa: ANN401
        return types.ListToolsResult(tools=list(TOOLS))

    async def call_tool(context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:  # noqa: ANN401
        return await called(desk, params.name, params.arguments or {})

    server: Server[Any] = Server("beauty", on_list_tools=list_tools, on_call_tool=call_tool)
    inner = server.streamable_http_app(
        json_response=True,
        stateless_http=True,
        max_request_body_size=MAX_CALL_BYTES,
        # the guard in front of all doors refuses other sites; the host may be any, behind a proxy
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    app.router.routes.extend(inner.routes)
    outer = app.router.lifespan_context

    @asynccontextmanager
    async def with_sessions(app: FastAPI) -> AsyncIterator[Any]:
        async with outer(app) as state, inner.router.lifespan_context(inner):
            yield state

    app.router.lifespan_context = with_sessions


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
    known = tool.input_schema["properties"]
    if not isinstance(arguments.get("photo"), str) or not set(arguments) <= set(known):
        raise UsageError(reason="tool_arguments", fix="see_docs", names=", ".join(known))
    photo = photo_from_text(arguments["photo"])
    if name == "try_on":
        look = service.chosen_look(arguments.get("look"), arguments.get("look_file"))
        return _png(await desk.do(functools.partial(service.tried_on, desk.beauty, photo, look)))
    answers = arguments.get("answers") or {}
    if not isinstance(answers, dict):
        raise UsageError(reason="answers_no_object", fix="see_docs")
    check_answers(answers)
    job = functools.partial(WORK[name], desk.beauty, photo, NAME, answers, language)
    return _row(await desk.do(job))


def _row(row: Json, is_error: bool = False) -> types.CallToolResult:
    text = types.TextContent(type="text", text=json.dumps(row, ensure_ascii=False))
    return types.CallToolResult(content=[text], structured_content=row, is_error=is_error)


def _png(png: bytes) -> types.CallToolResult:
    data = base64.b64encode(png).decode()
    picture = types.ImageContent(type="image", data=data, mime_type="image/png")
    return types.CallToolResult(content=[picture])
