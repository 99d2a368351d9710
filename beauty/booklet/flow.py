"""A report's blocks as the flowing pieces that the PDF writer sets on pages."""

from collections.abc import Sequence
from functools import singledispatchmethod

from reportlab.platypus import (
    CondPageBreak,
    HRFlowable,
    KeepTogether,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as Grid
from reportlab.platypus.flowables import Flowable

from beauty.booklet.blocks import (
    Block,
    Cover,
    Meters,
    Pictures,
    Product,
    Scale,
    Section,
    Step,
    Steps,
    Swatch,
    Swatches,
    Table,
    Words,
)
from beauty.booklet.drawn import Badge, Chips, Photo, Ramp, Square, Tones, ToneScale, Track
from beauty.booklet.style import colors, labelled, marked, style

Style = list[tuple[object, ...]]
PHOTO_HIGH, MAP_HIGH, COVER_HIGH = 300.0, 210.0, 400.0
# room that a title needs on a page, for itself and some of what belongs to it
SECTION_NEEDS, HEADING_NEEDS, PICTURES_NEED, METERS_NEED = 190.0, 130.0, 270.0, 240.0
FACTS: Style = [
    ("RIGHTPADDING", (0, 0), (-1, -1), 18),
    ("TOPPADDING", (0, 0), (-1, -1), 8),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors()["line"]),
]
BARE: Style = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]
GAP = 14.0
KEPT_TOGETHER = 5  # rows of meters that a page's end does not part


