"""Python, command line, REST, MCP and gradio_client say the same of the same photos, ten understood and
three refused, of every kind that people send."""

import asyncio
import base64
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from gradio_client import Client
from PIL import Image
from skimage import data
from typer.testing import CliRunner

from beauty import Beauty, cli
from beauty.errors import BeautyError
from beauty.paths import ASSETS
from beauty.photo import read_photo
from beauty.profile import Profile
from beauty.report import analysis_json, plan_json, refusal_json, words_json
from beauty.texts import load_texts
from tests.api.mcp_client import mcp_client
from tests.builders import encoded

ANSWERS = {"skin_type": "oily", "concerns": ["redness"], "text": "not too expensive, no fragrance"}
TURNED = 6  # EXIF: how a phone that is held upright keeps a photo
Json = dict[str, Any]


def example(name: str, width_px: int = 900) -> Image.Image:
    """A rendered face that belongs to nobody."""
    with Image.open(ASSETS / "examples" / f"{name}.jpg") as photo:
        return photo.resize((width_px, round(width_px * photo.height / photo.width)))


def as_it_is(name: str) -> Callable[[], bytes]:
    return (ASSETS / "examples" / f"{name}.jpg").read_bytes


def from_a_phone() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = TURNED
    return encoded(example("brown_round").rotate(90, expand=True), "JPEG", quality=93, exif=exif)


def two_faces() -> bytes:
    face = np.asarray(example("fair_oval", 400))
    return encoded(np.hstack([face, face[:, ::-1]]), "JPEG")


UNDERSTOOD: dict[str, Callable[[], bytes]] = {
    "fair": as_it_is("fair_oval"),
    "light": as_it_is("light_heart"),
    "tan": as_it_is("tan_square"),
    "brown": as_it_is("brown_round"),
    "dark": as_it_is("dark_diamond"),
    "deep": as_it_is("deep_oblong"),
    "phone": from_a_phone,
    "small_png": lambda: encoded(example("deep_oblong", 320), "PNG"),
    "webp": lambda: encoded(example("tan_square", 640), "WEBP", quality=90),
    "grey": lambda: encoded(example("light_heart", 640).convert("L"), "PNG"),
}
REFUSED: dict[str, Callable[[], bytes]] = {
    "no_face": lambda: encoded(data.coffee(), "JPEG"),
    "several_faces": two_faces,
    "unreadable": lambda: as_it_is("fair_oval")()[:2000],
}


def of_python(beauty: Beauty, photo: bytes) -> Json:
    """As the README's three lines do it."""
    texts = load_texts()
    try:
        analysis = beauty.analyze(photo)
    except BeautyError as error:
        return refusal_json(error, "photo", "en")
    profile = Profile.of(analysis, ANSWERS)
    return {
        **analysis_json(analysis, profile, "photo", texts),
        **plan_json(beauty.recommend(analysis, ANSWERS), texts),
        "words": words_json(profile.understood),
    }


def of_command_line(photo: bytes, folder: Path, exit_code: int) -> Json:
    given, answers, target = folder / "photo", folder / "answers.toml", folder / "out.json"
    given.write_bytes(photo)
    lines = (f"{name} = {json.dumps(value)}\n" for name, value in ANSWERS.items())
    answers.write_text("".join(lines), "utf-8")
    arguments = ["recommend", str(given), "--answers", str(answers), "--json", str(target)]
    result = CliRunner().invoke(cli.app, arguments)
    assert result.exit_code == exit_code, result.output
    row: Json = json.loads(target.read_text("utf-8"))
    assert row["photo"] == str(given)
    return row | {"photo": "photo"}


def of_rest(http: httpx.Client, photo: bytes) -> Json:
    files, fields = {"photo": ("photo", photo)}, {"answers": json.dumps(ANSWERS)}
    row: Json = http.post("/v1/recommend", files=files, data=fields).json()
    return row


def of_mcp(url: str, photo: str) -> tuple[bool, Json]:
    async def calling() -> tuple[bool, Json]:
        async with mcp_client(url) as client:
            result = await client.call_tool("recommend", {"photo": photo, "answers": ANSWERS})
            return result.isError, dict(result.structuredContent)

    return asyncio.run(calling())


@pytest.fixture
def one_engine(beauty: Beauty, monkeypatch: pytest.MonkeyPatch) -> Beauty:
    """The command line takes the loaded engine, too."""
    monkeypatch.setattr(Beauty, "load", lambda: beauty)
    return beauty


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_every_door_says_the_same(
    name: str, http: httpx.Client, one_engine: Beauty, gradio_client: Client, tmp_path: Path
):
    photo = UNDERSTOOD[name]()
    text = base64.b64encode(photo).decode()
    expected = json.loads(json.dumps(of_python(one_engine, photo)))
    assert {"concerns", "makeup_plan", "routine", "products"} <= set(expected), expected
    assert of_command_line(photo, tmp_path, 0) == expected
    assert of_rest(http, photo) == expected
    assert of_mcp(str(http.base_url), text) == (False, expected)
    assert gradio_client.predict(text, ANSWERS, api_name="/recommend") == expected


@pytest.mark.parametrize("code", REFUSED)
def test_every_door_refuses_in_the_same_words(
    code: str, http: httpx.Client, one_engine: Beauty, gradio_client: Client, tmp_path: Path
):
    photo = REFUSED[code]()
    text = base64.b64encode(photo).decode()
    expected = of_python(one_engine, photo)
    assert expected["error"]["code"] == code
    assert of_command_line(photo, tmp_path, 1) == expected
    problem = of_rest(http, photo)
    assert {part: problem[part] for part in expected["error"]} == expected["error"]
    assert of_mcp(str(http.base_url), text) == (True, expected)
    assert gradio_client.predict(text, ANSWERS, api_name="/recommend") == expected


def test_the_photos_differ_as_told():
    kinds = {Image.open(io.BytesIO(make())).format for make in UNDERSTOOD.values()}
    assert kinds == {"JPEG", "PNG", "WEBP"}
    assert len({make() for make in UNDERSTOOD.values()}) == 10
    turned = read_photo(from_a_phone())
    assert turned.rgb.shape == read_photo(as_it_is("brown_round")()).rgb.shape
