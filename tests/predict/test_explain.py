"""Explanations: they follow the network and the face, not the background, and change nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import cv2
import numpy as np
import pytest
import torch
from torch import nn

from beauty import Analysis, Beauty
from beauty.errors import UsageError
from beauty.face.crop import Crop, crop_face
from beauty.face.face import OVAL
from beauty.paths import ASSETS
from beauty.photo import Photo
from beauty.predict import Explanation, Networks, RatioReason
from beauty.predict.explain import (
    FINE_BLOCKS,
    FIRST_PX,
    MOST_REASONS,
    STEP_PX,
    explain_shape,
    explain_skin_type,
    ratio_weights,
    shape_evidence,
    skin_evidence,
)
from beauty.predict.parser import as_input
from beauty.predict.shape import ShapeModel, grey_crop, grey_input, shape_scores
from beauty.predict.skin_type import SkinTypeModel, zone_masks, zone_scores
from tests.builders import photo_of

CPU = torch.device("cpu")
Explain = Callable[[Networks, Photo, Analysis], Explanation]
BACKGROUNDS = (60, 200)


def why_shape(networks: Networks, photo: Photo, of: Analysis) -> Explanation:
    label = of.shape.top2[0]
    return explain_shape(networks.shape, photo, of.face, of.geometry.ratios, label)


def why_skin(networks: Networks, photo: Photo, of: Analysis) -> Explanation:
    label = of.skin_type.whole.top2[0]
    return explain_skin_type(networks.skin_type, photo, of.face, of.regions, label)


BOTH = pytest.mark.parametrize("explain", [why_shape, why_skin])


@pytest.fixture(scope="module")
def people(beauty: Beauty, analysis: Analysis, rendered: Analysis) -> list[Analysis]:
    """A portrait and three rendered faces, from fair to deep."""
    names = ("brown_round", "deep_oblong")
    more = [beauty.analyze(ASSETS / "examples" / f"{name}.jpg") for name in names]
    return [analysis, rendered, *more]


@pytest.fixture(scope="module")
def shuffled(networks: Networks) -> Networks:
    """The same networks with the numbers of every tensor in another order (Adebayo 2018)."""
    shape, skin = ShapeModel.load(CPU), SkinTypeModel.load(CPU)
    shuffle(shape.net)
    shuffle(skin.net)
    return replace(networks, shape=shape, skin_type=skin)


def shuffle(net: nn.Module) -> None:
    generator = torch.Generator().manual_seed(7)
    for weights in net.parameters():
        flat = weights.detach().flatten()
        order = torch.randperm(len(flat), generator=generator)
        weights.data.copy_(flat[order].view_as(weights))


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


def oval(of: Analysis, wider: float) -> np.ndarray:
    """float32 (H, W, 1), 1 on the face as landmarks draw it, grown by this share of its width."""
    canvas = np.zeros(of.photo.rgb.shape[:2], np.uint8)
    cv2.fillPoly(canvas, [np.round(of.face.landmarks_px[list(OVAL)]).astype(np.int32)], 255)
    grown = 2 * round(wider * of.face.width_px) + 1
    ring = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (grown, grown))
    return (cv2.dilate(canvas, ring) / 255).astype(np.float32)[..., None]


def covered(of: Analysis, hidden: np.ndarray) -> Photo:
    """The photo with what `hidden` float32 (H, W), 0..1, covers blurred beyond recognition."""
    soft = cv2.GaussianBlur(hidden, (0, 0), 0.02 * of.face.width_px)[..., None]
    blurred = cv2.GaussianBlur(of.photo.rgb, (0, 0), 0.15 * of.face.width_px)
    return photo_of(np.round(of.photo.rgb * (1 - soft) + blurred * soft).astype(np.uint8))


# --- it follows the face and the network ---


@BOTH
def test_another_background_hardly_changes_it(
    explain: Explain, networks: Networks, people: list[Analysis]
):
    found = []
    for of in people:
        before, face = explain(networks, of.photo, of).heat, oval(of, 0.05)
        for grey in BACKGROUNDS:
            elsewhere = photo_of(np.round(of.photo.rgb * face + grey * (1 - face)).astype(np.uint8))
            found.append(likeness(before, explain(networks, elsewhere, of).heat))
    assert np.median(found) > 0.9, np.round(found, 2)


def test_covering_the_warmest_place_takes_its_heat(networks: Networks, people: list[Analysis]):
    changed = []
    for of in people:
        before = why_shape(networks, of.photo, of)
        warm = (before.heat > 0.5).astype(np.float32)
        hidden = Crop(warm, before.to_crop).paste(warm, of.photo.size_wh)
        after = why_shape(networks, covered(of, hidden), of)
        was, now = (float(heat[warm > 0].sum() / heat.sum()) for heat in (before.heat, after.heat))
        assert now < was
        changed.append(likeness(before.heat, after.heat))
    assert np.median(changed) < 0.9, np.round(changed, 2)


def test_other_skin_gives_another_map_of_skin(networks: Networks, people: list[Analysis]):
    """The cheeks of one person strewn with grain: the map changes there, more than by a background."""
    changed = []
    for of in people:
        cheeks = of.regions["right_cheek"].full(of.photo.size_wh)[..., None]
        grain = np.random.default_rng(0).normal(0, 70, of.photo.rgb.shape[:2])
        grain = cv2.GaussianBlur(grain, (0, 0), 0.01 * of.face.width_px)[..., None]
        grain *= 50 / grain.std()
        strewn = np.clip(of.photo.rgb + grain * cheeks, 0, 255).astype(np.uint8)
        before = why_skin(networks, of.photo, of)
        after = why_skin(networks, photo_of(strewn), of)
        changed.append(likeness(before.heat, after.heat))
    assert np.median(changed) < 0.9, np.round(changed, 2)


def test_covering_what_it_marks_takes_the_shape_s_lead_away(
    networks: Networks, people: list[Analysis]
):
    """The deletion test (Samek 2017): the network itself must lose more where the map is warm."""
    lost = {"warm": 0.0, "cold": 0.0}
    for of in people:
        heat = why_shape(networks, of.photo, of).over_photo(of.photo.size_wh)
        inside = oval(of, 0)[..., 0] > 0
        low, high = np.quantile(heat[inside], [0.25, 0.75])
        for name, place in (("warm", heat > high), ("cold", heat < low)):
            hidden = (inside & place).astype(np.float32)
            lost[name] += lead(networks, of.photo, of) - lead(networks, covered(of, hidden), of)
    assert lost["warm"] > lost["cold"] + 0.5, lost


def test_leaving_out_the_skin_it_marks_takes_the_type_s_lead_away(
    networks: Networks, people: list[Analysis]
):
    """The network is told which skin to judge: without the warm quarter of it the lead must fall,
    without a cold one rise."""
    model = networks.skin_type
    for of in people:
        why = why_skin(networks, of.photo, of)
        index = model.card.labels.index(why.label)
        crop = crop_face(of.photo.rgb, of.face.landmarks_px, model.card.frame)
        masks = zone_masks(of.regions, crop)
        skin = masks.max(axis=0) > 128
        low, high = np.quantile(why.heat[skin], [0.25, 0.75])
        leads = {}
        for name, left_out in (
            ("all", np.zeros_like(skin)),
            ("warm", skin & (why.heat >= high)),
            ("cold", skin & (why.heat <= low)),
        ):
            kept = np.where(left_out, 0, masks).astype(np.uint8)
            scores = zone_scores(model.net, crop.pixels[None], kept[None], model.device)[0]
            whole = scores.mean(axis=0)
            leads[name] = float(whole[index] - whole.mean())
        assert leads["warm"] < leads["all"] < leads["cold"], leads


def lead(networks: Networks, photo: Photo, of: Analysis) -> float:
    """The likeliest shape's score over the mean of all."""
    model = networks.shape
    crop = grey_crop(photo.rgb, of.face.landmarks_px, model.card.frame).pixels[None]
    told = model.scale.standard(of.geometry.ratios)[None]
    scores = shape_scores(model.net, crop, told, model.device)[0]
    return float(scores[model.card.labels.index(of.shape.top2[0])] - scores.mean())


