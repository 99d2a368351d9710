"""The drawn pieces of the PDF: tracks, scales, swatches, badges, pictures. Sizes are in points."""

import io
from collections.abc import Sequence

import numpy as np
from reportlab.lib.colors import HexColor, linearlyInterpolatedColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from beauty.booklet.blocks import Meter, Scale, Swatch
from beauty.booklet.fonts import runs
from beauty.booklet.style import colors
from beauty.markup import jpeg

HEM = HexColor("#000000", hasAlpha=False)
CORNER = 9.0
PIECES = 60  # of a scale's colours


class Drawn(Flowable):  # type: ignore[misc] # the writer is not annotated
    """A piece of fixed height that takes the width it is given."""

    HIGH = 0.0

    def __init__(self) -> None:
        super().__init__()
        self.height = self.HIGH

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self.height


class Track(Drawn):
    """A meter's track: the interval pale with the value as a mark, or a bar where there is none."""

    HIGH = 12.0

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self.meter = meter

    def draw(self) -> None:
        pen, meter, middle = self.canv, self.meter, self.height / 2
        pen.setFillColor(colors()["soft"])
        pen.setStrokeColor(colors()["line"])
        pen.setLineWidth(0.5)
        pen.roundRect(0, middle - 3, self.width, 6, 3, fill=1, stroke=1)
        if meter.value is None:
            return
        at = meter.value * self.width
        if meter.low is None or meter.high is None:
            pen.setFillColor(colors()["rose" if meter.strong else "line"])
            if at > 0.5:
                pen.roundRect(0, middle - 3, max(at, 6), 6, 3, fill=1, stroke=0)
            return
        left, right = meter.low * self.width, meter.high * self.width
        pen.setFillColor(linearlyInterpolatedColor(*_ends("card", "rose"), 0, 1, 0.36))
        pen.roundRect(left, middle - 3, max(right - left, 6), 6, 3, fill=1, stroke=0)
        pen.setFillColor(colors()["rose"])
        pen.roundRect(
            min(max(at - 1.5, 0), self.width - 3), middle - 6, 3, 12, 1.5, fill=1, stroke=0
        )


class ToneScale(Drawn):
    """A track of skin colours with the likely range framed and the best guess marked."""

    HIGH = 30.0

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self.scale = scale

    def draw(self) -> None:
        pen, scale, wide = self.canv, self.scale, self.width
        pen.saveState()
        outline = pen.beginPath()
        outline.roundRect(0, 7, wide, 16, 8)
        pen.clipPath(outline, stroke=0)
        _blend(pen, scale.colors, (0, 7, wide, 16))
        pen.restoreState()
        pen.setStrokeColor(colors()["ink"])
        pen.setLineWidth(1.2)
        pen.roundRect(scale.low * wide, 4, (scale.high - scale.low) * wide, 22, 6, fill=0, stroke=1)
        pen.setFillColor(colors()["rose"])
        pen.rect(scale.value * wide - 1.2, 1, 2.4, 28, fill=1, stroke=0)


class Tones(Drawn):
    """Swatches side by side with their numbers; those marked stand taller and framed."""

    HIGH = 50.0

    def __init__(self, swatches: Sequence[Swatch]) -> None:
        super().__init__()
        self.swatches = swatches

    def draw(self) -> None:
        pen, gap = self.canv, 5.0
        wide = (self.width + gap) / len(self.swatches) - gap
        for index, swatch in enumerate(self.swatches):
            left = index * (wide + gap)
            high = 28 if swatch.mark else 18
            pen.setFillColor(HexColor(swatch.color))
            pen.setStrokeColor(colors()[{"best": "rose", "in": "gold"}.get(swatch.mark, "line")])
            pen.setLineWidth(2.2 if swatch.mark == "best" else 1.4 if swatch.mark else 0.6)
            pen.roundRect(left, 16, wide, high, 5, fill=1, stroke=1)
            pen.setFillColor(colors()["ink" if swatch.mark else "quiet"])
            pen.setFont("sans_bold" if swatch.mark == "best" else "sans", 8)
            pen.drawCentredString(left + wide / 2, 4, swatch.label)


class Square(Drawn):
    """One swatch."""

    HIGH = 26.0

    def __init__(self, color: str) -> None:
        super().__init__()
        self.color = color

    def draw(self) -> None:
        pen = self.canv
        pen.setFillColor(HexColor(self.color))
        pen.setStrokeColor(HEM)
        pen.setStrokeAlpha(0.14)
        pen.setLineWidth(0.6)
        pen.roundRect(0, 0, self.HIGH, self.HIGH, 6, fill=1, stroke=1)
        pen.setStrokeAlpha(1)


