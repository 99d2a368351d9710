"""The command line, held against the contract."""

import csv
import json
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from skimage import data
from typer.testing import CliRunner, Result

from beauty import Analysis, Beauty, cli, service
from beauty.errors import UsageError
from beauty.face.labels import LABELS
from beauty.knowledge import load_answer_fields
from beauty.paths import ROOT
from tests.builders import encoded

CODES = {
    *("unreadable", "unsupported_format", "too_large", "too_small", "no_face", "several_faces"),
    *("face_too_small", "face_cut_off", "large_angle", "too_dark", "too_bright", "blurred"),
}
Json = dict[str, Any]


@pytest.fixture(autouse=True)
def shared_engine(beauty: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command loads the models anew; here they all get the ones that are loaded."""
    monkeypatch.setattr(Beauty, "load", lambda: beauty)


@pytest.fixture
def face_png(portrait: np.ndarray, tmp_path: Path) -> Path:
    path = tmp_path / "face.png"
    path.write_bytes(encoded(portrait, "PNG"))
    return path


@pytest.fixture
def folder(portrait: np.ndarray, tmp_path: Path) -> Path:
    """Photos in two layers of folders, beside files that are no photos."""
    root = tmp_path / "folder"
    (root / "inner").mkdir(parents=True)
    for name in ("b.PNG", "a.jpg", "inner/c.webp"):
        kind = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}[name.split(".")[1].lower()]
        (root / name).write_bytes(encoded(portrait, kind))
    (root / "notes.txt").write_text("not a photo", "utf-8")
    return root


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, [str(one) for one in arguments])


def lines(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def analyzed(tmp_path: Path, *arguments: object, expect: int = 0) -> list[Json]:
    """The rows that `analyze ... --json FILE` writes."""
    target = tmp_path / "rows.jsonl"
    result = run("analyze", *arguments, "--json", target)
    assert result.exit_code == expect, result.output
    assert result.output == ""
    return lines(target)


def test_one_photo_is_one_line(face_png: Path, tmp_path: Path, analysis: Analysis):
    (row,) = analyzed(tmp_path, face_png)
    assert row["photo"] == str(face_png)
    assert row["size_wh"] == [780, 840]
    assert row["face"]["box_xyxy"] == list(analysis.face.box_xyxy)
    assert row["face_shape"]["top2"] == list(analysis.shape.top2)
    assert sum(row["face_shape"]["probabilities"].values()) == pytest.approx(1, abs=1e-9)
    assert sum(row["skin_type"]["probabilities"].values()) == pytest.approx(1, abs=1e-9)
    assert "landmarks_px" not in row["face"]
    assert "error" not in row


def test_folder_is_read_sorted_with_names_inside_it(folder: Path, tmp_path: Path):
    assert [row["photo"] for row in analyzed(tmp_path, folder)] == [
        "a.jpg",
        "b.PNG",
        "inner/c.webp",
    ]


def test_refused_photos_cost_the_others_nothing(folder: Path, tmp_path: Path):
    (folder / "a_text.jpg").write_text("no picture at all", "utf-8")
    (folder / "coffee.png").write_bytes(encoded(data.coffee(), "PNG"))
    loose, gone = folder / "notes.txt", folder / "gone.jpg"
    rows = analyzed(tmp_path, folder, loose, gone, expect=1)
    names = ["a.jpg", "a_text.jpg", "b.PNG", "coffee.png", "inner/c.webp", str(loose), str(gone)]
    assert [row["photo"] for row in rows] == names
    refused = {row["photo"]: row["error"] for row in rows if "error" in row}
    assert {name: error["code"] for name, error in refused.items()} == {
        "a_text.jpg": "unsupported_format",
        "coffee.png": "no_face",
        str(loose): "unsupported_format",
        str(gone): "unreadable",
    }
    for error in refused.values():
        assert error["code"] in CODES
        assert error["message"]
        assert error["advice"]
    assert all(set(row) == {"schema", "photo", "error"} for row in rows if "error" in row)


def test_a_bug_of_ours_is_one_refused_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    real = service.analysis_json

    def stumbling(analysis: Analysis, profile: object, name: str, *rest: object) -> Json:
        if name == "b.PNG":
            raise ZeroDivisionError("oops")
        return real(analysis, profile, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(service, "analysis_json", stumbling)
    rows = analyzed(tmp_path, folder, expect=1)
    assert [row.get("error", {}).get("code") for row in rows] == [None, "internal", None]
    assert "ZeroDivisionError: oops" in rows[1]["error"]["message"]


def test_landmarks_lie_inside_the_photo(face_png: Path, tmp_path: Path):
    (row,) = analyzed(tmp_path, face_png, "--landmarks")
    points = np.array(row["face"]["landmarks_px"])
    assert points.shape == (478, 2)
    assert (points >= 0).all()
    assert (points <= row["size_wh"]).all()
    left, top, right, bottom = row["face"]["box_xyxy"]
    assert (points >= [left, top]).all()
    assert (points <= [right, bottom]).all()


def test_large_photo_is_reported_in_its_own_pixels(
    portrait: np.ndarray, tmp_path: Path, analysis: Analysis
):
    large = np.repeat(np.repeat(portrait, 4, 0), 4, 1)
    path = tmp_path / "large.png"
    path.write_bytes(encoded(large, "PNG", compress_level=1))
    (row,) = analyzed(tmp_path, path, "--landmarks")
    assert row["size_wh"] == [3120, 3360]
    off = np.array(row["face"]["landmarks_px"]) / 4 - analysis.face.landmarks_px
    assert np.hypot(*off.T).mean() < 0.02 * analysis.face.width_px


def test_answers_change_skin_type_and_shape(face_png: Path, tmp_path: Path):
    answers = tmp_path / "me.toml"
    answers.write_text('skin_type = "oily"\nface_shape = "square"\n', "utf-8")
    (plain,), (told,) = (
        analyzed(tmp_path, face_png),
        analyzed(tmp_path, face_png, "--answers", answers),
    )
    assert (plain["skin_type"]["label"], told["skin_type"]["label"]) == (None, "oily")
    assert plain["face_shape"]["label"] != told["face_shape"]["label"] == "square"
    assert plain["skin_tone"] == told["skin_tone"]


def test_language_of_advice(tmp_path: Path):
    coffee = tmp_path / "coffee.png"
    coffee.write_bytes(encoded(data.coffee(), "PNG"))
    (english,) = analyzed(tmp_path, coffee, expect=1)
    (chinese,) = analyzed(tmp_path, coffee, "--lang", "zh", expect=1)
    assert english["error"]["message"] == "No face was found in this photo."
    assert chinese["error"]["message"] == "这张照片里没有找到人脸。"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ('skin_tipe = "oily"', "Did you mean 'skin_type'?"),
        ('skin_type = "greasy"', "is not one of dry, normal, combination, oily"),
        ("skin_type = ", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_wrong_answers_are_bad_usage(
    answers: str | None, said: str, face_png: Path, tmp_path: Path, capsys: pytest.CaptureFixture
):
    path = tmp_path / "me.toml"
    if answers is not None:
        path.write_text(answers, "utf-8")
    for command in ("analyze", "recommend"):
        code, out, err = whole_program([command, str(face_png), "--answers", str(path)], capsys)
        assert (code, out) == (2, "")
        assert said in err
        assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyze", "x.png", "--lang", "tlh"],
        ["segment", "x.png", "--out", "OUT", "--lang", "tlh"],
        ["analyze"],
        ["recommend"],
        ["segment", "x.png"],
        ["compare", "x.json"],
        ["guess", "x.png"],
        ["analyze", "x.png", "--colour"],
    ],
)
def test_bad_usage_exits_with_2(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture
):
    placed = [str(tmp_path / "out") if one == "OUT" else one for one in arguments]
    code, out, err = whole_program(placed, capsys)
    assert code == 2
    assert out == ""
    assert "Traceback" not in err


def whole_program(arguments: Sequence[str], capsys: pytest.CaptureFixture) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `python -m beauty ARGUMENTS`, in this process."""
    before = sys.argv
    sys.argv = ["beauty", *arguments]
    try:
        with pytest.raises(SystemExit) as caught:
            cli.main()
    finally:
        sys.argv = before
    printed = capsys.readouterr()
    return int(caught.value.code or 0), printed.out, printed.err


def test_segment_writes_a_label_map_of_the_photos_size(
    face_png: Path,
    portrait: np.ndarray,
    analysis: Analysis,
    tmp_path: Path,
    capfd: pytest.CaptureFixture,
):
    large = tmp_path / "large.photo.png"
    large.write_bytes(encoded(np.repeat(np.repeat(portrait, 3, 0), 3, 1), "PNG", compress_level=1))
    out = tmp_path / "maps"
    code, printed, _ = whole_program(
        ["segment", str(face_png), str(large), "--out", str(out)], capfd
    )
    assert code == 0
    assert [json.loads(line)["photo"] for line in printed.splitlines()] == [
        str(face_png),
        str(large),
    ]
    assert sorted(path.name for path in out.iterdir()) == ["face.png", "large.photo.png"]
    for name, scale in (("face.png", 1), ("large.photo.png", 3)):
        labels = cv2.imread(str(out / name), cv2.IMREAD_UNCHANGED)
        assert labels.dtype == np.uint8
        assert labels.shape == (840 * scale, 780 * scale)
        assert set(np.unique(labels)) <= set(range(len(LABELS)))
        points = analysis.face.landmarks_px * scale
        for landmark, label in ((0, "upper_lip"), (17, "lower_lip"), (4, "nose"), (50, "skin")):
            x, y = points[landmark].round().astype(int)
            found = labels[max(0, y - 8) : y + 9, max(0, x - 8) : x + 9]
            assert LABELS.index(label) in found, label
        assert labels[0, 0] == LABELS.index("background")


def test_segment_says_which_photo_was_refused(tmp_path: Path, capfd: pytest.CaptureFixture):
    coffee = tmp_path / "coffee.png"
    coffee.write_bytes(encoded(data.coffee(), "PNG"))
    code, printed, _ = whole_program(
        ["segment", str(coffee), "--out", str(tmp_path / "maps")], capfd
    )
    assert code == 1
    assert json.loads(printed)["error"]["code"] == "no_face"
    assert list((tmp_path / "maps").iterdir()) == []


def test_options_lists_every_answer():
    result = run("options")
    assert result.exit_code == 0
    rows = json.loads(result.output)
    assert [row["name"] for row in rows] == list(load_answer_fields())
    by_name = {row["name"]: row for row in rows}
    assert by_name["skin_type"]["choices"] == ["dry", "normal", "combination", "oily"]
    assert by_name["text"]["used"] is True
    with (ROOT / "assets" / "answers.toml").open("rb") as file:
        assert {row["name"]: row["kind"] for row in rows} == {
            name: row["kind"] for name, row in tomllib.load(file).items()
        }


def test_recommend_adds_the_plan_to_the_analysis(face_png: Path, tmp_path: Path):
    answers, target = tmp_path / "me.toml", tmp_path / "plan.json"
    answers.write_text('concerns = ["redness"]\navoid = ["niacinamide"]\n', "utf-8")
    result = run("recommend", face_png, "--answers", answers, "--json", target, "--lang", "zh")
    assert result.exit_code == 0, result.output
    (row,) = lines(target)
    (analysis_row,) = analyzed(tmp_path, face_png)
    assert set(analysis_row) < set(row)
    worded = ("light", "season")  # hold sentences, in the language asked for
    for name in set(analysis_row["skin_tone"]) - set(worded):
        assert row["skin_tone"][name] == analysis_row["skin_tone"][name]
    assert [step["step"] for step in row["makeup_plan"]][:3] == ["base", "conceal", "contour"]
    treat = next(step for step in row["routine"]["evening"] if step["slot"] == "treat")
    assert treat["title"].startswith("护理")
    assert treat["title"].endswith("壬二酸")
    assert row["notes"][-1].startswith("这是美容建议")


def test_recommend_reads_own_words(face_png: Path, tmp_path: Path):
    answers, target = tmp_path / "me.toml", tmp_path / "plan.json"
    said = "fine lines, not oily, I'm pregnant, and my dog barks"
    answers.write_text(f'text = "{said}"\nskin_type = "dry"\n', "utf-8")
    assert run("recommend", face_png, "--answers", answers, "--json", target).exit_code == 0
    (row,) = lines(target)
    assert row["skin_type"]["label"] == "dry"
    assert {one["ingredient"]: one["reason"] for one in row["excluded"]}["retinol"]
    words = row["words"]
    assert words["not_understood"] == ["my dog barks"]
    read = {
        (one["field"], one["value"], one["negated"], one["gives"]) for one in words["understood"]
    }
    assert read == {
        ("concerns", "wrinkles", False, True),
        ("skin_type", "oily", True, False),
        ("pregnant", True, False, True),
    }
    for one in words["understood"]:
        assert said[one["start"] : one["end"]]


def test_recommend_refuses_a_photo_without_a_face(tmp_path: Path):
    coffee, target = tmp_path / "coffee.png", tmp_path / "plan.json"
    coffee.write_bytes(encoded(data.coffee(), "PNG"))
    assert run("recommend", coffee, "--json", target).exit_code == 1
    assert lines(target)[0]["error"]["code"] == "no_face"


def test_language_is_refused_with_the_known_ones_named(face_png: Path):
    result = run("analyze", face_png, "--lang", "fr")
    assert isinstance(result.exception, UsageError)
    assert "en, zh" in result.exception.message


def test_as_a_program_it_prints_json_lines_and_nothing_else(face_png: Path, tmp_path: Path):
    text = tmp_path / "text.jpg"
    text.write_text("no picture", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "beauty", "analyze", face_png, text, "--lang", "zh"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.stderr.decode() == ""
    assert done.returncode == 1
    rows = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert [row["photo"] for row in rows] == [str(face_png), str(text)]
    assert rows[0]["face_shape"]["ratios"]["length_to_width"] > 1
    assert rows[1]["error"]["code"] == "unsupported_format"
    assert "图片格式" in rows[1]["error"]["message"]


def saved(path: Path, score: float, **more: object) -> Path:
    """An analysis whose redness is this, give or take 3."""
    redness = {"score": score, "interval": [score - 3, score + 3], "regions": {"nose": score}}
    path.write_text(json.dumps({"schema": 1, "concerns": {"redness": redness}, **more}), "utf-8")
    return path


def test_compare_tells_what_changed_beyond_the_doubt_of_both(tmp_path: Path):
    before, after = saved(tmp_path / "a.json", 20), saved(tmp_path / "b.json", 25)
    target = tmp_path / "changes.json"
    for later, change, difference in ((after, "more", 5.0), (before, "same", 0.0)):
        result = run("compare", before, later, "--json", target)
        assert (result.exit_code, result.output) == (0, "")
        (row,) = lines(target)
        assert row["schema"] == 1
        assert row["ita_deg"] is None
        assert set(row["not_compared"].values()) == {"absent"}
        redness = row["concerns"]["redness"]
        assert (redness["change"], redness["difference"]) == (change, difference)
        assert redness["margin"] == pytest.approx(18**0.5, abs=0.05)
        assert redness["regions"]["nose"]["before"] == 20


def test_compare_of_what_analyze_wrote_finds_no_change(face_png: Path, tmp_path: Path):
    rows = tmp_path / "rows.jsonl"
    assert run("analyze", face_png, "--json", rows).exit_code == 0
    result = run("compare", rows, rows)
    assert result.exit_code == 0, result.output
    row = json.loads(result.output)
    assert row["ita_deg"]["change"] == "same"
    assert len(row["concerns"]) + len(row["not_compared"]) == 8
    for concern in row["concerns"].values():
        numbers = [concern, *concern["regions"].values()]
        assert {(one["difference"], one["change"]) for one in numbers} == {(0.0, "same")}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"schema": 7}', "b.json was not written by this version"),
        ('{"schema": 1, "error": {"code": "no_face"}}', "could not be analysed"),
        ('{"schema": 1, "concerns": {}}', "b.json holds no skin scores"),
        ("no json", "b.json holds no saved numbers"),
        (None, "b.json cannot be read"),
    ],
)
def test_compare_says_which_file_is_of_no_use(
    content: str | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture
):
    before, other = saved(tmp_path / "a.json", 20), tmp_path / "b.json"
    if content is not None:
        other.write_text(content, "utf-8")
    for pair in ((before, other), (other, before)):
        code, out, err = whole_program(["compare", *map(str, pair)], capsys)
        assert (code, out) == (2, "")
        assert said in err
        assert "Traceback" not in err


