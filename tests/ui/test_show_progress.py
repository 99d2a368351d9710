"""Then and now: what is saved holds numbers only, and what is shown is what `compare` says."""

import base64
import json
import math
from datetime import date
from typing import Any

import numpy as np
import pytest

from beauty.progress import MAX_BYTES
from beauty.texts import Texts, load_texts
from beauty.ui.session import Saved
from beauty.ui.show_progress import READ_IN_BROWSER, file_name, show_progress
from tests.ui.test_html import ATTACK, Tags


@pytest.fixture(params=["en", "zh"])
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


def numbers(
    redness: float = 20.0, nose: float = 20.0, limits: tuple[str, ...] = ()
) -> dict[str, Any]:
    """An analysis of two concerns, each give or take 3, and a third without a score."""
    return {
        "schema": 1,
        "photo": "",
        "concerns": {
            "redness": {
                "score": redness,
                "interval": [redness - 3, redness + 3],
                "regions": {"nose": nose},
                "limits": list(limits),
            },
            "shine": {"score": 10.0, "interval": [7.0, 13.0], "regions": {}},
            "pores": {"score": None, "interval": None, "regions": {}, "reason": "too_small"},
        },
        "skin_tone": {"ita_deg": 30.0, "ita_interval_deg": [24.0, 36.0]},
    }


def saved(row: object, name: str = "old.json") -> Saved:
    return Saved(name, json.dumps(row))


def said(html: str) -> str:
    return Tags(html).said


def test_saved_file_is_the_numbers_and_no_picture(texts: Texts):
    row = numbers()
    read = Tags(show_progress(row, None, texts))
    assert read.attributes["download"] == file_name(date.today())
    kind, content = str(read.attributes["href"]).split(",")
    assert kind == "data:application/json;base64"
    (entry,) = json.loads(base64.b64decode(content))
    kept = {name: row[name] for name in ("schema", "concerns", "skin_tone")}
    assert entry == {**kept, "date": date.today().isoformat()}
    assert "image" not in str(read.attributes["href"])
    for key in ("heading", "intro", "save", "compare", "note"):
        assert texts.get(f"progress.{key}") in read.said


def test_nothing_is_compared_until_a_file_is_chosen(texts: Texts):
    html = show_progress(numbers(), None, texts)
    assert "outcome" not in html
    assert texts.get("progress.stop") not in html
    assert texts.get("progress.stop") in show_progress(numbers(), saved(numbers()), texts)


def test_the_same_numbers_have_not_changed(texts: Texts):
    html = show_progress(numbers(), saved(numbers()), texts)
    assert texts.get("progress.nothing") in said(html)
    same = texts.get("progress.word.same")
    assert said(html).count(same) == html.count('class="line same"') == 3
    for change in ("more", "less"):
        assert f"line {change}" not in html


def test_change_is_told_with_both_numbers_and_its_band(texts: Texts):
    html = show_progress(numbers(32.0, 32.0), saved(numbers()), texts)
    name = texts.get("answer.concerns.redness")
    assert texts.get("progress.changed", names=name) in said(html)
    assert html.count('class="line more"') == 1
    row = html.split('class="line')[1]
    assert texts.get("progress.then_now", before=20, after=32) in row
    assert texts.get("progress.word.more") in row
    margin = math.hypot(3, 3)
    scale = texts.get("progress.scale", difference="+12.0", margin=f"{margin:.0f}")
    assert f'aria-label="{scale}"' in row
    low = 50 - 100 * margin / 80
    assert f"left:{low:.1f}%;width:{2 * (50 - low):.1f}%" in row
    assert f'class="mark" style="left:{50 + 100 * 12 / 80:.1f}%"' in row


def test_a_region_that_changed_alone_is_named_with_its_place(texts: Texts):
    html = said(show_progress(numbers(nose=5.0), saved(numbers()), texts))
    nose = texts.get(
        "progress.in_region",
        region=texts.get("region.nose"),
        word=texts.get("progress.word.less"),
        before=20,
        after=5,
    )
    assert texts.get("progress.where", regions=nose) in html
    assert texts.get("progress.nothing") not in html


def test_photos_that_were_not_alike_are_said_to_be(texts: Texts):
    html = said(show_progress(numbers(limits=("smile",)), saved(numbers()), texts))
    smile = texts.get("concern.limit.smile")
    assert texts.get("progress.limits", limits=smile) in html


