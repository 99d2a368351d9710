"""Matte, satin or gloss: how much brighter the lips' highlights are than the lips."""

# linear light in plain light; from rendered bare faces, see tools/worn_accuracy.py
MATTE_BELOW, GLOSS_ABOVE = 0.10, 0.26


def finish_of(glare: float) -> str:
    """The finish of lips whose highlights are this much brighter than their middle.

    >>> finish_of(0.02), finish_of(0.4)
    ('matte', 'gloss')
    """
    if glare < MATTE_BELOW:
        return "matte"
    return "gloss" if glare > GLOSS_ABOVE else "satin"
