"""Whatever anybody sends or saves, only our own refusals come out: mutated photos and data files.

Bounded: so many examples each, the same ones every time (`derandomize`), a few seconds in all.
"""

import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from beauty.catalogue import Catalogue
from beauty.cli.given import read_answers
from beauty.errors import BeautyError, PhotoError, UsageError
from beauty.knowledge import check_answers
from beauty.photo import read_photo
from beauty.photo.intake import MAX_SIDE_PX
from beauty.progress.saved import MAX_BYTES, Numbers, read_saved
from beauty.recommend import own_catalogue
from beauty.recommend.feedback_file import read_feedback
from beauty.tryon.look import look_toml, read_look
from beauty.words import understand
from tests.builders import encoded, quadrants
from tests.hostile.bombs import HEIC

BOUNDED = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PHOTOS = {
    kind: encoded(quadrants(), kind) for kind in ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP")
} | {"AVIF": encoded(quadrants(), "AVIF"), "HEIC": HEIC.read_bytes()}
CHANGES = st.lists(
    st.tuples(st.integers(0, 2**16), st.sampled_from(("set", "cut", "double", "drop", "zero"))),
    min_size=1,
    max_size=6,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)
LOOK = '[[layer]]\nproduct = "lips"\ncolor = "#b4535a"\nopacity = 0.6\nfinish = "satin"\n'
SHOP = (
    "product_id,name,brand,category,price,spf,ingredients,tags,shade_hex,rating\n"
    'a,Balm,X,lip_care,9.5,15,"Aqua, Glycerin, Parfum",vegan,Rose #b4535a,4.5\n'
)


def changed(data: bytes, changes: list[tuple[int, str]], seed: int) -> bytes:
    """The bytes after these changes, each at a place (taken round the end)."""
    chance, now = random.Random(seed), bytearray(data)
    for where, how in changes:
        at = where % max(1, len(now))
        piece = now[at : at + chance.randrange(1, 40)]
        if how == "set":
            now[at : at + 1] = bytes([chance.randrange(256)])
        elif how == "cut":
            del now[max(at, 1) :]
        elif how == "double":
            now[at:at] = piece
        else:
            now[at : at + len(piece)] = b"" if how == "drop" else bytes(len(piece))
    return bytes(now)


@pytest.mark.parametrize("kind", PHOTOS)
@given(changes=CHANGES, seed=st.integers(0, 2**16))
@BOUNDED
def test_photo(kind: str, changes: list[tuple[int, str]], seed: int):
    try:
        photo = read_photo(changed(PHOTOS[kind], changes, seed))
    except PhotoError as error:
        assert error.message and error.advice
        return
    assert max(photo.size_wh) <= MAX_SIDE_PX
    assert photo.rgb.shape[2] == 3


@given(st.binary(max_size=400), st.sampled_from(sorted(PHOTOS)))
@BOUNDED
def test_photo_of_noise_behind_a_sound_start(noise: bytes, kind: str):
    for start in (0, 12, 60):
        try:
            read_photo(PHOTOS[kind][:start] + noise)
        except PhotoError as error:
            assert error.code != "internal"


TEXT_CHANGES = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 8), st.text(max_size=12)), max_size=5
)


def edited(text: str, changes: list[tuple[int, int, str]]) -> str:
    for at, length, new in changes:
        text = text[:at] + new + text[at + length :]
    return text


@given(TEXT_CHANGES)
@example([(0, 400, "layer = 1")])
@example([(0, 400, "[[layer]]\nopacity = nan\nproduct = 'lips'\ncolor = '#b4535a'")])
@example([(0, 400, "a." * 3000 + "b = 1")])
@example([(0, 400, "a = " + "[" * 3000)])
@example([(0, 400, "[[layer]]\nproduct = 'lips'\ncolor = '#b4535a'\nopacity = 0x" + "f" * 5000)])
@example([(0, 400, "[[layer]]\nproduct = 'lips'\ncolor = '#b4535a'\nopacity = " + "9" * 5000)])
@BOUNDED
def test_look(changes: list[tuple[int, int, str]]):
    try:
        look = read_look(edited(LOOK, changes), "fuzz")
    except UsageError:
        return
    assert read_look(look_toml(look), "fuzz").layers


@given(st.text(max_size=200) | st.builds(lambda parts: edited(LOOK, parts), TEXT_CHANGES))
@example("a = " + "[" * 3000)
@example("budget_total = " + "9" * 5000)
@example("budget_total = 1e999")
@example("pregnant = 1979-05-27")
@example("budget_total = 0x" + "f" * 5000)
@BOUNDED
def test_answers_file(tmp_path: Path, text: str):
    path = tmp_path / "answers.toml"
    path.write_text(text, "utf-8", errors="surrogatepass")
    try:
        read_answers(path)
    except UsageError as error:
        assert error.message


@given(st.dictionaries(st.sampled_from(sorted(("budget_total", "text", "avoid", "x"))), VALUES))
@example({"budget_total": 10**400})
@BOUNDED
def test_answers(given_answers: dict[str, object]):
    try:
        check_answers(given_answers)
    except UsageError as error:
        assert error.message


@given(TEXT_CHANGES)
@example([(0, 400, "\x00")])
@example([(80, 0, '"' * 7)])
@example([(76, 0, "x" * 200_000)])
@BOUNDED
def test_shop_file(tmp_path: Path, changes: list[tuple[int, int, str]]):
    path = tmp_path / "shop.csv"
    path.write_text(edited(SHOP, changes), "utf-8", errors="surrogatepass")
    try:
        Catalogue.from_csv(path)
    except UsageError as error:
        assert error.message


@given(st.binary(max_size=200) | st.builds(lambda value: json.dumps(value).encode(), VALUES))
@example(b"[" * 100_000)
@example(b'{"schema": 1, "concerns": {"redness": {"score": 1e999, "interval": [0, 1]}}}')
@example(b'{"schema": 1, "concerns": {"redness": {"score": ' + b"9" * 5000 + b"}}}")
@example(b"0" * (MAX_BYTES + 1))
@BOUNDED
def test_saved_numbers(content: bytes):
    try:
        Numbers.of(read_saved(content, "fuzz"), "fuzz")
    except UsageError as error:
        assert error.message


@given(st.text(max_size=200) | st.builds(json.dumps, VALUES))
@example("[" * 100_000)
@example('{"likes": [' + "9" * 5000 + "]}")
@BOUNDED
def test_feedback_file(content: str):
    try:
        read_feedback(content, own_catalogue())
    except BeautyError as error:
        assert error.message


@given(st.text(max_size=300), st.sampled_from((None, "en", "zh")))
@example("9" * 5000, None)
@example("不" * 3000, None)
@example("no " * 3000, "en")
@example("一亿亿亿" * 200 + "元", "zh")
@example("²³½⅓ ៣ ٣ 壹", None)
@BOUNDED
def test_own_words(text: str, language: str | None):
    understood = understand(text, language)
    check_answers(understood.answers)
