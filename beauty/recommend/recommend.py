"""From a profile to a plan."""

from dataclasses import replace
from functools import cache

import numpy as np

from beauty.catalogue import Catalogue
from beauty.knowledge import load_answer_fields
from beauty.profile import Profile
from beauty.recommend.candidates import Reason
from beauty.recommend.choice import PassedOver, ProductChoice
from beauty.recommend.feedback import Feedback, strangers
from beauty.recommend.judged import Judged
from beauty.recommend.makeup import plan_extras, plan_makeup
from beauty.recommend.meant import meant_by
from beauty.recommend.plan import MakeupStep, Plan
from beauty.recommend.products import choose_products
from beauty.recommend.routine import plan_routine
from beauty.recommend.shade_plan import with_shades


def recommend(
    profile: Profile, catalogue: Catalogue | None = None, feedback: Feedback | None = None
) -> Plan:
    """Make-up steps, routine and notes for what is known about a person; with a catalogue, products.

    feedback: to products and shades shown before, beside what the profile's answers hold of it.
    """
    profile = feedback.told_to(profile) if feedback else profile
    morning, evening, excluded = plan_routine(profile)
    care = Plan(plan_makeup(profile), morning, evening, excluded, tuple(_notes(profile)))
    care = replace(care, extras=plan_extras(profile), signs=profile.words("see_doctor"))
    if catalogue is None:
        return care
    judged = Judged.of(profile, catalogue)
    products = choose_products(judged, (*morning, *evening))
    makeup = with_shades(care.makeup, judged, _spent(products, judged))
    return replace(
        care,
        makeup=makeup,
        products=products,
        notes=("prices", *care.notes),
        unread=_unread(profile, catalogue),
        unused=_unused(products, makeup, judged),
        strangers=strangers(Feedback.of(profile), catalogue),
    )


@cache
def own_catalogue() -> Catalogue:
    """The catalogue that comes with the app, read once."""
    return Catalogue.load()


def _spent(products: tuple[ProductChoice, ...], judged: Judged) -> float:
    """What the routine's products cost, less those at home."""
    rows = [judged.catalogue.row_of(one.best.product_id) for one in products if one.best]
    return float(sum(np.nan_to_num(judged.price[row]) for row in rows if row is not None))


def _unused(
    products: tuple[ProductChoice, ...], makeup: tuple[MakeupStep, ...], judged: Judged
) -> tuple[PassedOver, ...]:
    """What is at home but not in the plan: the rule that keeps it out, or that no step needs it."""
    used = {one.best.product_id for one in products if one.best}
    used |= {pick.product_id for step in makeup for pick in step.colors.shades if pick.product_id}
    rows = map(int, np.flatnonzero(judged.owned))
    kept = (judged.catalogue.product(row) for row in rows)
    return tuple(
        PassedOver(one.id, one.brand, one.name, judged.barred.reason(one.row) or Reason("unneeded"))
        for one in kept
        if one.id not in used
    )


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
