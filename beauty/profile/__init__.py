"""What is known about a person, from answers first and from the photo second."""

from beauty.profile.eye_shape import eyes_json
from beauty.profile.own_words import heard
from beauty.profile.profile import Fact, Profile, Value
from beauty.profile.quiz import SKIN_TYPES, ZONES, load_quiz
from beauty.profile.skin_type import GROUNDS, SkinType, fuse_skin_type
from beauty.profile.stated import SUN_TYPES, picked_monk, sun_type

__all__ = [
    "GROUNDS",
    "SKIN_TYPES",
    "SUN_TYPES",
    "ZONES",
    "Fact",
    "Profile",
    "SkinType",
    "Value",
    "eyes_json",
    "fuse_skin_type",
    "heard",
    "load_quiz",
    "picked_monk",
    "sun_type",
]
