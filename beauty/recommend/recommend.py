"""From a profile to a plan."""

from dataclasses import replace
from functools import cache

from beauty.catalogue import Catalogue
from beauty.knowledge import load_answer_fields
from beauty.profile import Profile
from beauty.recommend.makeup import plan_makeup
from beauty.recommend.meant import meant_by
from beauty.recommend.plan import Plan
from beauty.recommend.products import choose_products
from beauty.recommend.routine import plan_routine
from beauty.recommend.shade_plan import with_shades


def recommend(profile: Profile, catalogue: Catalogue | None = None) -> Plan:
    """Make-up steps, routine and notes for what is known about a person; with a catalogue, products."""
    morning, evening, excluded = plan_routine(profile)
    care = Plan(plan_makeup(profile), morning, evening, excluded, tuple(_notes(profile)))
    if catalogue is None:
        return care
    products = choose_products(profile, catalogue, (*morning, *evening))
    spent = sum(one.best.price or 0.0 for one in products if one.best)
    makeup = with_shades(care.makeup, profile, catalogue, spent)
    notes = ("prices", *care.notes)
    unread = _unread(profile, catalogue)
    return replace(care, makeup=makeup, products=products, notes=notes, unread=unread)


@cache
def own_catalogue() -> Catalogue:
    """The catalogue that comes with the app, read once."""
    return Catalogue.load()


def _unread(profile: Profile, catalogue: Catalogue) -> tuple[str, ...]:
    """Words of the lists of allergies and of things to avoid that no ingredient is meant by."""
    said = (*profile.words("allergies"), *profile.words("avoid"))
    table = catalogue.ingredients
    return tuple(dict.fromkeys(word for word in said if not meant_by(word, table).any()))


def _notes(profile: Profile) -> list[str]:
    shape = profile.facts.get("face_shape")
    notes = ["shape_from_photo"] if shape and shape.source == "photo" and shape.sure else []
    if shape and not shape.sure:
        notes.append("shape_unsure")
    if not profile.get("skin_type"):
        notes.append("skin_type_unknown")
    if not profile.words("concerns"):
        notes.append("no_concerns")
    if profile.says("pregnant"):
        notes.append("pregnant")
    if profile.says("retinoid_in_use") or profile.says("acne_treatment"):
        notes.append("retinoid_in_use")
    if profile.words("avoid") or profile.words("allergies"):
        notes.append("avoid_labels")
    if profile.says("fragrance_free"):
        notes.append("fragrance_free")
    unused = [name for name, field in load_answer_fields().items() if not field.used]
    notes += [f"unused_{name}" for name in unused if profile.get(name)]
    return [*notes, "patch_test", "doctor"]
