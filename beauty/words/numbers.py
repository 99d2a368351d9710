"""Numbers in figures, in English words and in Chinese numerals."""

from collections.abc import Sequence
from dataclasses import dataclass

from beauty.words.tokens import Token, stem

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL = {
    **{stem(word): value for value, word in enumerate(ONES)},
    **{stem(word): 10 * value for value, word in enumerate(TENS, 2)},
    **{"a": 1, "an": 1, "couple": 2, "dozen": 12},
}
SCALES = {"hundr": 100, "hundred": 100, "thousand": 1000, "grand": 1000, "k": 1000}
FILLERS = ("a", "an")  # a number only before a scale
DIGITS = {one: value for value, one in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10000}


@dataclass(frozen=True)
class Number:
    """tokens[first:last] say `value`."""

    first: int
    last: int
    value: float


def numbers_in(tokens: Sequence[Token]) -> list[Number]:
    """Every number, in order; the larger end of a range such as 20-40 stands for it."""
    found: list[Number] = []
    place = 0
    while place < len(tokens):
        number = _figures(tokens, place) or _words(tokens, place) or _numerals(tokens, place)
        if number is None:
            place += 1
            continue
        found.append(number)
        place = number.last
    return _ranges_joined(found, tokens)


def _figures(tokens: Sequence[Token], place: int) -> Number | None:
    token = tokens[place]
    if token.kind != "number":
        return None
    value, last = _value(token.stem), place + 1
    after = tokens[last].stem if last < len(tokens) else ""
    scale = SCALES.get(after) or PLACES.get(after)
    return Number(place, last + 1, value * scale) if scale else Number(place, last, value)


def _value(figures: str) -> float:
    """A comma before two figures at the end is a decimal one, any other sets thousands apart."""
    whole, comma, part = figures.rpartition(",")
    if comma and len(part) != 3 and "." not in figures:
        figures = f"{whole.replace(',', '')}.{part}"
    parts = figures.replace(",", "").split(".")
    return float(parts[0] + ("." + parts[1] if len(parts) > 1 else ""))


def _words(tokens: Sequence[Token], place: int) -> Number | None:
    """ "two hundred and fifty", "a hundred", "twenty five"."""
    total = current = 0.0
    last = place
    for index in range(place, len(tokens)):
        word = tokens[index].stem
        if word in SCALES and current:
            current *= SCALES[word]
            if SCALES[word] == 1000:
                total, current = total + current, 0.0
        elif word in SMALL and (word not in FILLERS or _scale_follows(tokens, index)):
            if current and SMALL[word] >= 10 and current % 100:
                break
            current += SMALL[word]
        elif word == "and" and current >= 100 and index == last and _small_follows(tokens, index):
            last = index + 1
            continue
        else:
            break
        last = index + 1
    value = total + current
    return Number(place, last, value) if last > place else None


def _scale_follows(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].stem in {*SCALES, "couple", "dozen"}


def _small_follows(tokens: Sequence[Token], index: int) -> bool:
    after = tokens[index + 1].stem if index + 1 < len(tokens) else ""
    return after in SMALL and after not in FILLERS


def _numerals(tokens: Sequence[Token], place: int) -> Number | None:
    """ "两百五" is 250, "一千二" 1200, "三十" 30, "一百零五" 105."""
    last = place
    while last < len(tokens) and tokens[last].stem in {*DIGITS, *PLACES}:
        last += 1
    if last == place:
        return None
    total, current, unit = 0.0, None, 1
    for one in (token.stem for token in tokens[place:last]):
        if one in PLACES:
            total += (1 if current is None else current) * PLACES[one]
            current, unit = None, PLACES[one]
        else:
            current = DIGITS[one] if current is None else 10 * current + DIGITS[one]
            unit = 1 if one in "零〇" else unit
    if current is not None:
        total += current * (unit / 10 if unit >= 100 else 1)
    return Number(place, last, float(total))


def _ranges_joined(found: list[Number], tokens: Sequence[Token]) -> list[Number]:
    joined: list[Number] = []
    for number in found:
        before = joined[-1] if joined else None
        between = tokens[before.last : number.first] if before else []
        signs = {"-", "–", "~", "to", "and", "or", "到", "至"}
        near = [one.stem for one in between if one.kind != "sign" and one.stem not in UNITS]
        if before and len(near) == 1 and near[0] in signs and number.value > before.value:
            joined[-1] = Number(before.first, number.last, number.value)
        else:
            joined.append(number)
    return joined


UNITS = {"euro", "eur", "dollar", "usd", "pound", "gbp", "yuan", "rmb", "欧", "元", "块"}
