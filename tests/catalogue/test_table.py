"""Ingredients are found by any of their names, and groups hold whom they should."""

import numpy as np
import pytest

from beauty.catalogue import Catalogue
from beauty.catalogue.inci import key
from beauty.catalogue.table import load_aliases
from beauty.knowledge.groups import load_ingredient_groups

SAME = {
    "LIMONENE": ("limonene", "d-Limonene", "柠檬烯", "LIMONENE*"),
    "AQUA": ("Water", "Eau", "Aqua (Water)", "Aqua/Water/Eau", "水"),
    "PARFUM": ("fragrance", "Parfum (Fragrance)", "香精"),
    "SALICYLIC ACID": ("bha", "水杨酸", "Salicylic  acid", "Salicilic Acid"),
    "RETINOL": ("vitamin A", "视黄醇"),
    "NIACINAMIDE": ("烟酰胺", "nicotinamide", "vitamin b3"),
    "BUTYL METHOXYDIBENZOYLMETHANE": ("Avobenzone",),
    "BUTYROSPERMUM PARKII BUTTER": ("shea butter", "Butyrospermum Parkii (Shea) Butter"),
    "CI 19140": ("FD&C Yellow No. 5", "Yellow 5 Lake", "CI 19140 (Yellow 5)"),
}


@pytest.mark.parametrize(("inci", "names"), SAME.items())
def test_one_ingredient_has_many_names(catalogue: Catalogue, inci: str, names: tuple[str, ...]):
    known = catalogue.ingredients
    found = {name: known.resolve(name) for name in names}
    assert {
        name: row is not None and known.names[row] for name, row in found.items()
    } == dict.fromkeys(names, inci)


@pytest.mark.parametrize("name", ["", "  ", "moonlight", "nothing at all", "你好"])
def test_what_is_no_ingredient_is_none_and_means_none(catalogue: Catalogue, name: str):
    assert catalogue.ingredients.resolve(name) is None
    assert not catalogue.ingredients.mask_of(name).any()


def test_a_word_means_all_that_a_person_means_by_it(catalogue: Catalogue):
    known = catalogue.ingredients

    def meant(text: str) -> set[str]:
        return {known.names[row] for row in np.flatnonzero(known.mask_of(text))}

    assert {"LANOLIN", "LANOLIN ALCOHOL", "HYDROGENATED LANOLIN"} <= meant("lanolin")
    assert {"PRUNUS AMYGDALUS DULCIS OIL", "MACADAMIA TERNIFOLIA SEED OIL"} <= meant("坚果")
    assert {"RETINOL", "RETINYL PALMITATE", "HYDROXYPINACOLONE RETINOATE"} <= meant("retinoids")
    assert "ALCOHOL DENAT." in meant("alcohol")
    assert not {"CETYL ALCOHOL", "BENZYL ALCOHOL", "CETEARYL ALCOHOL"} & meant("alcohol")


MEMBERS = {
    "retinoid": ({"RETINAL", "RETINYL PALMITATE", "SODIUM RETINOYL HYALURONATE"}, {"BAKUCHIOL"}),
    "bha": (
        {"SALICYLIC ACID", "SODIUM SALICYLATE"},
        {"ETHYLHEXYL SALICYLATE", "BENZYL SALICYLATE"},
    ),
    "aha": ({"GLYCOLIC ACID", "LACTIC ACID"}, {"CITRIC ACID", "HYALURONIC ACID"}),
    "hydroquinone": ({"HYDROQUINONE"}, {"TBHQ", "ALPHA-ARBUTIN"}),
    "fragrance_allergen": (
        {"LIMONENE", "CITRAL", "BENZYL ALCOHOL", "CANANGA ODORATA FLOWER OIL"},
        {"BHT", "GLYCERIN"},
    ),
    "bee": ({"CERA ALBA", "MEL"}, {"SYNTHETIC BEESWAX", "MELIA AZADIRACHTA LEAF EXTRACT"}),
    "animal": ({"CHOLESTEROL", "LACTIS PROTEINUM"}, {"GLYCERIN", "STEARIC ACID"}),
    "nut": ({"JUGLANS REGIA SEED EXTRACT"}, {"COCOS NUCIFERA OIL", "PISTACIA LENTISCUS GUM"}),
    "essential_oil": ({"LAVANDULA ANGUSTIFOLIA OIL"}, {"SIMMONDSIA CHINENSIS SEED OIL"}),
    "uv_filter": ({"HOMOSALATE", "ZINC OXIDE"}, {"MICA"}),
    "eu_prohibited": ({"BUTYLPHENYL METHYLPROPIONAL"}, {"LIMONENE"}),
}


@pytest.mark.parametrize("group", MEMBERS)
def test_groups_hold_whom_they_should(catalogue: Catalogue, group: str):
    known, (inside, outside) = catalogue.ingredients, MEMBERS[group]
    members = {known.names[row] for row in np.flatnonzero(known.groups[group])}
    assert inside <= members
    assert not outside & members


def test_annex_three_is_whole_and_in_its_own_words(catalogue: Catalogue):
    labels = set(catalogue.ingredients.allergens.values())
    assert len(labels) == 81  # entries whose restrictions ask for the name on the list
    assert {"84 Linalool", "88 Limonene", "70 Citral", "366 Rose Flower Oil/Extract"} <= labels
    rows = catalogue.ingredients.groups["fragrance_allergen"]
    assert set(np.flatnonzero(rows & catalogue.ingredients.known)) >= set(
        catalogue.ingredients.allergens
    )


def test_every_other_name_leads_to_its_ingredient(catalogue: Catalogue):
    known = catalogue.ingredients
    for name, others in load_aliases().items():
        row = known.resolve(name)
        assert row is not None and key(known.names[row]) == key(name)
        assert {known.resolve(other) for other in others} <= {row}


def test_names_nobody_knows_can_be_added_and_keep_their_groups(catalogue: Catalogue):
    known = catalogue.ingredients
    more = known.extended(["Moon Dust", "Granny's Retinol Blend"])
    assert more.names[: len(known.names)] == known.names
    assert more.groups["retinoid"][-2:].tolist() == [False, True]
    assert more.known[-2:].tolist() == [False, False]
    assert more.resolve("moon dust") == len(known.names)
    assert set(more.groups) == set(load_ingredient_groups().groups)
