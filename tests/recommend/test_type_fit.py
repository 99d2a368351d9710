"""type_fit.toml: refused by name where it is wrong; unknown ingredients count as the mean."""

from pathlib import Path

import numpy as np
import pytest

from beauty.errors import SetupError
from beauty.recommend import own_catalogue
from beauty.recommend.type_fit import FILE, features, load_type_fit


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[position]", "[place]", "type_fit.toml: 'position'"),
        ("clay =", "mud_pie =", "type_fit.toml: group.mud_pie: no group of this name"),
        ("middle =", "middle = much #", "type_fit.toml"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str, said: str):
    text = FILE.read_text("utf-8")
    start = text.index("\n[axis]")  # the words of the head are not what is meant
    path = tmp_path / "type_fit.toml"
    path.write_text(text[:start] + text[start:].replace(old, new, 1), "utf-8")
    with pytest.raises(SetupError) as caught:
        load_type_fit(path)
    assert said in caught.value.message


def test_features_are_what_tags_lists_and_names_say():
    catalogue = own_catalogue()
    found = features(catalogue, ("tag.for_oily", "group.clay", "word.gel"))
    assert (found[:, 0] == (catalogue.tag("for_oily") == 1)).all()
    clay = catalogue.contains_group("clay")
    assert (found[catalogue.listed, 1] == clay[catalogue.listed]).all()
    mean = clay[catalogue.listed].mean()
    np.testing.assert_allclose(found[~catalogue.listed, 1], mean, rtol=1e-5)
    gel = ["gel" in name.lower().replace("-gel", "x").split() for name in catalogue.columns.names]
    assert (found[:, 2][gel] == 1).all()