@BOTH
def test_a_network_that_knows_nothing_gives_another_map(
    explain: Explain, networks: Networks, shuffled: Networks, people: list[Analysis]
):
    """Else the map would show edges of the photo, not what was learnt (Adebayo 2018)."""
    found = []
    for of in people:
        learnt, random = (explain(nets, of.photo, of).heat for nets in (networks, shuffled))
        asked = (learnt > 0) | (random > 0)  # where no skin is, neither may say anything
        found.append(likeness(learnt[asked], random[asked]))
    assert abs(float(np.median(found))) < 0.5, np.round(found, 2)


def test_only_skin_is_asked_about_skin(networks: Networks, analysis: Analysis):
    heat = why_skin(networks, analysis.photo, analysis).over_photo(analysis.photo.size_wh)
    outside = oval(analysis, 0.1)[..., 0] == 0
    assert heat[outside].sum() < 0.03 * heat.sum()


# --- the split is what it says ---


def test_evidence_is_what_the_lead_loses_when_a_place_fades(networks: Networks, analysis: Analysis):
    model, index, step = networks.shape, 2, 1e-3
    crop = grey_crop(analysis.photo.rgb, analysis.face.landmarks_px, model.card.frame)
    x = grey_input(crop.pixels[None], model.device)
    told = torch.from_numpy(model.scale.standard(analysis.geometry.ratios)[None]).to(model.device)
    evidence = shape_evidence(model.net, x, told, index)[0]
    encoder = model.net.encoder
    fine = encoder.blocks[:FINE_BLOCKS](encoder.stem(x)).double().cpu()
    rest = ShapeModel.load(CPU).net.double()

    def lead_of(features: torch.Tensor) -> float:
        pooled = rest.encoder.blocks[FINE_BLOCKS:](features).mean(dim=(2, 3))
        scores = rest.scores(torch.cat([rest.norm(pooled), told.double().cpu()], dim=1))[0]
        return float(scores[index] - scores.mean())

    for row, column in ((2, 3), (8, 8), (12, 5)):
        less, more = fine.clone(), fine.clone()
        less[..., row, column] *= 1 - step
        more[..., row, column] *= 1 + step
        slope = (lead_of(more) - lead_of(less)) / (2 * step)
        assert float(evidence[row, column]) == pytest.approx(slope, rel=0.05, abs=2e-3)


