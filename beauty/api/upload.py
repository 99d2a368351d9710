"""Photos off the wire, straight into memory: multipart forms, and base64 text where a form cannot be."""

import base64
import binascii
import json
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from beauty.errors import PhotoError, UsageError
from beauty.knowledge import check_answers
from beauty.photo.intake import MAX_BYTES

MAX_FIELD_BYTES = 64 * 1024  # answers, or a look file
MAX_FIELDS = 6
ENVELOPE_BYTES = 1024 * 1024  # what a form may hold beside the photo: borders and fields


class InMemory(MultiPartParser):
    """Starlette's parser, which would write a file above 1 MB to disk; 0 is "never" to its spool."""

    spool_max_size = 0


@dataclass(frozen=True, eq=False)
class Form:
    """photo: the bytes of the file sent as `photo`; name: as the client calls it; fields: the rest."""

    photo: bytes
    name: str
    fields: dict[str, str]

    @property
    def answers(self) -> dict[str, object]:
        """The field `answers`, a JSON object, checked. Raises UsageError."""
        return read_answers(self.fields.get("answers"))


async def read_form(request: Request) -> Form:
    """The form of a request, whose size the guard in front has limited. Raises a BeautyError."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise UsageError(reason="no_form", fix="see_docs")
    parser = InMemory(
        request.headers,
        request.stream(),
        max_files=1,
        max_fields=MAX_FIELDS,
        max_part_size=MAX_FIELD_BYTES,
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise UsageError(reason="bad_form", fix="see_docs", said=error.message) from error
    try:
        photo = form.get("photo")
        if not isinstance(photo, UploadFile):
            raise UsageError(reason="no_photo_part", fix="see_docs")
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        return Form(await photo.read(), photo.filename or "", fields)
    finally:
        await form.close()


def read_answers(text: str | None) -> dict[str, object]:
    """Answers from the text of a JSON object, checked. Raises UsageError."""
    if not text:
        return {}
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(reason="answers_no_json", fix="see_docs") from error
    if not isinstance(given, dict):
        raise UsageError(reason="answers_no_object", fix="see_docs")
    check_answers(given)
    return given


def photo_from_text(text: str) -> bytes:
    """The bytes of a photo given as base64, alone or as a data URL. Addresses are not followed.

    Raises PhotoError unreadable or too_large.
    """
    if len(text) > MAX_BYTES * 4 // 3 + MAX_FIELD_BYTES:
        raise PhotoError("too_large", got=f"over {MAX_BYTES // 2**20} MB")
    head, comma, content = text.partition(",")
    if comma and not head.startswith("data:"):
        raise PhotoError("unreadable", reason="no_base64")
    try:
        return base64.b64decode("".join((content if comma else text).split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise PhotoError("unreadable", reason="no_base64") from error
