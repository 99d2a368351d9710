"""The scores that are judged are the gate's own, and the figures are computed right."""

import doctest
from pathlib import Path

import cv2
import numpy as np
import pytest

from beauty import Analysis, Beauty
from beauty.face import Landmarker, Regions
from beauty.photo import Photo
from beauty.quality.covered import fringe_share, glasses_share
from tools import polyline, ranks, table
from tools.gate_accuracy import (
    GLASSES,
    HAIR,
    Check,
    Truth,
    covered_table,
    figures,
    read_list,
    truth_of,
)
from tools.ranks import auc, share_flagged
from tools.seen import Seen, seen_in
from tools.studio import BLUR_PX, blurred, portrait_of


def seen_of(analysis: Analysis, rgb: np.ndarray) -> Seen:
    """The analysed face with other pixels under it."""
    photo = Photo(rgb, analysis.photo.original_size_wh)
    return Seen({}, photo, analysis.face, Regions.of(analysis.face, photo.size_wh))


def test_truth_reads_the_mask_beside_the_gates_own_scores(beauty: Beauty, analysis: Analysis):
    seen = seen_of(analysis, analysis.photo.rgb.copy())
    width, height = seen.photo.size_wh
    mask = np.full((height, width), HAIR, np.uint8)
    mask[:10, :20] = GLASSES
    truth = truth_of(seen, mask, beauty.networks.parser)
    assert truth.hair_share == 1
    assert truth.glasses_area == pytest.approx(200 / seen.face.width_px**2)
    assert truth.fringe_score == pytest.approx(fringe_share(analysis.parsing, analysis.drawn))
    assert truth.glasses_score == pytest.approx(glasses_share(analysis.parsing, analysis.face))


def test_only_the_listed_photos_are_read(portrait: np.ndarray, tmp_path: Path):
    for name in ("a", "b", "c"):
        cv2.imwrite(str(tmp_path / f"{name}.png"), portrait[..., ::-1])
    (tmp_path / "index.csv").write_text("path,mask\na.png,1\nb.png,\nc.png,3\n", "utf-8")
    (tmp_path / "only.txt").write_text("b.png\n\nc.png \n", "utf-8")
    only = read_list(tmp_path / "only.txt")
    assert only == {"b.png", "c.png"}
    landmarker = Landmarker.load()
    for listed, needs, found in (
        (only, "path", ["b.png", "c.png"]),
        (only, "mask", ["c.png"]),
        (None, "mask", ["a.png", "c.png"]),
    ):
        seen = seen_in(tmp_path, landmarker, needs, listed)
        assert [one.row["path"] for one in seen] == found
    landmarker.close()


def test_portrait_gets_softer_with_every_blur(analysis: Analysis):
    portrait = portrait_of(seen_of(analysis, analysis.photo.rgb.copy()))
    assert len(portrait.blur) == len(BLUR_PX)
    assert list(portrait.blur) == sorted(portrait.blur)
    assert blurred(analysis.photo, 0) is analysis.photo


def test_figures_leave_out_what_is_not_known():
    check = Check(
        "glasses", lambda one: one.glasses_score, 5.0, lambda one: one.glasses_area, 0.004
    )
    truths = [
        Truth(0.01, 0, 6.0, 0),
        Truth(0.01, 0, 4.0, 0),
        Truth(0.0, 0, 1.0, 0),
        Truth(float("nan"), 0, 9.0, 0),
    ]
    assert figures(check, truths) == ("glasses", 3, 2, "1.000", "5", "50.0%", "0.0%")
    assert "fringe" in covered_table(truths)


def test_auc_counts_ties_half_and_knows_when_it_cannot_say():
    assert auc(np.array([1.0, 1.0]), np.array([True, False])) == 0.5
    assert np.isnan(auc(np.array([1.0]), np.array([True])))
    assert np.isnan(share_flagged(np.array([True]), np.array([False])))


@pytest.mark.parametrize("module", [polyline, ranks, table])
def test_examples_in_docstrings(module):
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
