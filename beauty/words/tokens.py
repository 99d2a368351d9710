"""Text as tokens: English words without their endings, and single Chinese characters."""

import re
import unicodedata
from dataclasses import dataclass

HAN = "\u4e00-\u9fff"
TOKEN = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[a-zà-öø-ÿ]+(?:'[a-z]+)?)|(?P<han>[{HAN}])"
    r"|(?P<sign>[€$£¥%])|(?P<hard>[.!?;。！？；\n]+)|(?P<soft>[,:，、：…]+)|(?P<range>[-–~]+)"
)
# short forms -> what they stand for; the same without an apostrophe, as people type them
SHORT = {
    **{"can't": "can not", "cannot": "can not", "cant": "can not", "won't": "will not"},
    **{"dont": "do not", "doesnt": "do not", "didnt": "do not", "isnt": "be not", "im": "i be"},
    **{"arent": "be not", "aint": "be not", "ain't": "be not", "havent": "have not"},
    **{"hasnt": "have not", "ive": "i have", "wanna": "want", "gonna": "go", "wasnt": "was not"},
    **{
        "it's": "it be",
        "that's": "that be",
        "there's": "there be",
        "let's": "let",
        "thats": "that be",
    },
    **{"couldnt": "can not", "shouldnt": "should not", "wont": "will not"},
}
ENDINGS = {"n't": "not", "'m": "be", "'re": "be", "'ve": "have", "'d": "would", "'ll": "will"}
IRREGULAR = {
    **dict.fromkeys(("am", "is", "are", "been", "being"), "be"),
    **dict.fromkeys(("has", "having", "got", "gotten"), "have"),
    **dict.fromkeys(("using", "used", "uses"), "use"),
    **dict.fromkeys(("does", "doing"), "do"),
    **dict.fromkeys(("gets", "getting"), "get"),
    **dict.fromkeys(("goes", "going"), "go"),
    **{"nurse": "nurse", "nurses": "nurse"},  # a nurse is not nursing
    **{"burnt": "burn", "eyes": "eye", "dyes": "dye", "colour": "color", "colours": "color"},
    **{"grey": "gray", "mum": "mom", "mummy": "mom", "pls": "please", "plz": "please", "u": "you"},
}
VOWELS = set("aeiouy")


@dataclass(frozen=True)
class Token:
    """One piece, text[start:end]. stem: how the lexicon knows it; kind: number, word, han, sign, hard (as
    a full stop), soft (a comma or the like) or range (a dash between numbers)."""

    stem: str
    start: int
    end: int
    kind: str

    @property
    def breaks(self) -> bool:
        return self.kind in ("hard", "soft")


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, with their places in it."""
    found: list[Token] = []
    for match in TOKEN.finditer(folded(text)):
        kind, raw = str(match.lastgroup), match.group()
        start, end = match.span()
        stems = stems_of(raw) if kind == "word" else [raw]
        found += [Token(stem, start, end, kind) for stem in stems]
    return [token for token in found if token.kind != "range" or _between_numbers(token, found)]


def _between_numbers(token: Token, tokens: list[Token]) -> bool:
    place = tokens.index(token)
    around = tokens[max(0, place - 1) : place + 2 : 2]
    return [one.kind for one in around] == ["number", "number"]


def folded(text: str) -> str:
    """Lower case and narrow forms, every character still at its place."""
    wide = (unicodedata.normalize("NFKC", one).lower() for one in text.replace("’", "'"))
    return "".join(new if len(new) == 1 else old for new, old in zip(wide, text, strict=True))


def stems_of(word: str) -> list[str]:
    """A folded English word as one or, for a short form, several stems.

    >>> stems_of("wrinkles"), stems_of("don't"), stems_of("dried")
    (['wrinkl'], ['do', 'not'], ['dry'])
    """
    if word in SHORT:
        return SHORT[word].split()
    for ending, meaning in ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return [*stems_of(word.removesuffix(ending)), meaning]
    return [stem(word.removesuffix("'s").replace("'", ""))]


def stem(word: str) -> str:
    """A word without the ending that its other forms lack; only for comparing with other stems."""
    if word in IRREGULAR or len(word) < 4:
        return IRREGULAR.get(word, word)
    for ending, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and VOWELS & set(base):
            word = base[:-1] if base[-1] == base[-2] and base[-1] not in "lsz" else base
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
