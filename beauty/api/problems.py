"""Refusals as problem details (RFC 9457): the contract's code, what happened, what to do. No trace."""

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from beauty.api.desk import RETRY_AFTER_S
from beauty.errors import BeautyError, DoorError, SetupError, UsageError
from beauty.observe import refused
from beauty.texts import DEFAULT_LANGUAGE, languages

MEDIA_TYPE = "application/problem+json"
UNPROCESSABLE = 422  # the request is well made, but nothing can be done with this photo
STATUS = {
    "unreadable": 400,
    "unsupported_format": 415,
    "too_large": 413,
    "too_small": UNPROCESSABLE,
    "no_face": UNPROCESSABLE,
    "several_faces": UNPROCESSABLE,
    "face_too_small": UNPROCESSABLE,
    "face_cut_off": UNPROCESSABLE,
    "large_angle": UNPROCESSABLE,
    "too_dark": UNPROCESSABLE,
    "too_bright": UNPROCESSABLE,
    "blurred": UNPROCESSABLE,
    "usage": 400,
    "not_signed_in": 401,
    "foreign_site": 403,
    "not_found": 404,
    "not_allowed": 405,
    "too_many_requests": 429,
    "internal": 500,
    "busy": 503,
}
WAITS = {"too_many_requests", "busy"}
GONE = 499  # of no standard; nobody reads it, and figures show it
BY_STATUS = {status: code for code, status in STATUS.items() if status in (404, 405)}


def problem(
    error: BeautyError, language: str = DEFAULT_LANGUAGE, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer to a request that is refused; a client told to wait is told for how long."""
    refused(error)
    waits = {"Retry-After": str(RETRY_AFTER_S)} if error.code in WAITS else {}
    status = STATUS.get(error.code, UNPROCESSABLE)
    message, advice = (error.said(part, language) for part in ("message", "advice"))
    return JSONResponse(
        {
            "type": f"urn:beauty:problem:{error.code}",
            "title": message,
            "status": status,
            "detail": advice,
            "code": error.code,
            "message": message,
            "advice": advice,
        },
        status,
        {**waits, **(headers or {})},
        MEDIA_TYPE,
    )


def language_of(request: Request) -> str:
    """The language asked for with ?lang=, if there is such a one."""
    asked = request.query_params.get("lang", DEFAULT_LANGUAGE)
    return asked if asked in languages() else DEFAULT_LANGUAGE


def handle_problems(app: FastAPI) -> None:
    """Every error of the app ends as a problem."""

    async def told(request: Request, error: Exception) -> Response:
        assert isinstance(error, BeautyError)
        return problem(error, language_of(request))

    async def malformed(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        where = ", ".join(str(part) for part in error.errors()[0]["loc"])
        said = error.errors()[0]["msg"]
        usage = UsageError(reason="unclear_request", fix="see_docs", where=where, said=said)
        return problem(usage, language_of(request))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        known = BY_STATUS.get(error.status_code)
        facts = {"where": error.status_code, "said": error.detail}
        refusal = (
            DoorError(known)
            if known
            else UsageError(reason="unclear_request", fix="see_docs", **facts)
        )
        return problem(refusal, language_of(request), error.headers)

    async def bug(request: Request, error: Exception) -> Response:
        return problem(SetupError(reason="unforeseen", fix="report_it"), language_of(request))

    async def gone(request: Request, error: Exception) -> Response:
        """The client left while it was sending: no fault of ours, and nothing for the log."""
        return Response(status_code=GONE)

    app.add_exception_handler(ClientDisconnect, gone)
    app.add_exception_handler(BeautyError, told)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(Exception, bug)
