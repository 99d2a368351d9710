"""Splits that keep people apart, and faces that are searched once."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty import Analysis
from training import data
from training.data import Faces, find_faces, split_groups

GROUPS = st.lists(st.integers(0, 40), min_size=1, max_size=200).map(np.array)
SHARES = st.sampled_from([(0.2,), (0.5,), (0.15, 0.05), (0.3, 0.3)])


class TestSplit:
    @given(GROUPS, SHARES, st.integers(0, 99))
    def test_every_photo_is_in_one_part_and_every_group_in_one(
        self, groups: np.ndarray, shares: tuple[float, ...], seed: int
    ):
        parts = split_groups(groups, shares, seed)
        assert len(parts) == len(shares) + 1
        np.testing.assert_array_equal(np.sum(parts, axis=0), 1)
        names = [set(groups[part].tolist()) for part in parts]
        assert sum(map(len, names)) == len(set(groups.tolist()))

    @given(SHARES, st.integers(0, 99), st.integers(1, 4))
    def test_shares_are_about_what_was_asked_for(
        self, shares: tuple[float, ...], seed: int, photos: int
    ):
        groups = np.repeat(np.arange(120), photos)
        parts = split_groups(groups, shares, seed)
        for part, share in zip(parts, shares, strict=False):
            assert part.mean() == pytest.approx(share, abs=2 / 120)

    @given(GROUPS, st.integers(0, 99))
    def test_no_part_is_larger_than_asked_for(self, groups: np.ndarray, seed: int):
        first, second, _ = split_groups(groups, (0.3, 0.2), seed)
        assert first.mean() <= 0.3 + 1e-9
        assert (first | second).mean() <= 0.5 + 1e-9

    @pytest.mark.parametrize(("share", "count"), [(0.5, 4), (0.25, 2), (0.3, 2)])
    def test_a_share_that_groups_fill_exactly_is_filled(self, share: float, count: int):
        assert split_groups(np.arange(8), (share,), 0)[0].sum() == count

    def test_seed_decides(self):
        groups = np.arange(50)
        first, same, other = (split_groups(groups, (0.3,), seed)[0] for seed in (1, 1, 2))
        np.testing.assert_array_equal(first, same)
        assert (first != other).any()

    def test_order_of_the_photos_does_not_matter(self):
        groups = np.repeat(np.arange(30), 3)
        shuffled = np.random.default_rng(0).permutation(groups)
        parts = [set(one[split_groups(one, (0.3,), 5)[0]].tolist()) for one in (groups, shuffled)]
        assert parts[0] == parts[1]

    def test_groups_may_have_names(self):
        people = np.array(["ann", "bob", "ann", "cy"])
        test, rest = split_groups(people, (0.5,), 0)
        assert set(people[test]).isdisjoint(people[rest])


@pytest.fixture
def folder(portrait: np.ndarray, tmp_path: Path) -> Path:
    """A face, a plain wall, a file that is no photo, and another face."""
    root = tmp_path / "photos"
    root.mkdir()
    cv2.imwrite(str(root / "a.png"), portrait[..., ::-1])
    cv2.imwrite(str(root / "wall.png"), np.full((200, 200, 3), 128, np.uint8))
    (root / "broken.jpg").write_bytes(b"no photo")
    cv2.imwrite(str(root / "b.png"), portrait[:, ::-1, ::-1])
    rows = ["path,label", "a.png,oval", "wall.png,none", "broken.jpg,none", "b.png,round"]
    (root / "index.csv").write_text("\n".join(rows), "utf-8")
    return root


class TestFaces:
    def test_photos_without_a_face_are_left_out(self, folder: Path, analysis: Analysis):
        faces = find_faces(folder)
        assert faces.column("path").tolist() == ["a.png", "b.png"]
        assert faces.column("label").tolist() == ["oval", "round"]
        np.testing.assert_array_equal(faces.landmarks[0], analysis.face.landmarks)
        np.testing.assert_array_equal(faces.pixels(0), analysis.photo.rgb)
        for name, values in faces.ratios.items():
            assert values[0] == analysis.geometry.ratios[name]

    def test_found_once_they_come_from_the_cache(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        first = find_faces(folder, tmp_path / "cache")
        monkeypatch.setattr(data, "Landmarker", None)  # searching again would fail
        again = find_faces(folder, tmp_path / "cache")
        assert again.rows == first.rows
        np.testing.assert_array_equal(again.landmarks, first.landmarks)
        assert list(again.ratios) == list(first.ratios)
        for name, values in first.ratios.items():
            np.testing.assert_array_equal(again.ratios[name], values)

    @pytest.mark.parametrize("keep", [np.array([False, True, True]), np.array([1, 2])])
    def test_chosen_by_mask_or_by_number(self, keep: np.ndarray):
        landmarks = np.arange(3 * 478 * 3, dtype=np.float32).reshape(3, 478, 3)
        rows = [{"path": name} for name in "abc"]
        faces = Faces(Path(), rows, landmarks, {"wide": np.array([1.0, 2.0, 3.0])})
        chosen = faces.chosen(keep)
        assert chosen.column("path").tolist() == ["b", "c"]
        np.testing.assert_array_equal(chosen.landmarks, landmarks[1:])
        assert chosen.ratios["wide"].tolist() == [2.0, 3.0]
        np.testing.assert_array_equal(chosen.face(0).landmarks, landmarks[1])
        assert len(faces.rows) == 3
