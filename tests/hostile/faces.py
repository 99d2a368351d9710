"""Pictures that are sound files but no portraits, or hardly: our own rendered faces, spoiled or drawn."""

import functools
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from tests.hostile.broken import face
from tests.hostile.case import FINE, REFUSED_FACE, Hostile, group
from tests.hostile.chunks import encoded

SIDE = 450  # of the rendered face
NOBODY = REFUSED_FACE | {FINE}  # the file is sound: nothing may be said against it
SKIN, DARK, PAPER = (224, 172, 140), (40, 30, 30), (245, 240, 230)


def files() -> list[Hostile]:
    quick = ("hundreds.jpg", "cartoon.jpg", "cut_left.jpg", "painted_white.jpg", "mask.jpg")
    rows = [(f"{name}.jpg", functools.partial(_jpeg, make)) for name, make in _pictures().items()]
    return group("hardly a face", rows, NOBODY, quick)


def _jpeg(make: Callable[[], Image.Image]) -> bytes:
    return encoded(make().convert("RGB"), "JPEG", quality=92)


def _pictures() -> dict[str, Callable[[], Image.Image]]:
    half = SIDE // 2
    boxes = {"left": (half, 0, SIDE, SIDE), "right": (0, 0, half, SIDE)}
    boxes |= {"top": (0, half, SIDE, SIDE), "bottom": (0, 0, SIDE, half)}
    boxes |= {"to_an_eye": (140, 170, 230, 240), "to_a_mouth": (150, 280, 300, 360)}
    make = functools.partial
    rows: dict[str, Callable[[], Image.Image]] = {
        f"cut_{name}": make(_cropped, box) for name, box in boxes.items()
    }
    rows |= {f"painted_{name}": make(_painted, name) for name in PAINT}
    rows |= {f"seen_{name}": make(how, face()) for name, how in SEEN.items()}
    return rows | {
        "tiny": make(_crowd, 1, 24),
        "two": make(_crowd, 2, 300),
        "hundreds": make(_crowd, 20, 100),
        "thousands": make(_crowd, 50, 40),
        "cartoon": _cartoon,
        "smiley": make(_cartoon, True),
        "cat": make(_animal, (120, 100, 90), True),
        "dog": make(_animal, (170, 120, 70), False),
        "stick_figure": _stick_figure,
        "mask": _mask,
        "noise": make(_noise, 0),
        "noise_and_face": make(_noise, 0.5),
        "sunset": _sunset,
    }


def _cropped(box: tuple[int, int, int, int]) -> Image.Image:
    return face().crop(box).resize((box[2] - box[0], box[3] - box[1])).resize((450, 450))


def _oval(draw: ImageDraw.ImageDraw, fill: tuple[int, int, int]) -> None:
    draw.ellipse((110, 60, 340, 410), fill=fill)


def _each(draw: Callable[..., None], boxes: list[tuple[int, int, int, int]]) -> None:
    for box in boxes:
        draw(box, fill=(200, 0, 0))


