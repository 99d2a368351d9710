"""People who never were: answers drawn at random, for what is counted or checked over many of them."""

from collections.abc import Iterator, Sequence

import numpy as np

from beauty.knowledge import load_answer_fields

# Words that such people are allergic to or avoid, in English and Chinese.
WORDS = (
    *("limonene", "Linalool", "fragrance", "香精", "nuts", "坚果", "lanolin", "soy", "parabens"),
    *("silicones", "essential oils", "beeswax", "niacinamide", "retinol", "shea"),
    *("Phenoxyethanol", "propylene glycol", "no sulfates please"),
)
# Answer -> how often it is given; a flag that is given is true.
FLAGS = {
    **dict.fromkeys(("pregnant", "retinoid_in_use", "acne_treatment"), 0.15),
    **dict.fromkeys(("sensitive", "fragrance_free", "vegan"), 0.22),
    **dict.fromkeys(("alcohol_free", "cruelty_free"), 0.1),
}
CHOICES = {
    **dict.fromkeys(("skin_type", "routine_length", "currency", "finish", "coverage"), 0.6),
    **dict.fromkeys(("age_band", "climate", "season", "skin_depth", "undertone"), 0.6),
    **dict.fromkeys(("occasion", "style"), 0.5),
}
LISTS = {"allergies": (0.35, 2), "avoid": (0.35, 2)}
LISTS |= {"colours_liked": (0.3, 2), "colours_disliked": (0.3, 2)}
NUMBERS = {"budget_each": (0.4, 8, 90), "budget_total": (0.4, 15, 250)}
NUMBERS |= {"time_available": (0.3, 3, 40), "monk": (0.4, 1, 11)}
MOST_CONCERNS = 3


def profiles(seed: int, size: int, words: Sequence[str] = WORDS) -> Iterator[dict[str, object]]:
    """Answers of `size` people, drawn so that every answer that counts is given often.

    words: what they are allergic to or avoid. The draws are independent of each other, which those of
    real people are not: this is for finding faults and gaps, not for telling what is usual.
    """
    draw, fields = np.random.default_rng(seed), load_answer_fields()
    concerns = fields["concerns"].choices
    for _ in range(size):
        given: dict[str, object] = {
            flag: True for flag, often in FLAGS.items() if draw.random() < often
        }
        for name, often in CHOICES.items():
            if draw.random() < often:
                given[name] = str(draw.choice(fields[name].choices))
        few = draw.integers(0, MOST_CONCERNS + 1)
        given["concerns"] = [str(one) for one in draw.choice(concerns, few, replace=False)]
        for name, (often, most) in LISTS.items():
            if draw.random() < often:
                pick = draw.choice(
                    fields[name].choices or words, draw.integers(1, most + 1), replace=False
                )
                given[name] = [str(one) for one in pick]
        for name, (often, low, high) in NUMBERS.items():
            if draw.random() < often:
                given[name] = int(draw.integers(low, high))
        yield given
