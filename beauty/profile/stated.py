"""What a person says of the own skin that a photo cannot decide: tone on the Monk scale, and sun type."""

from beauty.profile.profile import Profile

# Fitzpatrick's six types (1988, see assets/SOURCES.md) by what midday sun does to unprotected skin; the
# wording of the choices is our own
SUN_TYPES = {
    "burns_never_tans": "I",
    "burns_tans_little": "II",
    "sometimes_burns": "III",
    "rarely_burns": "IV",
    "very_rarely_burns": "V",
    "never_burns": "VI",
}


def picked_monk(profile: Profile) -> int | None:
    """The person's own pick on the Monk scale, 1..10; it is in charge of the photo's suggestion."""
    picked = profile.get("monk")
    return int(picked) if isinstance(picked, float) else None


def sun_type(profile: Profile) -> str | None:
    """Fitzpatrick type "I" to "VI", from the questionnaire alone."""
    answer = profile.get("sun_reaction")
    return SUN_TYPES.get(answer) if isinstance(answer, str) else None
