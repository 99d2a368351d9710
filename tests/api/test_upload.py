"""Photos and answers as text: what is taken, and that an address never is."""

import base64

import pytest

from beauty.api.upload import photo_from_text, read_answers
from beauty.errors import BeautyError, UsageError
from beauty.photo.intake import MAX_BYTES

TEXT = base64.b64encode(bytes(range(256))).decode()


@pytest.mark.parametrize(
    "text", [TEXT, f"data:image/png;base64,{TEXT}", f" {TEXT[:80]}\n{TEXT[80:]}\r\n"]
)
def test_base64_and_data_urls_give_the_bytes(text: str):
    assert photo_from_text(text) == bytes(range(256))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("http://127.0.0.1/x.png", "unreadable"),
        ("https://example.com/a,b", "unreadable"),
        ("file:///etc/passwd", "unreadable"),
        ("/etc/passwd", "unreadable"),
        ("data:image/png;base64,@@@", "unreadable"),
        ("é", "unreadable"),
        ("A" * (MAX_BYTES * 2), "too_large"),
    ],
)
def test_anything_else_is_refused(text: str, code: str):
    with pytest.raises(BeautyError) as caught:
        photo_from_text(text)
    assert caught.value.code == code


def test_answers_are_checked_where_they_come_in():
    assert read_answers(None) == read_answers("") == read_answers("{}") == {}
    assert read_answers('{"skin_type": "oily"}') == {"skin_type": "oily"}
    for text in ("nothing", "[1]", '{"skin_type": "greasy"}', '{"budget_total": Infinity}'):
        with pytest.raises(UsageError):
            read_answers(text)
