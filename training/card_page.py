"""docs/models/NAME.md out of weights/NAME.toml: the same numbers, for people."""

from collections.abc import Iterator, Mapping, Sequence
from numbers import Real
from pathlib import Path

from beauty.paths import ROOT, WEIGHTS
from training.card import Calibration, Card, Figure, Group, read_card, write_card

PAGES = ROOT / "docs" / "models"
FIRST_LINE = "<!-- Written by training/card_page.py from weights/{name}.toml: do not edit. -->"
MEANINGS = {  # what a figure is called on the page; any other is called by its name
    "people": "people (or source images)",
    "accuracy": "right",
    "top2_accuracy": "truth among the first two",
    "balanced_accuracy": "mean recall of the labels",
    "calibration_error": "calibration error (15 bins)",
    "calibration_error_10_bins": "calibration error (10 bins)",
    "coverage": "photos that get an answer",
    "accuracy_when_given": "right, of the answers given",
    "accuracy_at_half_coverage": "right, of the surer half",
    "brier_score": "Brier score, 0 to 2",
    "log_likelihood_loss": "negative log-likelihood",
    "area_under_risk_coverage": "area under risk-coverage",
    "same_answer_by_person": "one answer for two photos, people weighing equally",
    "same_answer_by_pair": "the same, pairs weighing equally",
    "pairs": "pairs of photos of one person, both answered",
    "photos_per_label": "photos",
    "f1": "F1",
}
SPAN = "_95"
Rows = Sequence[Sequence[str]]


def publish(card: Card, weights: Path = WEIGHTS, pages: Path = PAGES) -> None:
    """Write both: the card that the app reads and the page made of it."""
    page = render_markdown(write_card(card, weights))
    pages.mkdir(parents=True, exist_ok=True)
    (pages / f"{card.name}.md").write_text(page, "utf-8")


def render_markdown(card_toml_path: Path) -> str:
    """The whole page of a card's file; the same file gives the same page."""
    card = read_card(card_toml_path)
    title = card.name.replace("_", " ").capitalize()
    parts = [
        FIRST_LINE.format(name=card.name),
        f"# {title}",
        f"{card.kind}. {card.parameters:,} parameters, {card.size_bytes / 1e6:.1f} MB. {card.date}.",
        f"**Terms: {card.terms}.**",
        *_section("What it takes and gives", _about(card)),
        *_section("Limits, and what nobody tested", _bullets(card.limits)),
        *_section("Take care", _bullets(card.care)),
        *_section("Data", [*_data(card), f"Split: {card.split}."]),
        *_section("How well it does", _metrics(card)),
        *_section("Made again", _made(card)),
    ]
    return "\n\n".join(parts) + "\n"


def _about(card: Card) -> Iterator[str]:
    frame = card.frame
    lines = [
        f"Takes: an upright face crop of {frame.size_px} x {frame.size_px} pixels,"
        f" {frame.eye_distances:g} eye distances wide, its centre {frame.below_eyes:g} below the eyes;"
        f" (pixel - {_plain(card.mean)}) / {_plain(card.scale)}, pixels 0 to 255, red green blue",
        f"Gives: {', '.join(label.replace('_', ' ') for label in card.labels)}",
    ]
    if card.ratios:
        lines.append(
            f"Beside the crop, measured ratios: {', '.join(map(_said, card.ratios.names))}"
        )
    if card.calibration:
        lines.append(f"Probabilities are calibrated: {_calibrated(card.calibration)}")
    if card.threshold is not None and card.wanted_accuracy is not None:
        lines.append(
            f"Below a probability of {card.threshold:g} it gives no answer; chosen so that answers given"
            f" are right {card.wanted_accuracy:.0%} of the time or more on the photos it was chosen on"
        )
    yield from _bullets(lines)


def _calibrated(calibration: Calibration) -> str:
    if calibration.temperature is not None:
        return f"one temperature, {calibration.temperature:g}"
    size = len(calibration.bias)
    return f"a {size} x {size} matrix and a bias for the logarithms (Dirichlet calibration)"


