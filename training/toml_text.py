"""TOML as cards are written: one number list a line, so that a person can read it and a diff stays small.

tomllib only reads; tomli-w would put each number of a matrix on its own line.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

Value = object  # str, bool, int, float, or sequences of such; mappings of Value are tables
LONGEST_LINE = 100
DIGITS = 6  # significant digits of a float
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def toml_text(document: Mapping[str, Value]) -> str:
    """The document: plain values, then its tables, then its lists of tables.

    Values of None are left out: TOML has no word for what is not known.
    """
    return "\n".join(_lines(document, ())) + "\n"


def _lines(table: Mapping[str, Value], path: tuple[str, ...]) -> Iterator[str]:
    known = {key: value for key, value in table.items() if value is not None}
    for key, value in known.items():
        if not _is_table(value) and not _is_tables(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in known.items():
        name = ".".join((*path, _key(key)))
        if isinstance(value, Mapping):
            if not value or not all(map(_is_table, value.values())):  # else its tables say its name
                yield f"\n[{name}]"
            yield from _lines(value, (*path, _key(key)))
        elif isinstance(value, Sequence) and _is_tables(value):
            for one in value:
                yield f"\n[[{name}]]"
                yield from _lines(one, (*path, _key(key)))


def _is_table(value: Value) -> bool:
    return isinstance(value, Mapping)


def _is_tables(value: Value) -> bool:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return False
    return len(value) > 0 and all(isinstance(part, Mapping) for part in value)


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):  # JSON's strings are TOML's, but for this one character
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(float(f"{value:.{DIGITS}g}"))
    if isinstance(value, Sequence):
        return _list(value)
    raise TypeError(f"expected text, a number or a list of them, got {type(value).__name__}")


def _list(values: Sequence[Value]) -> str:
    parts = [_value(value) for value in values]
    flat = f"[{', '.join(parts)}]"
    nested = any(isinstance(value, Sequence) and not isinstance(value, str) for value in values)
    if not nested and (len(flat) <= LONGEST_LINE or not isinstance(values[0], str)):
        return flat
    return "[\n" + "".join(f"  {part},\n" for part in parts) + "]"


def _key(key: str) -> str:
    return key if BARE_KEY.fullmatch(key) else _value(key)
