"""Every photo is counted under exactly one outcome, and a fault of ours is never hidden."""

from pathlib import Path

import cv2
import numpy as np

from beauty import Beauty
from beauty.errors import SetupError
from tools.evaluate_folder import Tally, count_refusal, evaluate, photos_in, report


def test_a_photo_without_face_is_counted_not_raised(beauty: Beauty, tmp_path: Path):
    cv2.imwrite(str(tmp_path / "grey.png"), np.full((200, 200, 3), 128, np.uint8))
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff and no more")
    (tmp_path / "notes.txt").write_text("not a photo", "utf-8")
    tally = evaluate(beauty, photos_in(tmp_path))
    assert tally.photos == 2
    assert tally.refusals == {"no_face": 1, "unreadable": 1}
    assert tally.found == tally.analysed == 0
    assert tally.faults == []
    assert "without a code (must be 0)" in report(tally)


def test_the_portrait_is_found(beauty: Beauty, portrait: np.ndarray, tmp_path: Path):
    cv2.imwrite(str(tmp_path / "portrait.png"), portrait[..., ::-1])
    tally = evaluate(beauty, photos_in(tmp_path))
    assert tally.analysed == tally.found == 1
    assert sum(tally.issues.values()) >= 1


def test_faults_of_ours_are_listed_in_full(tmp_path: Path):
    class Broken:
        def analyze(self, path: Path) -> None:
            raise ZeroDivisionError("by nothing")

    tally = evaluate(Broken(), [tmp_path / "a.jpg"])  # type: ignore[arg-type]
    count_refusal(tally, SetupError(reason="gone", fix="put it back"), tmp_path / "b.jpg")
    assert len(tally.faults) == 2
    assert "a.jpg: ZeroDivisionError: by nothing" in report(tally)


def test_an_empty_folder_says_so():
    assert report(Tally()) == "no photos"