class Badge(Drawn):
    """A step's number in a ring of its colour."""

    HIGH = 22.0

    def __init__(self, number: int, color: str) -> None:
        super().__init__()
        self.number, self.color = number, color

    def draw(self) -> None:
        pen = self.canv
        pen.setFillColor(colors()["soft"])
        pen.setStrokeColor(HexColor(self.color) if self.color else colors()["gold"])
        pen.setLineWidth(2)
        pen.circle(11, 11, 9.5, fill=1, stroke=1)
        pen.setFillColor(colors()["ink"])
        pen.setFont("serif", 10)
        pen.drawCentredString(11, 7.4, str(self.number))


class Photo(Drawn):
    """A picture uint8 (h, w, 3) with round corners, in the middle of its place, at most `most` high."""

    def __init__(self, rgb: np.ndarray, most: float) -> None:
        super().__init__()
        self.most, self.size_wh = most, (rgb.shape[1], rgb.shape[0])
        self.reader = ImageReader(io.BytesIO(jpeg(rgb)))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        scale = min(width / self.size_wh[0], self.most / self.size_wh[1])
        self.width, self.height = width, self.size_wh[1] * scale
        self.shown = self.size_wh[0] * scale
        return self.width, self.height

    def draw(self) -> None:
        pen, left = self.canv, (self.width - self.shown) / 2
        pen.saveState()
        outline = pen.beginPath()
        outline.roundRect(left, 0, self.shown, self.height, CORNER)
        pen.clipPath(outline, stroke=0)
        pen.drawImage(self.reader, left, 0, self.shown, self.height)
        pen.restoreState()


class Chips(Drawn):
    """Dots with words, line after line, in the middle."""

    SIZE, GAP, LINE = 8.2, 16.0, 15.0

    def __init__(self, swatches: Sequence[Swatch]) -> None:
        super().__init__()
        self.swatches = swatches

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.lines: list[list[tuple[Swatch, float]]] = [[]]
        for swatch in self.swatches:
            wide = 12 + sum(
                stringWidth(p, font, self.SIZE) for font, p in runs(swatch.label, "sans")
            )
            used = sum(one + self.GAP for _, one in self.lines[-1])
            if self.lines[-1] and used + wide > width:
                self.lines.append([])
            self.lines[-1].append((swatch, wide))
        self.width, self.height = width, 4 + len(self.lines) * self.LINE
        return self.width, self.height

    def draw(self) -> None:
        pen, y = self.canv, self.height - 11
        for line in self.lines:
            x = (self.width - sum(wide + self.GAP for _, wide in line) + self.GAP) / 2
            for swatch, wide in line:
                pen.setFillColor(HexColor(swatch.color))
                pen.circle(x + 4, y + 3, 4, fill=1, stroke=0)
                pen.setFillColor(colors()["ink"])
                pen.setFont("sans", self.SIZE)
                pen.drawString(x + 12, y, "".join(piece for _, piece in runs(swatch.label, "sans")))
                x += wide + self.GAP
            y -= self.LINE


class Ramp(Drawn):
    """What a map's colours mean: from little to much."""

    HIGH = 18.0

    def __init__(self, ramp: Sequence[str], ends: tuple[str, str]) -> None:
        super().__init__()
        self.ramp, self.ends = ramp, ends

    def draw(self) -> None:
        pen, long, middle = self.canv, 110.0, self.width / 2
        _blend(pen, self.ramp, (middle - long / 2, 4, long, 6))
        pen.setFillColor(colors()["quiet"])
        pen.setFont("sans", 8)
        pen.drawRightString(middle - long / 2 - 8, 4.4, self.ends[0])
        pen.drawString(middle + long / 2 + 8, 4.4, self.ends[1])


def _blend(pen: Canvas, ramp: Sequence[str], box: tuple[float, float, float, float]) -> None:
    """A rectangle (left, bottom, width, height) whose colours run through these from left to right."""
    left, bottom, wide, high = box
    stops = [HexColor(color) for color in ramp]
    for piece in range(PIECES):
        place = piece / (PIECES - 1) * (len(stops) - 1)
        first = min(int(place), len(stops) - 2)
        ends = stops[first], stops[first + 1]
        pen.setFillColor(linearlyInterpolatedColor(*ends, 0, 1, place - first))
        pen.rect(left + piece * wide / PIECES, bottom, wide / PIECES + 0.5, high, 0, 1)


def _ends(first: str, last: str) -> tuple[HexColor, HexColor]:
    return colors()[first], colors()[last]
