"""Soft masks: their algebra on made-up boxes, and where they lie on a real face."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beauty import Analysis
from beauty.face import Region, Regions
from beauty.face.outline import load_outlines
from beauty.face.regions import draw_outline, smooth_outline, union
from tests.builders import moved

SIZE = (40, 30)
SQUARE = np.array([(10, 10), (30, 10), (30, 20), (10, 20)], np.float32)


@st.composite
def regions_of_a_photo(draw: st.DrawFn) -> Region:
    left, top = draw(st.integers(0, SIZE[0])), draw(st.integers(0, SIZE[1]))
    right, bottom = draw(st.integers(left, SIZE[0])), draw(st.integers(top, SIZE[1]))
    values = np.random.default_rng(draw(st.integers(0, 99))).random((bottom - top, right - left))
    return Region("r", (left, top, right, bottom), values.astype(np.float32))


BOX = st.tuples(
    st.integers(-9, 45), st.integers(-9, 35), st.integers(0, 50), st.integers(0, 40)
).map(lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3]))


class TestRegion:
    @given(regions_of_a_photo(), BOX)
    def test_any_box_shows_the_same_as_the_whole_photo(self, region: Region, box: tuple[int, ...]):
        left, top, right, bottom = box
        whole = np.pad(region.full(SIZE), 60)
        want = whole[top + 60 : bottom + 60, left + 60 : right + 60]
        np.testing.assert_array_equal(region.on(box), want)

    @given(regions_of_a_photo())
    def test_nothing_is_lost_in_the_whole_photo(self, region: Region):
        full = region.full(SIZE)
        assert full.shape == SIZE[::-1]
        np.testing.assert_array_equal(region.on(region.box_xyxy), region.alpha)
        np.testing.assert_array_equal(region.crop(full), region.alpha)
        assert full.sum() == pytest.approx(region.alpha.sum(), rel=1e-5)

    def test_alpha_must_fit_its_box(self):
        with pytest.raises(ValueError, match="alpha: expected float32"):
            Region("r", (0, 0, 4, 5), np.zeros((4, 5), np.float32))

    def test_alpha_is_read_only(self):
        region = Region("r", (0, 0, 4, 5), np.zeros((5, 4), np.float32))
        with pytest.raises(ValueError, match="read-only"):
            region.alpha[0, 0] = 1


class TestUnion:
    @given(st.lists(regions_of_a_photo(), min_size=1, max_size=4))
    def test_every_pixel_is_as_strong_as_the_strongest(self, parts: list[Region]):
        together = union("u", parts)
        want = np.max([part.full(SIZE) for part in parts], axis=0)
        np.testing.assert_array_equal(together.full(SIZE), want)
        assert together.name == "u"


class TestDrawing:
    def test_curve_passes_through_the_points(self):
        curve = smooth_outline(SQUARE, steps=4)
        assert curve.shape == (16, 2)
        np.testing.assert_allclose(curve[::4], SQUARE)

    def test_square_is_filled(self):
        full = draw_outline(SQUARE, 0, SIZE).full(SIZE)
        assert full[12:19, 13:28].min() == 1
        assert full[:5].max() == 0
        x, y = smooth_outline(SQUARE).T
        area = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2  # of the smooth curve
        around = np.hypot(x - np.roll(x, 1), y - np.roll(y, 1)).sum()
        assert area <= full.sum() <= area + 0.7 * around  # OpenCV paints half a pixel more

    def test_feather_softens_the_border_and_keeps_the_amount(self):
        wide = (200, 200)
        hard, soft = (draw_outline(SQUARE + 80, feather, wide) for feather in (0, 3))
        assert soft.alpha.max() <= 1
        assert soft.alpha.sum() == pytest.approx(hard.alpha.sum(), rel=0.02)
        between = [((r.alpha > 0.05) & (r.alpha < 0.95)).sum() for r in (hard, soft)]
        assert between[1] > 2 * between[0]

    @pytest.mark.parametrize("shift", [(-25, 0), (0, -15), (25, 15), (-500, 0), (500, 500)])
    def test_what_lies_outside_the_photo_is_cut(self, shift: tuple[int, int]):
        region = draw_outline(SQUARE + np.array(shift, np.float32), 1.0, SIZE)
        left, top, right, bottom = region.box_xyxy
        assert 0 <= left <= right <= SIZE[0]
        assert 0 <= top <= bottom <= SIZE[1]
        wide = draw_outline(SQUARE + np.array(shift, np.float32) + 600, 1.0, (1300, 1300))
        inside = wide.full((1300, 1300))[600 : 600 + SIZE[1], 600 : 600 + SIZE[0]]
        # the blur treats the photo's own border a little differently
        assert np.abs(region.full(SIZE) - inside).mean() < 0.02


def of(analysis: Analysis, name: str) -> np.ndarray:
    return analysis.drawn[name].full(analysis.photo.size_wh)


def middle_xy(mask: np.ndarray) -> np.ndarray:
    rows, columns = np.mgrid[: mask.shape[0], : mask.shape[1]]
    return np.array([(mask * columns).sum(), (mask * rows).sum()]) / mask.sum()


class TestOnAPortrait:
    def test_behaves_as_a_mapping_in_the_files_order(self, analysis: Analysis):
        assert list(analysis.drawn) == list(load_outlines())
        assert len(analysis.drawn) == len(load_outlines())
        assert all(region.name == name for name, region in analysis.drawn.items())

    @pytest.mark.parametrize("name", list(load_outlines()))
    def test_every_region_is_there_and_soft_between_0_and_1(self, analysis: Analysis, name: str):
        alpha = analysis.drawn[name].alpha
        assert alpha.dtype == np.float32
        assert 0 <= alpha.min() <= alpha.max() <= 1
        assert alpha.max() > 0.4
        assert 20 < alpha.sum() < 0.9 * analysis.face.area_px

    @pytest.mark.parametrize("name", ["brow", "eye", "cheek", "under_eye", "eyelid", "jawline"])
    def test_right_is_the_persons_own(self, analysis: Analysis, name: str):
        right, left = (middle_xy(of(analysis, f"{side}_{name}")) for side in ("right", "left"))
        assert right[0] < middle_xy(of(analysis, "nose"))[0] < left[0]

    def test_order_from_top_to_bottom(self, analysis: Analysis):
        names = ("forehead", "right_brow", "right_eyelid", "right_eye", "right_under_eye", "nose")
        names = (*names, "upper_lip", "inner_mouth", "lower_lip", "chin")
        heights = [middle_xy(of(analysis, name))[1] for name in names]
        assert heights == sorted(heights)

    def test_lips_and_open_mouth_do_not_share_pixels(self, analysis: Analysis):
        inner = of(analysis, "inner_mouth")
        for lip in ("upper_lip", "lower_lip"):
            shared = np.minimum(inner, of(analysis, lip)).sum()
            assert shared < 0.12 * inner.sum()
            assert not ((inner > 0.9) & (of(analysis, lip) > 0.9)).any()

    def test_teeth_lie_in_the_inner_mouth(self, analysis: Analysis):
        rgb = analysis.photo.rgb
        inner, lip = of(analysis, "inner_mouth") > 0.9, of(analysis, "lower_lip") > 0.9
        assert np.median(rgb[inner][:, 1]) > np.median(rgb[lip][:, 1]) + 30  # she shows her teeth

    @pytest.mark.parametrize("side", ["right", "left"])
    def test_brows_are_cut_out_of_the_forehead(self, analysis: Analysis, side: str):
        brow = of(analysis, f"{side}_brow")
        for name in ("forehead", "skin", "glabella", f"{side}_eyelid"):
            assert of(analysis, name)[brow > 0.95].max() < 0.06

    @pytest.mark.parametrize(
        "name", ["right_eye", "left_eye", "upper_lip", "lower_lip", "inner_mouth"]
    )
    def test_skin_leaves_eyes_and_mouth_free(self, analysis: Analysis, name: str):
        assert of(analysis, "skin")[of(analysis, name) > 0.95].max() < 0.06

    @pytest.mark.parametrize("zone", ["t_zone", "u_zone"])
    def test_zones_are_the_union_of_their_parts(self, analysis: Analysis, zone: str):
        parts = load_outlines()[zone].union
        want = np.max([of(analysis, name) for name in parts], axis=0)
        np.testing.assert_array_equal(of(analysis, zone), want)

    @pytest.mark.parametrize("shift", [(-400, 0), (300, 0), (0, -330), (0, 400), (5000, 5000)])
    def test_face_over_the_border_does_not_crash(self, analysis: Analysis, shift: tuple[int, int]):
        regions = Regions.of(moved(analysis.face, *shift), analysis.photo.size_wh)
        assert list(regions) == list(load_outlines())
        for region in regions.values():
            assert region.crop(analysis.photo.rgb).shape[:2] == region.alpha.shape
        whole = sum(region.alpha.sum() for region in analysis.drawn.values())
        assert sum(region.alpha.sum() for region in regions.values()) < whole


@st.composite
def sights(draw: st.DrawFn, size_wh: tuple[int, int]) -> Region:
    """Where something can be seen: a block of one strength, anywhere over the photo's border."""
    width, height = size_wh
    left, top = draw(st.integers(-50, width)), draw(st.integers(-50, height))
    wide, high = draw(st.integers(0, width)), draw(st.integers(0, height))
    alpha = np.full((high, wide), draw(st.floats(0, 1, width=32)), np.float32)
    return Region("sight", (left, top, left + wide, top + high), alpha)


