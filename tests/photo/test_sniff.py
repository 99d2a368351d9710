from pathlib import Path

import pytest

from beauty.photo.sniff import looks_like_photo
from tests.builders import encoded, quadrants

HEIC = Path(__file__).parent / "data" / "two_halves.heic"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "AVIF"])
def test_first_bytes_of_every_format_are_known(kind: str):
    assert looks_like_photo(encoded(quadrants(), kind)[:16])


def test_heic_and_nothing_at_all_count_as_photos():
    assert looks_like_photo(HEIC.read_bytes()[:16])
    assert looks_like_photo(b"")


@pytest.mark.parametrize(
    "head",
    [b"%PDF-1.7", b"PK\x03\x04", b"<svg ", b"hello", b"RIFF\0\0\0\0WAVE", b"\0\0\0\x18ftypisom"],
)
def test_other_files_are_told_apart(head: bytes):
    assert not looks_like_photo(head)
