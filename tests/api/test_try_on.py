"""Looks through every door: the same pixels, and never a file of the server."""

import asyncio
import base64
from pathlib import Path
from typing import Any

import cv2
import httpx
import numpy as np
import pytest
from gradio_client import Client
from PIL import Image

from beauty import Beauty, service
from beauty.errors import UsageError
from beauty.photo import read_photo
from beauty.tryon import load_looks, look_toml
from tests.api.mcp_client import mcp_client

LOOK = "everyday"


def pixels(png: bytes) -> np.ndarray:
    """uint8 (H, W, 3) RGB of a PNG file."""
    decoded = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    return decoded[..., ::-1]


def post(http: httpx.Client, photo: bytes, **fields: str) -> httpx.Response:
    return http.post("/v1/try-on", files={"photo": ("me.jpg", photo)}, data=fields)


@pytest.fixture(scope="module")
def expected(beauty: Beauty, photo: Path) -> np.ndarray:
    worn = beauty.try_on(photo, LOOK)
    assert (worn != read_photo(photo).rgb).any()
    return worn


def test_rest_gives_the_pixels_of_python(http: httpx.Client, photo: Path, expected: np.ndarray):
    for fields in ({"look": LOOK}, {"look_file": look_toml(load_looks()[LOOK])}):
        answer = post(http, photo.read_bytes(), **fields)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
        assert np.array_equal(pixels(answer.content), expected)


def test_named_endpoint_and_mcp_give_the_same_pixels(
    url: str, gradio_client: Client, photo_text: str, expected: np.ndarray
):
    row = gradio_client.predict(photo_text, look=LOOK, api_name="/try_on")
    assert np.array_equal(pixels(base64.b64decode(row["png"])), expected)

    async def calling() -> Any:
        async with mcp_client(url) as client:
            return await client.call_tool("try_on", {"photo": photo_text, "look": LOOK})

    (picture,) = asyncio.run(calling()).content
    assert picture.mimeType == "image/png"
    assert np.array_equal(pixels(base64.b64decode(picture.data)), expected)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "name one look"),
        ({"look": "everyday", "look_file": "x"}, "name one look"),
        ({"look": "../../assets/looks/everyday.toml"}, "there is no look"),
        ({"look": "/etc/passwd"}, "there is no look"),
        ({"look_file": "[[layer]]\nproduct = 'lipz'"}, "lipz"),
        ({"look_file": "no toml"}, "not TOML"),
        ({"look_file": "#" * 20_000}, "name one look"),
    ],
)
def test_a_look_that_is_none_is_refused(
    fields: dict[str, str], said: str, http: httpx.Client, photo: Path
):
    answer = post(http, photo.read_bytes(), **fields)
    assert (answer.status_code, answer.json()["code"]) == (400, "usage")
    assert said in answer.json()["message"]


def test_a_look_file_on_this_machine_is_out_of_reach(tmp_path: Path):
    mine = tmp_path / "mine.toml"
    mine.write_text(look_toml(load_looks()[LOOK]), "utf-8")
    with pytest.raises(UsageError):
        service.chosen_look(str(mine), None)


def test_what_the_camera_wrote_into_the_photo_is_gone(
    http: httpx.Client, photo: Path, tmp_path: Path
):
    told = tmp_path / "told.jpg"
    image = Image.open(photo)
    exif = image.getexif()
    exif[0x010E] = "CANARY-somewhere"
    image.save(told, exif=exif)
    assert b"CANARY" in told.read_bytes()
    assert b"CANARY" not in post(http, told.read_bytes(), look=LOOK).content


def test_looks_are_listed_alike(http: httpx.Client, gradio_client: Client):
    listed = http.get("/v1/looks").json()
    assert [look["name"] for look in listed] == list(load_looks())
    assert listed == service.looks() == gradio_client.predict(api_name="/looks")
    chinese = http.get("/v1/looks?lang=zh").json()
    assert chinese == service.looks("zh")
    assert {look["name"]: look["title"] for look in chinese}["natural"] == "似有若无"
    assert http.get("/v1/looks?lang=tlh").json()["code"] == "usage"