class TestSeen:
    def shown(self, what: str) -> list[str]:
        return [name for name, recipe in load_outlines().items() if recipe.shows == what]

    def test_every_region_shows_skin_or_lips_or_all(self):
        assert self.shown("lips") == ["upper_lip", "lower_lip"]
        hidden_by_nothing = {"inner_mouth"}
        hidden_by_nothing |= {f"{side}_{p}" for side in ("right", "left") for p in ("brow", "eye")}
        assert set(self.shown("all")) == hidden_by_nothing
        assert {"forehead", "nose", "skin", "t_zone", "u_zone"} <= set(self.shown("skin"))

    @given(st.data())
    @settings(max_examples=20, deadline=None)
    def test_nothing_grows_and_what_shows_all_stays(self, analysis: Analysis, data: st.DataObject):
        sight = data.draw(sights(analysis.photo.size_wh))
        seen = analysis.drawn.seen({"skin": sight, "lips": sight})
        assert list(seen) == list(analysis.drawn)
        for name, region in seen.items():
            before = analysis.drawn[name]
            assert region.box_xyxy == before.box_xyxy
            assert (region.alpha <= before.alpha).all()
        for name in self.shown("all"):
            np.testing.assert_array_equal(seen[name].alpha, analysis.drawn[name].alpha)

    @given(st.data())
    @settings(max_examples=20, deadline=None)
    def test_every_pixel_is_drawn_times_seen(self, analysis: Analysis, data: st.DataObject):
        sight = data.draw(sights(analysis.photo.size_wh))
        seen = analysis.drawn.seen({"skin": sight})
        size = analysis.photo.size_wh
        want = of(analysis, "nose") * sight.full(size)
        np.testing.assert_array_equal(seen["nose"].full(size), want)

    def test_each_thing_has_its_own_sight(self, analysis: Analysis):
        whole = (0, 0, *analysis.photo.size_wh)
        nothing = Region("sight", whole, np.zeros(analysis.photo.rgb.shape[:2], np.float32))
        lipless = analysis.drawn.seen({"lips": nothing})
        assert lipless["upper_lip"].alpha.max() == 0
        np.testing.assert_array_equal(lipless["skin"].alpha, analysis.drawn["skin"].alpha)
        skinless = analysis.drawn.seen({"skin": nothing})
        assert all(skinless[name].alpha.max() == 0 for name in self.shown("skin"))
        np.testing.assert_array_equal(
            skinless["upper_lip"].alpha, analysis.drawn["upper_lip"].alpha
        )

    def test_zones_stay_the_union_of_their_parts(self, analysis: Analysis):
        rows = np.linspace(0, 1, analysis.photo.rgb.shape[0], dtype=np.float32)[:, None]
        fading = np.repeat(rows, analysis.photo.rgb.shape[1], axis=1)
        sight = Region("sight", (0, 0, *analysis.photo.size_wh), fading)
        seen, size = analysis.drawn.seen({"skin": sight}), analysis.photo.size_wh
        for zone in ("t_zone", "u_zone"):
            parts = [seen[name].full(size) for name in load_outlines()[zone].union]
            np.testing.assert_array_equal(seen[zone].full(size), np.max(parts, axis=0))

    def test_what_landmarks_drew_is_left_as_it_was(self, analysis: Analysis):
        before = {name: region.alpha.copy() for name, region in analysis.drawn.items()}
        nothing = Region("sight", (0, 0, 0, 0), np.zeros((0, 0), np.float32))
        assert analysis.drawn.seen({"skin": nothing})["skin"].alpha.max() == 0
        for name, region in analysis.drawn.items():
            np.testing.assert_array_equal(region.alpha, before[name])