PAINT: dict[str, Callable[[ImageDraw.ImageDraw], None]] = {
    "white": lambda draw: _oval(draw, (255, 255, 255)),
    "green": lambda draw: _oval(draw, (30, 160, 40)),
    "eyes": lambda draw: draw.rectangle((100, 170, 350, 230), fill=DARK),
    "mouth": lambda draw: draw.rectangle((130, 270, 320, 420), fill=(150, 190, 220)),
    "left_half": lambda draw: draw.rectangle((0, 0, 225, 450), fill=(0, 0, 0)),
    "stripes": lambda draw: _each(draw.line, [(0, y, 450, y) for y in range(0, 450, 14)]),
    "dots": lambda draw: _each(
        draw.ellipse,
        [(x, y, x + 9, y + 9) for x in range(90, 360, 18) for y in range(60, 420, 18)],
    ),
    "text": lambda draw: draw.text((60, 200), "NOT A FACE " * 6, fill=(0, 0, 255)),
}
SEEN: dict[str, Callable[[Image.Image], Image.Image]] = {
    "upside_down": lambda image: image.transpose(Image.Transpose.ROTATE_180),
    "sideways": lambda image: image.transpose(Image.Transpose.ROTATE_90),
    "dark": lambda image: image.point(lambda value: value // 12),
    "bright": lambda image: image.point(lambda value: min(255, value * 4)),
    "blurred": lambda image: image.filter(ImageFilter.GaussianBlur(14)),
    "negative": ImageOps.invert,
    "two_colours": lambda image: image.convert("1"),
    "four_colours": lambda image: ImageOps.posterize(image, 1),
    "mosaic": lambda image: image.resize((14, 14)).resize((450, 450), Image.Resampling.NEAREST),
    "wide": lambda image: image.resize((1800, 450)),
    "narrow": lambda image: image.resize((110, 900)),
    "huge": lambda image: image.resize((5000, 5000)),
    "grey": lambda image: image.convert("L"),
    "shuffled": lambda image: _shuffled(image),
    "outline": lambda image: image.filter(ImageFilter.FIND_EDGES),
    "flat": lambda image: Image.new("RGB", image.size, SKIN),
}


def _painted(what: str) -> Image.Image:
    picture = face().copy()
    PAINT[what](ImageDraw.Draw(picture))
    return picture


def _shuffled(image: Image.Image) -> Image.Image:
    """Nine tiles of a face in another order."""
    tiles = [image.crop((x, y, x + 150, y + 150)) for y in (0, 150, 300) for x in (0, 150, 300)]
    picture = Image.new("RGB", (450, 450))
    for place, tile in enumerate((4, 0, 8, 2, 6, 1, 7, 3, 5)):
        picture.paste(tiles[tile], (place % 3 * 150, place // 3 * 150))
    return picture


def _crowd(a_row: int, side_px: int) -> Image.Image:
    """The face side by side, `a_row` times in each row; one alone stands in a wide room."""
    small = face().resize((side_px, side_px))
    size = max(a_row * side_px, 1200)
    picture = Image.new("RGB", (size, size if a_row > 2 else 1200), PAPER)
    for row in range(a_row if a_row > 2 else 1):
        for column in range(a_row):
            picture.paste(small, (column * side_px, row * side_px))
    return picture


def _cartoon(smiley: bool = False) -> Image.Image:
    picture = Image.new("RGB", (450, 450), PAPER)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((85, 40, 365, 410), (255, 214, 60) if smiley else SKIN, DARK, 5)
    for x in (165, 285):
        draw.ellipse((x - 32, 160, x + 32, 230), (255, 255, 255), DARK, 4)
        draw.ellipse((x - 12, 180, x + 12, 214), (60, 90, 160))
        if not smiley:
            draw.arc((x - 38, 125, x + 38, 175), 200, 340, DARK, 8)
    draw.line((225, 220, 212, 275, 232, 280), DARK, 4)
    draw.chord((165, 290, 285, 360), 0, 180, (200, 60, 70), DARK, 4)
    return picture


def _animal(fur: tuple[int, int, int], pointed: bool) -> Image.Image:
    """A cat with pointed ears, or a dog with hanging ones."""
    picture = Image.new("RGB", (450, 450), (170, 200, 170))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((95, 110, 355, 400), fur)
    for side in (-1, 1):
        x = 225 + side * 95
        if pointed:
            draw.polygon([(x - 45, 170), (x + side * 30, 40), (x + 45, 170)], fur)
        else:
            draw.ellipse((x + side * 40 - 35, 130, x + side * 40 + 35, 330), (110, 70, 40))
        draw.ellipse((225 + side * 60 - 22, 200, 225 + side * 60 + 22, 244), (150, 190, 60))
        draw.ellipse((225 + side * 60 - 6, 202, 225 + side * 60 + 6, 242), (0, 0, 0))
        for y in (300, 315, 330):
            draw.line((225 + side * 20, 310, 225 + side * 140, y), (250, 250, 250), 2)
    draw.polygon([(205, 285), (245, 285), (225, 308)], (60, 30, 40))
    return picture


def _stick_figure() -> Image.Image:
    picture = Image.new("RGB", (450, 450), PAPER)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((185, 40, 265, 120), outline=DARK, width=5)
    for line in ((225, 120, 225, 280), (225, 160, 130, 220), (225, 160, 320, 220)):
        draw.line(line, DARK, 5)
    return picture


def _mask() -> Image.Image:
    """A plain mask over the face: holes for the eyes, nothing else left of it."""
    picture, mask = face(), Image.new("L", (450, 450), 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((105, 55, 345, 415), 255)
    for x in (180, 270):
        draw.ellipse((x - 30, 180, x + 30, 220), 0)
    return Image.composite(Image.new("RGB", (450, 450), (235, 230, 220)), picture, mask)


def _noise(share_of_face: float) -> Image.Image:
    pixels = np.random.default_rng(1).integers(0, 256, (450, 450, 3), np.uint8)
    return Image.blend(Image.fromarray(pixels), face(), share_of_face)


def _sunset() -> Image.Image:
    rows = np.linspace((250, 120, 60), (30, 20, 70), 600)
    return Image.fromarray(np.repeat(rows[:, None], 800, axis=1).astype(np.uint8))