def test_score_writes_every_product_for_a_profile_without_a_photo(tmp_path: Path):
    answers, out = tmp_path / "a.toml", tmp_path / "scores.csv"
    answers.write_text('skin_type = "dry"\npregnant = true\navoid = ["Limonene"]', "utf-8")
    result = run("score", "--answers", answers, "--out", out)
    assert result.exit_code == 0, result.output
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:4] == ["product_id", "category", "score", "excluded"]
    reasons = {row["excluded"] for row in rows}
    assert {"", "pregnancy: RETINOL", "avoid: LIMONENE", "unlisted"} <= reasons
    assert len({row["product_id"] for row in rows}) == len(rows) > 4000


def test_score_takes_a_shops_own_products(tmp_path: Path):
    answers, shop, out = tmp_path / "a.toml", tmp_path / "shop.csv", tmp_path / "scores.csv"
    answers.write_text("budget_each = 10", "utf-8")
    shop.write_text(
        "product_id,name,brand,category,price\nx,A,B,serum,9\ny,C,D,serum,11\n", "utf-8"
    )
    assert run("score", "--answers", answers, "--out", out, "--catalogue", shop).exit_code == 0
    lines = out.read_text("utf-8").splitlines()
    assert lines[1].startswith("x,serum,0.") and ",," in lines[1]
    assert "budget: 11.00 > 10.00 USD" in lines[2]


def test_recommend_names_products(face_png: Path, tmp_path: Path):
    target = tmp_path / "plan.json"
    assert run("recommend", face_png, "--json", target).exit_code == 0
    (row,) = lines(target)
    needs = {one["need"]: one for one in row["products"]}
    assert {"cleanse", "moisturise", "protect"} <= set(needs)
    product = needs["protect"]["product"]
    assert {"product_id", "brand", "name", "price", "currency", "why"} <= set(product)
    assert product["why"] and len(needs["protect"]["alternatives"]) == 2
