"""Climate, season, occasion and skin: what suits scores above what does not, by words, tags and lists."""

import numpy as np
import pytest

from beauty.recommend import own_catalogue
from beauty.recommend.circumstance import circumstance
from tests.recommend.strategies import profile_of


def part(**given_answers: object) -> np.ndarray:
    return circumstance(profile_of(given_answers), own_catalogue())


def test_without_an_answer_it_is_unknown():
    assert np.isnan(part()).all()
    assert np.isnan(part(climate="mild", season="autumn")).all()


# answers, category, tag that suits, tag that does not
KNOWN = [
    ({"climate": "humid"}, "eyeliner", "waterproof", "cream"),
    ({"climate": "cold"}, "lipstick", "hydrating", "finish_matte"),
    ({"skin_type": "oily"}, "foundation", "finish_matte", "finish_shine"),
    ({"skin_type": "dry"}, "foundation", "hydrating", "finish_matte"),
    ({"occasion": "party"}, "eyeshadow", "finish_metallic", "coverage_light"),
    ({"occasion": "office"}, "eyeshadow", "finish_satin", "finish_metallic"),
    ({"colours_disliked": ["glitter"]}, "eyeshadow", "finish_matte", "finish_shimmer"),
    ({"style": "glam"}, "mascara", "volumizing", "coverage_light"),
]


@pytest.mark.parametrize(("given_answers", "category", "suits", "not_so"), KNOWN)
def test_what_suits_scores_higher(
    given_answers: dict[str, object], category: str, suits: str, not_so: str
):
    catalogue, found = own_catalogue(), part(**given_answers)
    here = catalogue.in_category(category)
    yes, no = (catalogue.tag(tag) == 1 for tag in (suits, not_so))
    assert not np.isnan(found[here]).any()
    assert ((found[here] >= 0) & (found[here] <= 1)).all()
    assert found[here & yes & ~no].mean() > found[here & ~yes].mean()
    if (here & no & ~yes).any():
        assert found[here & no & ~yes].mean() < found[here & yes & ~no].mean()


def test_creams_for_cold_air_gels_for_humid():
    catalogue = own_catalogue()
    names = [name.lower().split() for name in catalogue.columns.names]
    cream = catalogue.in_category("moisturiser") & np.array(["cream" in one for one in names])
    gel = catalogue.in_category("moisturiser") & np.array(["gel" in one for one in names])
    humid, cold = part(climate="humid"), part(climate="cold")
    assert humid[gel].mean() > humid[cream].mean() + 0.1
    assert cold[cream].mean() > cold[gel].mean() + 0.1


def test_several_circumstances_are_averaged():
    catalogue = own_catalogue()
    party, hot = part(occasion="party"), part(climate="hot")
    both = part(occasion="party", climate="hot")
    rows = catalogue.in_category("lipstick")
    np.testing.assert_allclose(both[rows], (party[rows] + hot[rows]) / 2, atol=1e-6)
