"""Every code the gate can give has its sentence in every language."""

import ast
from pathlib import Path

import pytest

import beauty.quality
from beauty.quality import Issue, Quality
from beauty.quality.thresholds import load_limits
from beauty.texts import languages, load_texts

EXPRESSIONS = ("jawOpen", "mouthSmile", "mouthPucker", "eyeBlink", "browInnerUp", "cheekPuff")
CODES = (
    *("small_face", "cut_off", "turned_yaw", "turned_pitch", "tilted", "dark", "bright"),
    *("soft_focus", "one_sided_light", "covered_forehead", "glasses", "several_faces"),
    *(f"expression_{name}" for name in EXPRESSIONS),
)
REFUSALS = (
    *("face_too_small", "face_cut_off", "large_angle", "too_dark", "too_bright", "blurred"),
    *("no_face", "several_faces"),
)


def written_codes() -> set[str]:
    """The first words of every Issue(...) in beauty/quality; f"turned_{x}" counts as "turned_"."""
    found = set()
    for path in Path(beauty.quality.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Issue":
                code = node.args[0]
                found.add(code.value if isinstance(code, ast.Constant) else code.values[0].value)
    return found


def test_codes_below_are_all_that_the_code_can_give():
    for written in written_codes():
        assert any(code == written or code.startswith(written) for code in CODES), written
    assert set(load_limits()["expression"]) == set(EXPRESSIONS)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", languages())
def test_every_issue_has_a_sentence(code: str, language: str):
    sentence = load_texts(language).get(f"quality.{code}", got=33, count=2)
    assert len(sentence) > 8
    assert "{" not in sentence


@pytest.mark.parametrize("code", REFUSALS)
@pytest.mark.parametrize("language", languages())
def test_every_refusal_has_a_message_and_advice(code: str, language: str):
    for part in ("message", "advice"):
        sentence = load_texts(language).get(f"error.{code}.{part}", got=33, least=96, count=2)
        assert len(sentence) > 5
        assert "{" not in sentence


@pytest.mark.parametrize("code", CODES)
def test_languages_say_different_things(code: str):
    sentences = {load_texts(language).find(f"quality.{code}") for language in languages()}
    assert len(sentences) == len(languages()) >= 2


def test_quality_is_ok_without_a_serious_issue():
    mild, serious = Issue("dark"), Issue("bright", serious=True)
    assert Quality(()).ok
    assert Quality((mild,)).ok
    assert not Quality((serious, mild)).ok
    assert Quality((serious, mild)).codes == ("bright", "dark")
