"""Own words in a profile: behind the form's fields, before the photo, and less what was taken back."""

from beauty import Analysis
from beauty.profile import Fact, Profile, heard


def test_words_are_facts_of_their_own_source():
    profile = Profile.of(None, {"text": "oily skin, wedding, hate glitter"})
    assert profile.facts["skin_type"] == Fact("oily", "words")
    assert profile.facts["occasion"] == Fact("wedding", "words")
    assert profile.words("colours_disliked") == ("glitter",)
    assert profile.skin_type.ground == "stated"
    assert len(profile.understood.chips) == 3


def test_the_form_comes_before_the_words():
    profile = Profile.of(
        None, {"text": "oily skin, pregnant", "skin_type": "dry", "pregnant": False}
    )
    assert profile.facts["skin_type"] == Fact("dry", "answers")
    assert profile.facts["pregnant"] == Fact(False, "answers")


def test_the_words_come_before_the_photo(analysis: Analysis):
    shape = next(name for name in analysis.shape.probabilities if name != analysis.shape.top2[0])
    said = {"heart": "heart shaped face", "oblong": "long face"}.get(shape, f"{shape} face")
    profile = Profile.of(analysis, {"text": said})
    assert profile.facts["face_shape"] == Fact(shape, "words")


def test_lists_hold_what_both_say():
    profile = Profile.of(
        None, {"text": "allergic to limonene", "allergies": ["nickel", "Limonene"]}
    )
    assert profile.words("allergies") == ("nickel", "Limonene")
    both = Profile.of(None, {"text": "allergic to limonene", "allergies": ["nickel"]})
    assert both.words("allergies") == ("nickel", "Limonene")
    assert both.facts["allergies"].source == "answers"


def test_what_was_taken_back_is_not_known():
    given = {
        "text": "redness, fine lines, vegan",
        "taken_back": ["concerns=wrinkles", "vegan=true"],
    }
    profile = Profile.of(None, given)
    assert profile.words("concerns") == ("redness",)
    assert profile.get("vegan") is None
    assert [chip.key for chip in profile.understood.chips] == ["concerns=redness"]


def test_without_words_nothing_is_heard():
    assert heard({}).chips == ()
    assert heard({"text": ""}).chips == ()
    assert heard({"taken_back": ("vegan=true",)}).chips == ()