def _data(card: Card) -> Iterator[str]:
    rows = [
        [
            one.name,
            f"{one.photos:,}",
            "unknown" if one.people is None else f"{one.people:,}",
            one.terms,
        ]
        for one in card.data
    ]
    yield _table(["photos of", "photos", "people", "terms"], rows)
    if card.started_from:
        yield "Training began from:"
        yield from _bullets([f"{start.name} ({start.terms})" for start in card.started_from])


def _metrics(card: Card) -> Iterator[str]:
    if any(name.endswith(SPAN) for group in card.metrics for name in group.figures):
        yield "In brackets: 95% intervals, from drawing people or source images again and again."
    noted = [f"{_said(group.name)}: **{group.note}**" for group in card.metrics if group.note]
    yield from _bullets(noted)
    singles = _names(card.metrics, Real)
    cells = [[_with_span(group.figures, name) for group in card.metrics] for name in singles]
    rows = [
        [MEANINGS.get(name, _said(name)), *row] for name, row in zip(singles, cells, strict=True)
    ]
    yield _table(["", *(_said(group.name) for group in card.metrics)], rows)
    for group in card.metrics:
        yield from _per_label(card.labels, group)
    for picture in card.pictures:
        yield f"![{picture.caption}]({picture.file})\n\n*{picture.caption}*"


def _per_label(labels: Sequence[str], group: Group) -> Iterator[str]:
    """A table of the figures that there are one a label of; matrices stay in the card's file."""
    names = [
        name
        for name, value in group.figures.items()
        if not name.endswith(SPAN) and _is_list(value, len(labels))
    ]
    if names:
        yield f"### {_said(group.name).capitalize()}, label by label"
        rows = [
            [label.replace("_", " "), *(_with_span(group.figures, name, index) for name in names)]
            for index, label in enumerate(labels)
        ]
        yield _table(["label", *(MEANINGS.get(name, _said(name)) for name in names)], rows)


def _made(card: Card) -> Iterator[str]:
    yield f"```\n{card.command}\n```"
    yield from _bullets(
        [
            f"File: `weights/{card.file}`, {card.size_bytes:,} bytes, SHA-256 `{card.sha256}`",
            f"Card: [weights/{card.name}.toml](../../weights/{card.name}.toml), with all counts",
            "Versions: " + ", ".join(f"{name} {number}" for name, number in card.versions.items()),
        ]
    )


def _section(title: str, parts: Sequence[str] | Iterator[str]) -> list[str]:
    filled = list(parts)
    return [f"## {title}", *filled] if filled else []


def _bullets(lines: Sequence[str]) -> list[str]:
    return ["\n".join(f"- {line}" for line in lines)] if lines else []


def _table(head: Sequence[str], rows: Rows) -> str:
    """The first column is words, the others are numbers or words."""
    lines = [head, [":--"] * len(head), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines
    )


def _names(groups: Sequence[Group], kind: type) -> list[str]:
    """Names of the figures of this kind that any group has, in the order they first come."""
    found = [(name, value) for group in groups for name, value in group.figures.items()]
    return list(dict.fromkeys(name for name, value in found if isinstance(value, kind)))


def _with_span(figures: Mapping[str, Figure], name: str, index: int | None = None) -> str:
    """A figure, or the one of this label, with its interval: 0.512 (0.481 to 0.543)."""
    value, span = figures.get(name), figures.get(name + SPAN)
    if index is not None:
        assert isinstance(value, Sequence)
        value, span = value[index], span[index] if isinstance(span, Sequence) else None
    said = _number(value)
    if isinstance(span, Sequence) and all(one == one for one in span):
        said += f" ({_number(span[0])} to {_number(span[1])})"
    return said


def _number(value: object) -> str:
    if value is None or value != value:  # unknown, or NaN
        return "-"
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}"


def _is_list(value: Figure, length: int) -> bool:
    flat = isinstance(value, Sequence) and not any(isinstance(one, Sequence) for one in value)
    return flat and isinstance(value, Sequence) and len(value) == length


def _plain(values: Sequence[float]) -> str:
    joined = ", ".join(f"{value:g}" for value in values)
    return joined if len(values) == 1 else f"({joined})"


def _said(name: str) -> str:
    return name.replace("_", " ")