class Anchor(Flowable):  # type: ignore[misc] # the writer is not annotated
    """An entry of the outline, where a section begins."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.section, self.width, self.height = section, 0, 0

    def draw(self) -> None:
        self.canv.bookmarkHorizontal(self.section.name, 0, 40)
        self.canv.addOutlineEntry(self.section.title, self.section.name)


class Flow:
    """Sets blocks in one language into a column of this width, in points."""

    def __init__(self, language: str, width: float) -> None:
        self.language, self.width = language, width

    def cover(self, cover: Cover) -> list[Flowable]:
        """The picture, then the main findings in two columns."""
        facts = [
            [self.said(row.label, "part"), self.said(row.value, "step")] for row in cover.facts
        ]
        cells = [facts[index : index + 2] for index in range(0, len(facts), 2)]
        cells = [[*row, *[[]] * (2 - len(row))] for row in cells]
        grid = self._grid(cells, [(self.width) / 2] * 2, FACTS)
        return [Photo(cover.picture.rgb, COVER_HIGH), Spacer(1, 20), grid]

    def section(self, section: Section) -> list[Flowable]:
        """Title with a rule, then the blocks; no heading stands alone at a page's foot."""
        rule = HRFlowable("100%", 1.4, color=colors()["gold"], spaceBefore=0, spaceAfter=12)
        story: list[Flowable] = [
            CondPageBreak(SECTION_NEEDS + _needed(section.blocks[:1])),
            self.said(section.title, "section"),
            Anchor(section),
            rule,
        ]
        for index, block in enumerate(section.blocks):
            if isinstance(block, Words) and block.kind == "heading":
                story.append(CondPageBreak(_needed(section.blocks[index + 1 : index + 3])))
            story += self.placed(block)
        return story

    def said(self, text: str, kind: str, label: str = "") -> Paragraph:
        bullet = "•" if kind == "item" else None
        words = labelled(label, text, kind) if label else marked(text, kind)
        return Paragraph(words, style(kind, self.language), bulletText=bullet)

    @singledispatchmethod
    def placed(self, block: Block) -> list[Flowable]:
        raise TypeError(f"no such block: {type(block).__name__}")

    @placed.register
    def _words(self, words: Words) -> list[Flowable]:
        return [self.said(words.text, words.kind, words.label)]

    @placed.register
    def _scale(self, scale: Scale) -> list[Flowable]:
        return [ToneScale(scale), Spacer(1, 8)]

    @placed.register
    def _swatches(self, swatches: Swatches) -> list[Flowable]:
        if swatches.look == "scale":
            return [Tones(swatches.items), Spacer(1, 4)]
        return [self._cards(swatches.items, self.width, 3), Spacer(1, 4)]

    @placed.register
    def _meters(self, meters: Meters) -> list[Flowable]:
        wide = [self.width * 0.34, self.width * 0.42, self.width * 0.24]
        rows = [
            [
                [self.said(one.label, "label"), self.said(one.part, "part")],
                Track(one) if one.value is not None else "",
                self.said(one.figure, "figure"),
            ]
            for one in meters.items
        ]
        looks: Style = [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors()["line"]),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (0, -1), GAP),
        ]
        made = self._grid(rows, wide, looks)
        kept = [KeepTogether([made])] if len(rows) <= KEPT_TOGETHER else [made]
        return [*kept, Spacer(1, 8)]

    @placed.register
    def _table(self, table: Table) -> list[Flowable]:
        rows = [
            [
                [self.said(row.label, "label"), self.said(row.part, "part")],
                [self.said(row.value, "figure"), self._beside(row.beside)],
            ]
            for row in table.rows
        ]
        looks: Style = [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors()["line"]),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ]
        return [self._grid(rows, [self.width * 0.62, self.width * 0.38], looks), Spacer(1, 6)]

    def _beside(self, text: str) -> Flowable:
        made = style("part", self.language).clone("beside", alignment=2)
        return Paragraph(marked(text, "part"), made) if text else Spacer(1, 0)

    @placed.register
    def _pictures(self, pictures: Pictures) -> list[Flowable]:
        count = len(pictures.items)
        wide = self.width / count
        most = MAP_HIGH if count > 2 else PHOTO_HIGH
        row = [[Photo(one.rgb, most), self.said(one.caption, "caption")] for one in pictures.items]
        looks: Style = [
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
        made: list[Flowable] = [self._grid([row], [wide] * count, looks), Spacer(1, 6)]
        made += [Ramp(pictures.ramp, pictures.ends)] if pictures.ramp else []
        made += [Chips(pictures.legend)] if pictures.legend else []
        return [KeepTogether([*made, Spacer(1, 8)])]

    @placed.register
    def _steps(self, steps: Steps) -> list[Flowable]:
        return [piece for step in steps.items for piece in self._step(step)]

    def _step(self, step: Step) -> list[Flowable]:
        """Number, words, and beside them what to buy; shades and small print below."""
        badge, beside = 34.0, 176.0 if step.products else 0.0
        title = self.said(step.title, "step")
        words: list[Flowable] = [title]
        words += [self.said(step.mark, "part"), Spacer(1, 3)] if step.mark else []
        words += [self.said(one.text, one.kind, one.label) for one in step.words]
        wide = self.width - badge - beside - (GAP if beside else 0)
        if step.swatches:
            words += [Spacer(1, 3), self._cards(step.swatches, wide, 3)]
        if not beside:
            words += [self.said(one.text, one.kind, one.label) for one in step.notes]
        cells: list[list[Flowable]] = [[Badge(step.number, step.color)], words]
        columns = [badge, wide]
        if beside:
            cells += [[], [self._product(one, beside) for one in step.products]]
            columns += [GAP, beside]
        rows: list[Flowable] = [self._grid([cells], columns)]
        if beside and step.notes:
            small = [self.said(one.text, one.kind, one.label) for one in step.notes]
            rows += [Spacer(1, 7), self._grid([[[], small]], [badge, self.width - badge])]
        line = HRFlowable("100%", 0.5, color=colors()["line"], spaceBefore=6, spaceAfter=9)
        return [KeepTogether([*rows, line])]

    def _product(self, product: Product, width: float) -> Flowable:
        cell: list[Flowable] = [
            self.said(product.brand, "brand"),
            self.said(product.name, "name"),
            self.said(product.price, "price"),
            *(self.said(one.text, "note") for one in product.words),
        ]
        looks: Style = [
            ("BACKGROUND", (0, 0), (-1, -1), colors()["soft"]),
            ("ROUNDEDCORNERS", [8, 8, 8, 8]),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 8),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
        ]
        return self._grid([[cell]], [width], looks)

    def _cards(self, swatches: Sequence[Swatch], width: float, columns: int) -> Flowable:
        """Squares with words beside them, so many in a row."""
        each = width / columns
        cells = [
            [[Square(one.color)], [self.said(one.label, "brand"), self.said(one.part, "part")]]
            for one in swatches
        ]
        cells += [[[], []]] * (-len(cells) % columns)
        rows = [
            [cell for pair in cells[index : index + columns] for cell in pair]
            for index in range(0, len(cells), columns)
        ]
        looks: Style = [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ]
        return self._grid(rows, [36, each - 36] * columns, looks)

    def _grid(
        self, rows: Sequence[Sequence[object]], columns: list[float], looks: Style = BARE
    ) -> Grid:
        made = BARE if looks is BARE else [*BARE, *looks]
        return Grid(rows, columns, style=made, splitInRow=int(len(rows) == 1), hAlign="LEFT")


def _needed(following: Sequence[Block]) -> float:
    """The room below which a heading goes to the next page, by what stands under it."""
    if any(isinstance(block, Pictures) for block in following):
        return PICTURES_NEED
    short = any(
        isinstance(block, Meters) and len(block.items) <= KEPT_TOGETHER for block in following
    )
    return METERS_NEED if short else HEADING_NEEDS
