"""Printed ingredient lists: cleaning, splitting into names, and the key under which spellings meet."""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ß": "beta"})
NOT_WORD = re.compile(r"[^a-z0-9\u4e00-\u9fff]+")
# What is printed around names: shop codes, marks of footnotes, shares ("2%", "(0.5 %)"), trade marks.
NOISE = re.compile(r"<[^>]{0,40}>|[*†‡§®™^~\ufffd]+|[({\[]?\s*\d+(?:[.,]\d+)?\s*%\s*[)}\]]?")
# Words that introduce names without being one.
LEAD = re.compile(
    r"^(?:[\s+\-/±()\[\]:.•]*)"
    r"(?:(?:and|may|peut|contains?|contenir|and/or|active|inactive|medicinal|non-medicinal|other|drug|"
    r"all shades|ingredients?|ingrédients?|organic|certified)\b[\s/:.+\-±()\[\]]*)*",
    re.IGNORECASE,
)
# "May contain: Mica" and "Part A:", but not "Avobenzone: 3%" once its share is gone.
HEADING = re.compile(
    r"^[^,;.\[\n]{1,80}?:(?=\s*[^\s,;]|\s*$)|(?<=[.;\])])\s*[^,;.:()\[\]]{1,60}?:(?=\s*[^\s,;])",
    re.MULTILINE,
)
MAY_CONTAIN = re.compile(r"[(\[{]?\s*(?:\+\s?/\s?-|±|may contain)[\s:)\]/]*", re.IGNORECASE)
OPEN, CLOSE = "([{", ")]}"
MARKS = re.compile(r"[()\[\]{}.,;•\n\r，、；]")  # signs that may end a name


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """The key under which spellings of one name meet: small letters, digits and Chinese signs only.

    >>> key("Caprylic / Capric Triglyceride") == key("CAPRYLIC/CAPRIC TRIGLYCERIDE")
    True
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(GREEK))
    return NOT_WORD.sub("", plain)


def words(name: str) -> list[str]:
    """Small letters and digits of a name, word by word, accents removed."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(GREEK))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return [word for word in NOT_WORD.split(plain) if word]


def split_list(text: str) -> tuple[str, ...]:
    """The names of one printed list in its order; headings of parts, shares and marks are dropped.

    Commas inside brackets and inside chemical numbers do not split.

    >>> split_list("Base: Aqua (Water, Eau), 1,2-Hexanediol, Glycerin*. May contain: Mica 2%.")
    ('Aqua (Water, Eau)', '1,2-Hexanediol', 'Glycerin', 'Mica')
    """
    plain = NOISE.sub(" ", html.unescape(text).replace("\\", "/"))
    plain = MAY_CONTAIN.sub(", ", HEADING.sub(", ", plain))
    names = (_trim(piece) for piece in _pieces(plain))
    return tuple(name for name in names if any(sign.isalpha() for sign in name))


def _pieces(text: str) -> Iterator[str]:
    depth, start = 0, 0
    for mark in MARKS.finditer(text):
        at, sign = mark.start(), mark[0]
        if sign in OPEN:
            depth += 1
        elif sign in CLOSE:
            depth = max(0, depth - 1)
        elif _ends_name(text, at) and (depth == 0 or not _closes(text, at, depth)):
            yield text[start:at]
            start, depth = at + 1, 0
    yield text[start:]


def _ends_name(text: str, at: int) -> bool:
    """A comma, semicolon, bullet or line end; also the full stop or bracket before the next sentence."""
    sign = text[at]
    if sign in ";•\n\r，、；":
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 20].lstrip()[:1]
    if sign == ",":
        return not (before.isdigit() and after.isdigit() and _numbers_a_name(text, at))
    return sign == "." and text[at + 1 : at + 2].isspace() and (after.isupper() or after in "[(+")


def _numbers_a_name(text: str, at: int) -> bool:
    """Whether the comma stands in "1,2-Hexanediol": the run of numbers ends in a hyphen and a letter."""
    left = re.search(r"(?:^|[\s,(\-])\d{1,2}'?$", text[max(0, at - 5) : at])
    return bool(left and re.match(r"\s?\d{1,2}'?(?:,\s?\d{1,2}'?)*-", text[at + 1 : at + 40]))


def _closes(text: str, at: int, depth: int) -> bool:
    """Whether the bracket open at `at` ends within the next 200 signs, before a new name opens one."""
    for sign in text[at : at + 200]:
        depth += (sign in OPEN) - (sign in CLOSE)
        if depth == 0:
            return True
    return False


@lru_cache(maxsize=65536)
def _trim(piece: str) -> str:
    piece = LEAD.sub("", " ".join(piece.split()))
    piece = piece.strip(" .:+-–—/±•'\"’`")
    if sum(piece.count(sign) for sign in CLOSE) > sum(piece.count(sign) for sign in OPEN):
        piece = piece.rstrip(")]}. ")
        if sum(piece.count(sign) for sign in OPEN) > sum(piece.count(s) for s in CLOSE):
            piece += ")"
    if sum(piece.count(sign) for sign in OPEN) > sum(piece.count(sign) for sign in CLOSE):
        piece = piece.lstrip("([{ ") if piece[:1] in OPEN else piece + ")"
    return piece.strip(" .")