def test_skin_evidence_sums_to_the_lead_over_average_skin(networks: Networks, analysis: Analysis):
    """The head is linear: evidence of all places and levels, and the constants, make the score."""
    model = networks.skin_type
    crop = crop_face(analysis.photo.rgb, analysis.face.landmarks_px, model.card.frame)
    masks = zone_masks(analysis.regions, crop)[None]
    zones = torch.from_numpy(masks).to(model.device).float() / 255
    x = as_input(crop.pixels[None], model.device)
    scores = zone_scores(model.net, crop.pixels[None], masks, model.device)[0].mean(axis=0)
    average = model.net.scores(model.net.norm(model.net.norm.mean)).double().cpu().numpy()
    for index in range(len(model.card.labels)):
        levels = skin_evidence(model.net, x, zones, index)
        told = sum(float(evidence.sum()) for evidence in levels)
        lead = (scores[index] - scores.mean()) - (average[index] - average.mean())
        assert told == pytest.approx(lead, rel=1e-3, abs=1e-3)


@pytest.mark.parametrize("place", [(40, 60), (75, 75), (110, 30)])
def test_places_of_the_fine_layer_lie_where_they_look(place: tuple[int, int], networks: Networks):
    """A dot on a grey crop is found, by the change of the features, at its own pixel."""
    model = networks.shape
    blank = np.full((150, 150), 128, np.uint8)
    dotted = cv2.circle(blank.copy(), place, 4, 255, -1)
    encoder = model.net.encoder
    with torch.no_grad():
        fine = encoder.blocks[:FINE_BLOCKS](
            encoder.stem(grey_input(np.stack([blank, dotted]), model.device))
        )
    change = (fine[1] - fine[0]).square().sum(dim=0).cpu().numpy()
    rows, columns = np.mgrid[: change.shape[0], : change.shape[1]]
    middle = [float((axis * change).sum() / change.sum()) for axis in (columns, rows)]
    found = [FIRST_PX + STEP_PX * at for at in middle]
    assert found == pytest.approx(place, abs=STEP_PX)


# --- the ratios ---


def test_what_a_ratio_adds_sums_to_nothing_over_the_labels(networks: Networks, analysis: Analysis):
    model = networks.shape
    weights = ratio_weights(model.net, model.scale.standard(analysis.geometry.ratios))
    assert weights.shape == (len(model.card.labels), len(model.scale.names))
    np.testing.assert_allclose(weights.sum(axis=0), 0, atol=1e-6)


def test_what_a_ratio_adds_is_what_the_score_loses_without_it(
    networks: Networks, analysis: Analysis
):
    model = networks.shape
    crop = grey_crop(analysis.photo.rgb, analysis.face.landmarks_px, model.card.frame).pixels[None]
    standard = model.scale.standard(analysis.geometry.ratios)
    weights = ratio_weights(model.net, standard)
    full = shape_scores(model.net, crop, standard[None], model.device)[0]
    for at in range(len(standard)):
        without = standard.copy()
        without[at] = 0  # as if it were average
        rest = shape_scores(model.net, crop, without[None], model.device)[0]
        lost = (full - full.mean()) - (rest - rest.mean())
        np.testing.assert_allclose(weights[:, at], lost, atol=1e-4)


