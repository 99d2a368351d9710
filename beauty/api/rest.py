"""REST: photos in, the contract's JSON out. Each route says in OpenAPI what it takes and gives."""

import asyncio
import functools
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from beauty import service
from beauty.api import models
from beauty.api.desk import Desk
from beauty.api.docs_page import docs_page
from beauty.api.problems import MEDIA_TYPE, STATUS, handle_problems, language_of, problem
from beauty.api.readiness import readiness
from beauty.api.readiness import version as version_of
from beauty.api.upload import Form, read_form
from beauty.errors import DoorError
from beauty.texts import DEFAULT_LANGUAGE, languages

Json = dict[str, Any]
Language = Annotated[
    str, Query(pattern=f"^({'|'.join(languages())})$", description="language of sentences")
]
PHOTO = {"type": "string", "format": "binary", "description": "JPEG, PNG, WebP, HEIC, AVIF, ..."}
ANSWERS = {"type": "string", "description": "a JSON object; /v1/options lists what it may hold"}
PNG = {"type": "string", "format": "binary"}
LOOK = {"type": "string", "description": "a name that /v1/looks lists"}
LOOK_FILE = {"type": "string", "description": "the text of a look file (TOML) instead"}


def attach_rest(app: FastAPI, desk: Desk) -> None:
    """Add the routes, their documentation and what becomes of errors to the app."""
    handle_problems(app)
    app.include_router(_photo_routes(desk))
    app.include_router(_list_routes())
    app.include_router(_state_routes(desk))
    app.include_router(_nothing_else(app))

    @app.get("/docs", include_in_schema=False)
    async def docs(request: Request) -> HTMLResponse:
        """Written by the server: no script, and nothing loaded from anywhere."""
        return HTMLResponse(docs_page(app.openapi()))


def takes(**fields: Json) -> Json:
    """OpenAPI of a multipart form with a photo and these fields. FastAPI's own form parameters would
    write a photo above 1 MB to a file, so the form is read, and described, by us."""
    schema = {"type": "object", "properties": {"photo": PHOTO, **fields}, "required": ["photo"]}
    return {
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
    }


def refuses(*codes: str) -> dict[int | str, Json]:
    """OpenAPI of the refusals with these codes, one entry a status."""
    said: dict[int | str, list[str]] = {}
    for code in codes:
        said.setdefault(STATUS[code], []).append(code)
    content: Json = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": ", ".join(names), "content": content}
        for status, names in said.items()
    }


PHOTO_REFUSALS = refuses(*(code for code in STATUS if code not in ("not_found", "not_allowed")))
LIST_REFUSALS = refuses("usage", "not_signed_in", "foreign_site", "too_many_requests")


def _photo_routes(desk: Desk) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["photos"], responses=PHOTO_REFUSALS)

    @router.post(
        "/analyze",
        summary="Understand the face in a photo",
        responses={200: {"model": models.Analysis}},
        openapi_extra=takes(answers=ANSWERS),
    )
    async def analyze(
        request: Request, landmarks: bool = False, lang: Language = DEFAULT_LANGUAGE
    ) -> Response:
        """Face shape, skin type, skin tone and skin concerns, each with how sure it is."""
        form = await read_form(request)
        return await answer(desk, service.analyzed, form, language=lang, landmarks=landmarks)

    @router.post(
        "/recommend",
        summary="Analyse a photo and advise",
        responses={200: {"model": models.Recommendation}},
        openapi_extra=takes(answers=ANSWERS),
    )
    async def recommend(request: Request, lang: Language = DEFAULT_LANGUAGE) -> Response:
        """The analysis with a make-up plan, a care routine and products, each with its reasons."""
        return await answer(desk, service.recommended, await read_form(request), language=lang)

    @router.post(
        "/try-on",
        summary="The photo with a look on",
        response_class=Response,
        responses={200: {"content": {"image/png": {"schema": PNG}}, "description": "PNG"}},
        openapi_extra=takes(look=LOOK, look_file=LOOK_FILE),
    )
    async def try_on(request: Request, lang: Language = DEFAULT_LANGUAGE) -> Response:
        """Named by `look`, or described by `look_file`; the PNG has the photo's full size."""
        form = await read_form(request)
        look = service.chosen_look(form.fields.get("look"), form.fields.get("look_file"))
        job = functools.partial(desk.beauty.run, service.tried_on, form.photo, look)
        return Response(await desk.do(job), media_type="image/png")

    return router


async def answer(desk: Desk, work: Any, form: Form, **more: object) -> Response:  # noqa: ANN401
    """What the work says of the photo in a form, done off the event loop."""
    job = functools.partial(desk.beauty.run, work, form.photo, form.name, form.answers, **more)
    return JSONResponse(await desk.do(job))


def _list_routes() -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["lists"], responses=LIST_REFUSALS)

    @router.get("/looks", summary="Every look by name")
    async def looks(lang: Language = DEFAULT_LANGUAGE) -> list[models.Look]:
        return [models.Look(**look) for look in service.looks(lang)]

    @router.get("/options", summary="Every answer that is understood")
    async def options() -> list[models.Option]:
        return [models.Option(**option) for option in service.options()]

    return router


def _state_routes(desk: Desk) -> APIRouter:
    router = APIRouter(tags=["state"])

    @router.get("/health", summary="The process answers")
    async def health() -> models.Health:
        return models.Health(status="ok")

    @router.get(
        "/ready",
        summary="Models and catalogue are loaded and there is room for one more request",
        responses={503: {"model": models.Ready}},
    )
    async def ready() -> Response:
        state = await asyncio.to_thread(readiness, desk)
        return JSONResponse(state.model_dump(), 200 if state.ready else 503)

    @router.get("/version", summary="Version of the program, its JSON and its models")
    async def version() -> models.Version:
        return version_of(desk)

    return router


def _nothing_else(app: FastAPI) -> APIRouter:
    """Whatever else is asked under /v1 is answered here, not by the page, which stands behind."""
    router, every = APIRouter(prefix="/v1"), ["GET", "POST", "PUT", "PATCH", "DELETE"]

    @router.api_route("/{rest:path}", methods=every, include_in_schema=False)
    async def nothing(request: Request, rest: str) -> Response:
        methods = app.openapi()["paths"].get(f"/v1/{rest}")
        if methods is None:
            return problem(DoorError("not_found"), language_of(request))
        allowed = {"Allow": ", ".join(sorted(method.upper() for method in methods))}
        return problem(DoorError("not_allowed"), language_of(request), allowed)

    return router
