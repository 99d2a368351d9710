"""Then and now: numbers to save, with a picture only if wanted, and what changed since some were saved.

A saved file never becomes a file of ours: the browser reads it and sends its text.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from beauty.errors import UsageError
from beauty.progress import (
    MAX_BYTES,
    Change,
    Changes,
    ConcernChange,
    Entry,
    compare,
    diary_json,
    read_diary,
)
from beauty.shown import joined, listed
from beauty.texts import Texts
from beauty.ui.html import card, meter, tag, text
from beauty.ui.session import Saved
from beauty.ui.show_concerns import name_of
from beauty.ui.show_diary import show_diary

SHOWN_SCORES, SHOWN_DEG = 40.0, 40.0  # largest difference that the drawn scale holds, either way
READ_IN_BROWSER = """
element.addEventListener('change', async event => {
  const file = event.target.closest('input[type=file]')?.files[0];
  if (!file) return;
  const text = await file.slice(0, MOST).text();
  event.target.value = '';
  trigger('upload', {name: file.name, text});
});
element.addEventListener('click', event => {
  if (event.target.closest('button[data-stop]')) trigger('clear');
  const link = event.target.closest('a[download]');
  if (!link) return;
  link.dataset.plain ??= link.href;
  link.href = link.dataset.plain;
  const box = element.querySelector('input[data-thumbnail]');
  if (!box?.checked) return;
  const bytes = Uint8Array.from(atob(link.href.split(',')[1]), one => one.charCodeAt(0));
  const rows = JSON.parse(new TextDecoder().decode(bytes));
  rows[rows.length - 1].thumbnail = box.dataset.thumbnail;
  link.href = URL.createObjectURL(new Blob([JSON.stringify(rows)], {type: 'application/json'}));
});
""".replace("MOST", str(MAX_BYTES + 1))


def show_progress(
    numbers: Mapping[str, Any], saved: Saved | None, texts: Texts, thumbnail: str = ""
) -> str:
    """Save, compare, what changed from the last of `saved` to these numbers, an `analyze` object, and
    over all of them. thumbnail: a small picture as a data URL, for the file only if wanted."""
    entries, refused = _read(saved)
    inner = tag("p", text(texts.get("progress.intro")))
    inner += tag("div", _save(numbers, entries, texts) + _choose(saved, texts), "actions")
    inner += _with_picture(thumbnail, texts)
    if refused is not None:
        lines = (refused.said(part, texts.language) for part in ("message", "advice"))
        said = "".join(tag("p", text(line)) for line in lines)
        inner += tag("div", said, "outcome", **{"aria-live": "polite"})
    elif saved is not None:
        said = _outcome(numbers, entries[-1], texts) + show_diary(entries, numbers, texts)
        inner += tag("div", said, "outcome", **{"aria-live": "polite"})
    return card(texts.get("progress.heading"), inner, texts.get("progress.note"))


def _read(saved: Saved | None) -> tuple[tuple[Entry, ...], UsageError | None]:
    """The entries of the chosen file, or what is wrong with it."""
    if saved is None:
        return (), None
    try:
        return read_diary(saved.text.encode(), saved.name), None
    except UsageError as error:
        return (), error


def file_name(day: date) -> str:
    """What a saved file is called.

    >>> file_name(date(2026, 3, 9))
    'beauty-2026-03-09.json'
    """
    return f"beauty-{day.isoformat()}.json"


def _save(numbers: Mapping[str, Any], entries: Sequence[Entry], texts: Texts) -> str:
    rows = diary_json(entries, numbers, date.today())
    content = base64.b64encode(json.dumps(rows, ensure_ascii=False).encode()).decode("ascii")
    link = {"href": f"data:application/json;base64,{content}", "download": file_name(date.today())}
    return tag("a", text(texts.get("progress.save")), "pill", **link)


def _with_picture(thumbnail: str, texts: Texts) -> str:
    if not thumbnail:
        return ""
    box = f'<input type="checkbox" data-thumbnail="{thumbnail}">'
    return tag("label", box + text(texts.get("progress.with_picture")), "with-picture")


def _choose(saved: Saved | None, texts: Texts) -> str:
    box = '<input type="file" accept=".json,.jsonl,application/json">'
    choose = tag("label", box + text(texts.get("progress.compare")), "pill")
    if saved is None:
        return choose
    stop = {"type": "button", "data-stop": ""}
    return choose + tag("button", text(texts.get("progress.stop")), "pill quiet", **stop)


def _outcome(numbers: Mapping[str, Any], before: Entry, texts: Texts) -> str:
    changes = compare(before.row, numbers)
    rows = "".join(_row(name, one, texts) for name, one in changes.concerns.items())
    if changes.ita_deg is not None:
        rows += _ita_row(changes.ita_deg, texts)
    return _lead(changes, texts) + tag("div", rows, "changes") + _left_out(changes, texts)


def _lead(changes: Changes, texts: Texts) -> str:
    moved = [
        name
        for name, one in changes.concerns.items()
        if any(change.word != "same" for change in (one.whole, *one.regions.values()))
    ]
    if not moved:
        return tag("p", text(texts.get("progress.nothing")), "lead")
    names = listed(moved, "answer.concerns", texts)
    return tag("p", text(texts.get("progress.changed", names=names)), "lead")


def _row(name: str, one: ConcernChange, texts: Texts) -> str:
    words = {word: texts.get(f"progress.word.{word}") for word in ("less", "same", "more")}
    more = ""
    places = [
        texts.get(
            "progress.in_region",
            region=texts.get(f"region.{region}"),
            word=words[change.word],
            before=_figure(change.before),
            after=_figure(change.after),
        )
        for region, change in one.regions.items()
        if change.word != "same" and texts.find(f"region.{region}")
    ]
    if places:
        regions = joined(places, texts)
        more += tag("small", text(texts.get("progress.where", regions=regions)))
    limits = listed(one.limits, "concern.limit", texts)
    if limits:
        more += tag("small", text(texts.get("progress.limits", limits=limits)))
    return _line(name_of(name, texts), one.whole, words, more, SHOWN_SCORES, texts)


def _ita_row(change: Change, texts: Texts) -> str:
    words = {word: texts.get(f"progress.ita_word.{word}") for word in ("less", "same", "more")}
    return _line(texts.get("progress.ita"), change, words, "", SHOWN_DEG, texts)


def _line(
    name: str, change: Change, words: Mapping[str, str], more: str, most: float, texts: Texts
) -> str:
    """A number then and now, its difference on a scale whose middle is no change, and the word for it."""
    margin, difference = change.margin / (2 * most), change.difference / (2 * most)
    said = texts.get(
        "progress.scale", difference=f"{change.difference:+.1f}", margin=_figure(change.margin)
    )
    drawn = meter(0.5 - margin, 0.5 + difference, 0.5 + margin, said, "change")
    figures = texts.get(
        "progress.then_now", before=_figure(change.before), after=_figure(change.after)
    )
    head = tag("span", text(name) + tag("small", text(figures)), "name")
    word = tag("small", text(words[change.word]), "word") + more
    return tag("div", head + drawn + tag("div", word, "words"), f"line {change.word}")


def _figure(value: float) -> str:
    return f"{value:.0f}"


def _left_out(changes: Changes, texts: Texts) -> str:
    names = listed(changes.missing, "answer.concerns", texts)
    if not names:
        return ""
    return tag("p", text(texts.get("progress.missing", names=names)), "note")