def test_the_heaviest_ratios_are_told_with_their_side_and_value(
    networks: Networks, analysis: Analysis
):
    model, why = networks.shape, why_shape(networks, analysis.photo, analysis)
    all_of_them = ratio_weights(model.net, model.scale.standard(analysis.geometry.ratios))
    own = all_of_them[model.card.labels.index(why.label)]
    heaviest = sorted(zip(-abs(own), model.scale.names, own, strict=True))[:MOST_REASONS]
    assert [reason.name for reason in why.reasons] == [name for _, name, _ in heaviest]
    for reason, (_, name, weight) in zip(why.reasons, heaviest, strict=True):
        assert reason.value == analysis.geometry.ratios[name]
        assert reason.weight == pytest.approx(weight)
        assert reason.side == ("for" if weight > 0 else "against")


@pytest.mark.parametrize(("weight", "side"), [(0.1, "for"), (-0.1, "against")])
def test_sides(weight: float, side: str):
    assert RatioReason("jaw_to_cheekbone", 0.8, -0.5, weight).side == side


# --- manners ---


@BOTH
def test_heat_is_a_share_on_the_network_s_crop(
    explain: Explain, networks: Networks, people: list[Analysis]
):
    for of in people:
        why = explain(networks, of.photo, of)
        model = networks.shape if explain is why_shape else networks.skin_type
        side = model.card.frame.size_px
        assert (why.heat.shape, why.heat.dtype) == ((side, side), np.float32)
        assert why.heat.min() == 0
        assert why.heat.max() == pytest.approx(1)
        assert why.label in model.card.labels
        laid = why.over_photo(of.photo.size_wh)
        assert laid.shape == of.photo.rgb.shape[:2]
        assert 0 <= laid.min() < laid.max() <= 1
        left, top, right, bottom = of.face.box_xyxy
        part = why.over_photo((right - left, bottom - top), (left, top))
        np.testing.assert_allclose(part, laid[top:bottom, left:right], atol=0.02)


def test_explanation_refuses_what_is_no_heat():
    still = np.eye(2, 3)
    for bad in (np.full((4, 4), 1.5, np.float32), np.full((4, 4), np.nan, np.float32)):
        with pytest.raises(ValueError, match=r"0\.\.1"):
            Explanation("oval", bad, still)
    with pytest.raises(ValueError, match="heat"):
        Explanation("oval", np.zeros((4, 5), np.float32), still)
    with pytest.raises(ValueError, match="read-only"):
        Explanation("oval", np.zeros((4, 4), np.float32), still).heat[0, 0] = 1


@BOTH
def test_threads_do_not_disturb_each_other_and_weights_stay(
    explain: Explain, networks: Networks, people: list[Analysis]
):
    nets = (networks.shape.net, networks.skin_type.net)
    before = [weights.clone() for net in nets for weights in net.parameters()]
    alone = [explain(networks, of.photo, of).heat for of in people]
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(explain, networks, of.photo, of) for of in people * 3]
        together = [job.result().heat for job in jobs]
    for one, other in zip(alone * 3, together, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-4)
    after = [weights for net in nets for weights in net.parameters()]
    assert all(torch.equal(one, other) for one, other in zip(before, after, strict=True))
    assert not any(weights.requires_grad for weights in after)
    assert all(weights.grad is None for weights in after)


def test_it_works_where_the_caller_has_switched_gradients_off(
    networks: Networks, analysis: Analysis
):
    usual = why_shape(networks, analysis.photo, analysis).heat
    with torch.no_grad():
        np.testing.assert_allclose(
            why_shape(networks, analysis.photo, analysis).heat, usual, atol=1e-5
        )


# --- the door ---


def test_beauty_explains_the_likeliest_even_when_it_abstains(beauty: Beauty, analysis: Analysis):
    guess = replace(analysis.shape, label=None, abstained=True, top2=("square", "heart"))
    why = beauty.explain(replace(analysis, shape=guess), "face_shape")
    assert why.label == "square"
    assert len(why.reasons) == MOST_REASONS
    skin = beauty.explain(analysis, "skin_type")
    assert (skin.label, skin.reasons) == (analysis.skin_type.whole.top2[0], ())


def test_beauty_explains_nothing_else(beauty: Beauty, analysis: Analysis):
    with pytest.raises(UsageError, match="'undertone' cannot be explained"):
        beauty.explain(analysis, "undertone")
