"""`python -m bench`: every question, one after the other."""

from bench import (
    api,
    booklet,
    catalogue,
    color,
    face,
    networks,
    page,
    recommend,
    shades,
    start,
    threads,
)

QUESTIONS = (
    face,
    networks,
    start,
    color,
    catalogue,
    recommend,
    shades,
    api,
    threads,
    booklet,
    page,
)

for question in QUESTIONS:
    print(f"\n# {question.__name__}: {(question.__doc__ or '').splitlines()[0]}")
    question.run()
