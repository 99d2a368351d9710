"""One colour of the make-up plan as a value, with everything that is told of it."""

from dataclasses import dataclass

PLACE_OF = {"base": "base", "blush": "cheeks", "eyes": "eyes", "lips": "lips"}  # step -> place
SHADE_NOTES = ("photo", "word", "told", "unknown", "none", "tradition", "unlisted")


@dataclass(frozen=True)
class ShadePick:
    """One colour to wear. brand, line: "" for a family of our own, and where the product may not be named
    because what is in it is not known. side, word, distance: of foundation, see ShadeMatch. family,
    score, parts: of other colours, see ColorMatch. lab: CIELAB. price: in `currency`, None unknown.
    shade_id: see feedback.py; feedback, product_feedback: verdicts on the shade and on its product.
    """

    place: str
    brand: str
    line: str
    name: str
    name_zh: str
    hex: str
    lab: tuple[float, float, float]
    product_id: str | None = None
    price: float | None = None
    currency: str = ""
    side: str = ""
    word: str = ""
    distance: float | None = None
    family: str = ""
    score: float | None = None
    parts: tuple[tuple[str, float], ...] = ()
    shade_id: str = ""
    feedback: tuple[str, ...] = ()
    product_feedback: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepShades:
    """The colours of one step. shades: the best first; elsewhere: foundation of other products, one
    cheaper and one dearer. notes: of SHADE_NOTES, words under shade.note_<note>; lightness_error: of the
    skin's reading in swatch L*, None where no foundation is matched."""

    shades: tuple[ShadePick, ...] = ()
    elsewhere: tuple[ShadePick, ...] = ()
    notes: tuple[str, ...] = ()
    lightness_error: float | None = None


NO_SHADES = StepShades()
