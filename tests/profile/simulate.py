"""People whose skin type we know because we made them up: do answers and photo find it again?

`python -m tests.profile.simulate` prints the tables of docs/skin_type.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from beauty.measure.guess import Guess, ZonedGuess
from beauty.profile.quiz import SKIN_TYPES, Quiz, load_quiz
from beauty.profile.skin_type import fuse_skin_type, photo_evidence, posterior

NOISES = (0.0, 0.2, 0.4)  # shares of answers given at random
PHOTO_RIGHT = 0.5  # how often the photo's first guess is right, and how sure it says it is
SEEDS, PEOPLE = range(30), 100


@dataclass(frozen=True)
class Person:
    """zones: true types of T-zone and U-zone; what they answered and what their photo seems to show."""

    zones: tuple[int, int]
    answers: Mapping[str, object]
    photo: ZonedGuess


def people(seed: int, noise: float, photo_right: float = PHOTO_RIGHT) -> Iterator[Person]:
    """PEOPLE drawn from the quiz's own prior and likelihoods; a `noise` share of answers is random.

    The photo always claims to be right with PHOTO_RIGHT, and is with `photo_right`.
    """
    quiz, random, camera = (
        load_quiz(),
        np.random.default_rng(seed),
        np.random.default_rng((seed, 1)),
    )
    for pair in random.choice(9, PEOPLE, p=np.exp(quiz.prior).ravel()):
        zones = (int(pair) // 3, int(pair) % 3)
        answers = {name: random_answer(quiz, name, zones, noise, random) for name in quiz.questions}
        whole = zones[int(camera.integers(2))]
        looks = [photo_guess(true, photo_right, camera) for true in (whole, *zones)]
        yield Person(zones, answers, ZonedGuess(*looks))


def random_answer(
    quiz: Quiz, name: str, zones: tuple[int, int], noise: float, random: np.random.Generator
) -> str:
    """What somebody with these zones answers: by the product of both zones' likelihoods, or at random."""
    choices = quiz.questions[name]
    likely = np.exp([weights[0, zones[0]] + weights[1, zones[1]] for weights in choices.values()])
    shares = (1 - noise) * likely / likely.sum() + noise / len(choices)
    return str(random.choice(list(choices), p=shares))


def photo_guess(true: int, right: float, random: np.random.Generator) -> Guess:
    others = [one for one in range(3) if one != true]
    seen = true if random.random() < right else int(random.choice(others))
    shares = np.full(3, (1 - PHOTO_RIGHT) / 2)
    shares[seen] = PHOTO_RIGHT
    return Guess.of(SKIN_TYPES, shares, threshold=0.6)


def judged(evidence: np.ndarray, zones: tuple[int, int], quiz: Quiz) -> tuple[float, float]:
    """Share of the zones whose likeliest type is the true one, named or not; log probability of both."""
    joint = posterior(evidence, quiz)
    found = (int(joint.sum(axis=1).argmax()), int(joint.sum(axis=0).argmax()))
    return share_right(found, zones), float(np.log(joint[zones]))


def share_right(found: tuple[int, int], zones: tuple[int, int]) -> float:
    return float(np.mean([a == b for a, b in zip(found, zones, strict=True)]))


def photo_alone(photo: ZonedGuess) -> tuple[int, int]:
    """The photo's own first guess for each zone, as if it were taken at its word."""
    first = (photo.t_zone.top2[0], photo.u_zone.top2[0])
    return SKIN_TYPES.index(first[0]), SKIN_TYPES.index(first[1])


def measured(noise: float, photo_right: float = PHOTO_RIGHT) -> dict[str, np.ndarray]:
    """By seed: share of zones right by "photo", "quiz" and "both"; the log probability that "both" gives
    to the truth beyond what the quiz gives, as "log_gain"."""
    quiz, rows = load_quiz(), []
    for seed in SEEDS:
        seeds = []
        for one in people(seed, noise, photo_right):
            said = quiz.weights(one.answers).sum(axis=0)
            alone, alone_log = judged(said, one.zones, quiz)
            both, both_log = judged(said + photo_evidence(one.photo, quiz), one.zones, quiz)
            photo = share_right(photo_alone(one.photo), one.zones)
            seeds.append((photo, alone, both, both_log - alone_log))
        rows.append(np.mean(seeds, axis=0))
    names = ("photo", "quiz", "both", "log_gain")
    return dict(zip(names, np.transpose(rows), strict=True))


def labels(noise: float) -> tuple[float, float]:
    """Share of people who get a label from answers and photo; share of those labels that are right."""
    quiz, given, right = load_quiz(), 0, 0
    for seed in SEEDS:
        for one in people(seed, noise):
            label = fuse_skin_type(None, one.answers, one.photo).label
            given += label is not None
            right += label == (quiz.faces[one.zones[0]][one.zones[1]] or "no name")
    return given / (len(SEEDS) * PEOPLE), right / given


def main() -> None:
    print("| random answers | photo | quiz | both | gain | log gain | labelled | labels right |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    for noise in NOISES:
        given, right = (100 * share for share in labels(noise))
        print(f"| {100 * noise:.0f}% | {row(measured(noise))} | {given:.0f}% | {right:.0f}% |")
    print("\n| photo right | photo | quiz | both | gain | log gain |\n|--:|--:|--:|--:|--:|--:|")
    for photo_right in (1 / 3, 0.5, 0.7):
        print(f"| {100 * photo_right:.0f}% | {row(measured(0.2, photo_right))} |")


def row(found: dict[str, np.ndarray]) -> str:
    """Means over seeds; the gain with its standard error."""
    photo, quiz, both = (100 * found[name].mean() for name in ("photo", "quiz", "both"))
    gains = 100 * (found["both"] - found["quiz"])
    error = gains.std(ddof=1) / np.sqrt(len(gains))
    return (
        f"{photo:.1f}% | {quiz:.1f}% | {both:.1f}% | {gains.mean():+.1f} ± {error:.1f} "
        f"| {found['log_gain'].mean():+.3f}"
    )


if __name__ == "__main__":
    main()