def test_what_could_not_be_compared_is_named(texts: Texts):
    html = said(show_progress(numbers(), saved(numbers()), texts))
    left_out = html[html.index(texts.get("progress.missing", names="|").split("|")[0]) :]
    assert texts.get("answer.concerns.pores") in left_out
    assert texts.get("answer.concerns.redness") not in left_out


def test_skin_depth_has_words_of_its_own(texts: Texts):
    row = numbers()
    row["skin_tone"] = {"ita_deg": 55.0, "ita_interval_deg": [50.0, 60.0]}
    html = said(show_progress(row, saved(numbers()), texts))
    assert texts.get("progress.ita_word.more") in html


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("no json", "not_numbers"),
        ('{"schema": 1, "error": {"code": "no_face"}}', "photo_was_refused"),
        ('{"schema": 3}', "other_schema"),
    ],
)
def test_a_file_of_no_use_is_explained(content: str, reason: str, texts: Texts):
    html = said(show_progress(numbers(), Saved("x.json", content), texts))
    assert texts.get(f"error.reason.{reason}", name="x.json") in html
    assert texts.get("error.fix.give_saved_numbers") in html


def test_nothing_of_a_strangers_file_becomes_markup(texts: Texts):
    row = numbers(40.0, limits=(ATTACK,))
    row["concerns"]["redness"]["regions"] = {ATTACK: 90.0, "nose": 90.0}
    for file in (saved(row, ATTACK), Saved(ATTACK, ATTACK)):
        html = show_progress(numbers(), file, texts)
        assert "<script" not in html
        assert "onerror" not in {key.lower() for key in Tags(html).attributes}


def test_a_very_large_difference_stays_on_its_scale(texts: Texts):
    html = show_progress(numbers(97.0), saved(numbers(3.0)), texts)
    lefts = [float(part.split("%")[0]) for part in html.split("left:")[1:]]
    assert np.array(lefts).min() >= 0
    assert np.array(lefts).max() <= 100


def diary(*entries: tuple[str, float]) -> Saved:
    rows = [{**numbers(redness), "date": day} for day, redness in entries]
    return Saved("diary.json", json.dumps(rows))


def test_a_diary_draws_each_concern_over_its_days(texts: Texts):
    html = show_progress(numbers(30.0), diary(("2026-03-09", 20.0), ("2026-01-09", 50.0)), texts)
    assert html.count("<svg") == 2, "redness and shine; pores were never read"
    redness = html.split("<svg")[1].split("</svg>")[0]
    assert redness.count("<circle") == 3
    x = [float(part.split('"')[0]) for part in redness.split('cx="')[1:]]
    y = [float(part.split('"')[0]) for part in redness.split('cy="')[1:]]
    assert x == sorted(x), "the oldest first, whatever the order in the file"
    assert y[0] < y[2] < y[1], "50, then 20, then 30"
    told = texts.get("progress.point", day="2026-01-09", value="50", margin="3")
    assert told in redness
    assert texts.get("progress.then_now", before=20, after=30) in html, "compared with the last"


def test_what_is_saved_next_holds_the_old_entries_and_of_one_day_the_last(texts: Texts):
    today = date.today().isoformat()
    html = show_progress(numbers(30.0), diary(("2026-01-09", 50.0), (today, 10.0)), texts)
    content = html.split("base64,")[1].split('"')[0]
    rows = json.loads(base64.b64decode(content))
    scores = {row["date"]: row["concerns"]["redness"]["score"] for row in rows}
    assert scores == {"2026-01-09": 50.0, today: 30.0}


def test_a_picture_goes_along_only_if_wanted_and_a_false_one_is_not_shown(texts: Texts):
    mine = "data:image/jpeg;base64,QUJD"
    html = show_progress(numbers(), None, texts, mine)
    assert f'data-thumbnail="{mine}"' in html
    assert "checked" not in html
    assert mine not in base64.b64decode(html.split("json;base64,")[1].split('"')[0]).decode()
    for picture, count in (
        (mine, 1),
        ('x" onerror="alert(1)', 0),
        ("https://example.org/a.jpg", 0),
    ):
        row = {**numbers(), "date": "2026-01-09", "thumbnail": picture}
        html = show_progress(numbers(), Saved("d.json", json.dumps([row])), texts)
        assert html.count("<img") == count


def test_browser_reads_no_more_of_a_file_than_is_taken():
    assert f"slice(0, {MAX_BYTES + 1})" in READ_IN_BROWSER
