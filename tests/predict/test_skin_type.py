"""Skin type: masks that lie on the zones, pooling that hears nothing else, one judge for all zones."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
import torch

from beauty import Analysis
from beauty.face import Region, Regions
from beauty.face.crop import Crop, crop_face
from beauty.measure.guess import ZonedGuess
from beauty.predict import Networks
from beauty.predict.skin_net import SkinNet, pool_zones
from beauty.predict.skin_type import ZONES, SkinTypeModel, zone_masks, zone_scores
from tests.predict.conftest import CPU

TYPES = ("dry", "normal", "oily")
FOREHEAD_AND_NOSE, CHEEKS, ELSEWHERE = (151, 5, 1, 4), (50, 280, 205, 425), (468, 473, 13)


def guessed(networks: Networks, analysis: Analysis) -> ZonedGuess:
    return networks.skin_type.guess(analysis.photo, analysis.face, analysis.regions)


def parts(guess: ZonedGuess) -> list[np.ndarray]:
    """Probabilities of the whole face, T-zone and U-zone."""
    named = (guess.whole, guess.t_zone, guess.u_zone)
    return [np.array(list(one.probabilities.values())) for one in named]


@pytest.fixture
def crop(networks: Networks, analysis: Analysis) -> Crop:
    return crop_face(analysis.photo.rgb, analysis.face.landmarks_px, networks.skin_type.card.frame)


class TestMasks:
    def test_lie_on_their_zones(self, crop: Crop, analysis: Analysis):
        masks = dict(zip(ZONES, zone_masks(analysis.drawn, crop), strict=True))
        points = analysis.face.landmarks_px @ crop.to_crop[:, :2].T + crop.to_crop[:, 2]
        for own, others, zone in (
            (FOREHEAD_AND_NOSE, CHEEKS, "t_zone"),
            (CHEEKS, FOREHEAD_AND_NOSE, "u_zone"),
        ):
            columns, rows = points.round().astype(int).T
            assert masks[zone][rows[list(own)], columns[list(own)]].min() > 200
            assert masks[zone][rows[list(others)], columns[list(others)]].max() < 50
            assert masks[zone][rows[list(ELSEWHERE)], columns[list(ELSEWHERE)]].max() < 50

    def test_hold_as_much_skin_as_the_photo_does(self, crop: Crop, analysis: Analysis):
        masks = zone_masks(analysis.drawn, crop)
        assert masks.dtype == np.uint8
        scale = np.hypot(*crop.to_crop[:, 0])
        for mask, zone in zip(masks, ZONES, strict=True):
            area = analysis.drawn[zone].alpha.sum() * scale**2
            assert mask.sum() / 255 == pytest.approx(area, rel=0.05)

    def test_zones_share_hardly_any_skin(self, crop: Crop, analysis: Analysis):
        t_zone, u_zone = zone_masks(analysis.drawn, crop).astype(int)
        assert np.minimum(t_zone, u_zone).sum() < 0.1 * u_zone.sum()  # only borders meet

    def test_hidden_skin_is_left_out(self, crop: Crop, analysis: Analysis):
        nothing = Region("sight", (0, 0, 0, 0), np.zeros((0, 0), np.float32))
        assert zone_masks(analysis.drawn.seen({"skin": nothing}), crop).max() == 0


class TestPooling:
    def test_mean_under_each_mask_worked_out_by_hand(self):
        random = np.random.default_rng(0)
        features, masks = random.normal(size=(1, 2, 3, 4)), random.random((1, 2, 6, 8))
        small = masks.reshape(1, 2, 3, 2, 4, 2).mean(axis=(3, 5))
        want = np.array(
            [
                [
                    (features[0, channel] * small[0, zone]).sum() / (small[0, zone].sum() + 1e-3)
                    for channel in range(2)
                ]
                for zone in range(2)
            ]
        )
        found = pool_zones(torch.tensor(features), torch.tensor(masks))
        np.testing.assert_allclose(found[0].numpy(), want, rtol=1e-6)

    def test_what_lies_beside_the_mask_has_no_say(self):
        features, masks = torch.rand(1, 3, 4, 4), torch.zeros(1, 2, 32, 32)
        masks[:, 0, :16], masks[:, 1, 16:] = 1, 1
        before = pool_zones(features, masks)
        features[:, :, 2:] += 100
        after = pool_zones(features, masks)
        torch.testing.assert_close(after[:, 0], before[:, 0], atol=0, rtol=0)
        assert (after[:, 1] > before[:, 1] + 90).all()

    def test_empty_mask_gives_zeros(self):
        assert pool_zones(torch.rand(2, 3, 4, 4), torch.zeros(2, 2, 32, 32)).abs().max() == 0

    def test_network_scores_every_zone(self):
        with torch.inference_mode():
            scores = SkinNet(3).eval()(torch.rand(2, 3, 64, 64), torch.ones(2, 2, 64, 64))
        assert scores.shape == (2, 2, 3)
        torch.testing.assert_close(scores[:, 0], scores[:, 1])  # one judge for both


class TestGuess:
    @pytest.mark.parametrize("face", ["analysis", "rendered"])
    def test_probabilities_of_each_part_sum_to_1(
        self, networks: Networks, face: str, request: pytest.FixtureRequest
    ):
        guess = guessed(networks, request.getfixturevalue(face))
        assert tuple(guess.whole.probabilities) == networks.skin_type.card.labels == TYPES
        for shares in parts(guess):
            assert shares.sum() == pytest.approx(1, abs=1e-9)
            assert shares.min() > 0

    def test_whole_face_is_the_middle_of_its_zones(self, networks: Networks, analysis: Analysis):
        whole, *zones = (np.log(shares) for shares in parts(guessed(networks, analysis)))
        apart = whole - np.mean(zones, axis=0)
        np.testing.assert_allclose(apart, apart.mean(), atol=1e-9)

    def test_hair_and_background_have_little_say(self, networks: Networks, analysis: Analysis):
        rgb = analysis.photo.rgb.copy()
        rgb[:120], rgb[620:] = (20, 60, 200), (20, 60, 200)
        painted = replace(analysis, photo=replace(analysis.photo, rgb=rgb))
        for one, other in zip(
            parts(guessed(networks, painted)), parts(guessed(networks, analysis)), strict=True
        ):
            np.testing.assert_allclose(one, other, atol=0.1)

    def test_face_without_skin_in_sight_is_answered(self, networks: Networks, analysis: Analysis):
        nothing = Region("sight", (0, 0, 0, 0), np.zeros((0, 0), np.float32))
        hidden: Regions = analysis.drawn.seen({"skin": nothing})
        one, t_zone, u_zone = parts(networks.skin_type.guess(analysis.photo, analysis.face, hidden))
        assert one.sum() == pytest.approx(1)
        np.testing.assert_allclose(t_zone, u_zone, atol=1e-6)

    def test_four_threads_get_the_same_answer(
        self, networks: Networks, analysis: Analysis, rendered: Analysis
    ):
        alone = [guessed(networks, one) for one in (analysis, rendered)]
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda one: guessed(networks, one), [analysis, rendered] * 4))
        assert together == alone * 4

    def test_scores_of_a_batch_are_those_of_each(
        self, networks: Networks, analysis: Analysis, crop: Crop
    ):
        model = networks.skin_type
        masks = zone_masks(analysis.regions, crop)
        crops = np.stack([crop.pixels, crop.pixels[:, ::-1]])
        both = np.stack([masks, masks[:, :, ::-1]])
        together = zone_scores(model.net, crops, both, model.device)
        assert together.shape == (2, len(ZONES), len(TYPES))
        for index in range(2):
            alone = zone_scores(model.net, crops[index][None], both[index][None], model.device)
            np.testing.assert_allclose(together[index], alone[0], atol=1e-3)

    def test_loaded_twice_says_the_same(self, networks: Networks, analysis: Analysis):
        other = replace(networks, skin_type=SkinTypeModel.load(CPU))
        assert guessed(other, analysis) == guessed(other, analysis)
        np.testing.assert_allclose(
            parts(guessed(other, analysis)), parts(guessed(networks, analysis)), atol=1e-3
        )
