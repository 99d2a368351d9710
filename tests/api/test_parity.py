"""Python, command line, REST, MCP and gradio_client say the same of the same photos."""

import asyncio
import base64
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client
from typer.testing import CliRunner

from beauty import Beauty, cli
from beauty.paths import ASSETS
from beauty.profile import Profile
from beauty.report import analysis_json, plan_json, words_json
from beauty.texts import load_texts
from tests.api.mcp_client import mcp_client

PHOTOS = sorted((ASSETS / "examples").glob("*.jpg"))
ANSWERS = {"skin_type": "oily", "concerns": ["redness"], "text": "not too expensive, no fragrance"}
Json = dict[str, Any]


def of_python(beauty: Beauty, photo: Path) -> Json:
    """As the README's three lines do it."""
    texts, analysis = load_texts(), beauty.analyze(photo)
    profile = Profile.of(analysis, ANSWERS)
    return {
        **analysis_json(analysis, profile, "photo", texts),
        **plan_json(beauty.recommend(analysis, ANSWERS), texts),
        "words": words_json(profile.understood),
    }


def of_command_line(beauty: Beauty, photo: Path, folder: Path) -> Json:
    answers, target = folder / "answers.toml", folder / "out.json"
    lines = (f"{name} = {json.dumps(value)}\n" for name, value in ANSWERS.items())
    answers.write_text("".join(lines), "utf-8")
    arguments = ["recommend", str(photo), "--answers", str(answers), "--json", str(target)]
    result = CliRunner().invoke(cli.app, arguments)
    assert result.exit_code == 0, result.output
    row: Json = json.loads(target.read_text("utf-8"))
    assert row["photo"] == str(photo)
    return row | {"photo": "photo"}


def of_rest(http: httpx.Client, photo: Path) -> Json:
    files, fields = {"photo": ("photo", photo.read_bytes())}, {"answers": json.dumps(ANSWERS)}
    row: Json = http.post("/v1/recommend", files=files, data=fields).json()
    return row


def of_mcp(url: str, photo: Path) -> Json:
    async def calling() -> Json:
        async with mcp_client(url) as client:
            text = base64.b64encode(photo.read_bytes()).decode()
            result = await client.call_tool("recommend", {"photo": text, "answers": ANSWERS})
            return dict(result.structuredContent)

    return asyncio.run(calling())


@pytest.mark.parametrize("photo", PHOTOS, ids=lambda path: path.stem)
def test_every_door_says_the_same(
    photo: Path,
    http: httpx.Client,
    beauty: Beauty,
    gradio_client: Client,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(Beauty, "load", lambda: beauty)
    expected = json.loads(json.dumps(of_python(beauty, photo)))
    assert of_command_line(beauty, photo, tmp_path) == expected
    assert of_rest(http, photo) == expected
    assert of_mcp(str(http.base_url), photo) == expected
    text = base64.b64encode(photo.read_bytes()).decode()
    assert gradio_client.predict(text, ANSWERS, api_name="/recommend") == expected
