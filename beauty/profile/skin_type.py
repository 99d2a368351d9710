"""Skin type: the person's word, else a short quiz, and the photo as a whisper beside it.

People's own word for their skin matches measured oil poorly (Youn 2002), what they notice on it somewhat
better (Choi 2013), and a photo alone cannot establish a type. So evidence is added up as logarithms:
prior + answers + a little photo, for T-zone and U-zone at once. Where it is thin or divided, no type is
named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from beauty.measure.guess import ZonedGuess
from beauty.profile.quiz import SKIN_TYPES, ZONES, Quiz, load_quiz

# stated: their own word; weighed: evidence; the others say why no type is named
GROUNDS = ("stated", "weighed", "nothing_known", "photo_alone", "contradiction", "too_close")
# what a person's own word means for T-zone and U-zone
STATED_ZONES: Mapping[str, tuple[str, str]] = {
    "dry": ("dry", "dry"),
    "normal": ("normal", "normal"),
    "oily": ("oily", "oily"),
    "combination": ("oily", "normal"),
}
MOST_SHINE_STEPS = 2.0


@dataclass(frozen=True)
class SkinType:
    """What is thought of a person's skin, and how sure.

    label: dry, normal, oily, combination, or None when abstained; probabilities: dry, normal, oily of the
    whole face, sum 1; a combination lies half in each of its zones' types. zones: t_zone and u_zone, each
    dry, normal, oily or None. ranking: labels, the likeliest first (a stated one is alone). sources:
    "answers" and "photo" as far as they were used, the heavier first. ground: one of GROUNDS.
    """

    label: str | None
    probabilities: Mapping[str, float]
    zones: Mapping[str, str | None]
    ranking: tuple[str, ...]
    sources: tuple[str, ...]
    ground: str

    @property
    def abstained(self) -> bool:
        return self.label is None

    @property
    def sure(self) -> bool:
        """Whether there is a label and the person rather than the photo is its main source."""
        return self.label is not None and self.sources[:1] == ("answers",)


def fuse_skin_type(
    stated: str | None,
    quiz_answers: Mapping[str, object],
    photo: ZonedGuess | None = None,
    shine: Mapping[str, float] | None = None,
) -> SkinType:
    """Quiz first, image second; a stated word (dry, normal, oily, combination) wins outright.

    quiz_answers: question -> choice, others are passed over; shine: zone -> score 0..100, measured.
    """
    quiz = load_quiz()
    if stated is not None:
        return _stated(stated, quiz)
    said = quiz.weights(quiz_answers).sum(axis=0)
    seen = photo_evidence(photo, quiz) + shine_evidence(shine, quiz)
    joint = posterior(said + seen, quiz)
    divided = quiz.contradicts(quiz_answers)
    names = name_shares(joint, quiz)
    ranking = tuple(sorted(names, key=lambda name: -names[name]))
    sources = _sources(said, seen)
    ground = "weighed"
    if divided.any():
        ground = "contradiction"
    elif not sources:
        ground = "nothing_known"
    elif names[ranking[0]] < quiz.fusion.sure_face:
        ground = "too_close" if "answers" in sources else "photo_alone"
    return SkinType(
        label=ranking[0] if ground == "weighed" else None,
        probabilities=_type_shares(joint, quiz),
        zones=_zones(joint, np.ptp(said + seen, axis=1) * ~divided, quiz),
        ranking=ranking,
        sources=sources,
        ground=ground,
    )


def photo_evidence(photo: ZonedGuess | None, quiz: Quiz) -> np.ndarray:
    """What a photo says, (2, 3): half its look at the whole face, half at the zone, made small."""
    if photo is None:
        return np.zeros((len(ZONES), len(SKIN_TYPES)))
    looks = np.array(
        [
            [guess.probabilities[name] for name in SKIN_TYPES]
            for guess in (photo.whole, photo.t_zone, photo.u_zone)
        ]
    )
    logs = np.log(looks.clip(min=quiz.fusion.photo_floor))
    evidence: np.ndarray = quiz.fusion.photo * (logs[:1] + logs[1:]) / 2
    return evidence


def shine_evidence(shine: Mapping[str, float] | None, quiz: Quiz) -> np.ndarray:
    """What measured shine says, (2, 3): more of it speaks for oily and against dry, within bounds."""
    fusion = quiz.fusion
    scores = [(shine or {}).get(zone, fusion.shine_middle) for zone in ZONES]
    steps = (np.array(scores) - fusion.shine_middle) / fusion.shine_step
    steps = steps.clip(-MOST_SHINE_STEPS, MOST_SHINE_STEPS)
    return fusion.shine * np.outer(steps, [-1.0, 0.0, 1.0])


def posterior(evidence: np.ndarray, quiz: Quiz) -> np.ndarray:
    """Probability (3, 3) of every T-zone (down) with every U-zone (across), from log evidence (2, 3)."""
    logs = quiz.prior + evidence[0][:, None] + evidence[1][None, :]
    raised = np.exp(logs - logs.max())
    joint: np.ndarray = raised / raised.sum()
    return joint


def name_shares(joint: np.ndarray, quiz: Quiz) -> dict[str, float]:
    """Probability of each name a face can have; faces without a name belong to none."""
    shares = dict.fromkeys((*SKIN_TYPES, "combination"), 0.0)
    for row, names in zip(joint, quiz.faces, strict=True):
        for share, name in zip(row, names, strict=True):
            if name:
                shares[name] += float(share)
    return shares


def _type_shares(joint: np.ndarray, quiz: Quiz) -> Mapping[str, float]:
    """Dry, normal, oily: all of a face that bears that name, half of each zone of one that does not."""
    shares = dict.fromkeys(SKIN_TYPES, 0.0)
    for (t_zone, u_zone), share in np.ndenumerate(joint):
        name = quiz.faces[t_zone][u_zone]
        for one in (name, name) if name in shares else (SKIN_TYPES[t_zone], SKIN_TYPES[u_zone]):
            shares[one] += float(share) / 2
    return MappingProxyType(shares)


def _zones(joint: np.ndarray, evidence: np.ndarray, quiz: Quiz) -> Mapping[str, str | None]:
    """The type of each zone, where it is likely enough and `evidence` (2,) of its own speaks for it."""
    zones: dict[str, str | None] = {}
    for zone, shares, spread in zip(
        ZONES, (joint.sum(axis=1), joint.sum(axis=0)), evidence, strict=True
    ):
        sure = spread > 0 and shares.max() >= quiz.fusion.sure_zone
        zones[zone] = SKIN_TYPES[int(shares.argmax())] if sure else None
    return MappingProxyType(zones)


def _sources(said: np.ndarray, seen: np.ndarray) -> tuple[str, ...]:
    """Where the evidence comes from, the heavier first: by how far it tells the types of a zone apart."""
    weight = {"answers": np.ptp(said, axis=1).sum(), "photo": np.ptp(seen, axis=1).sum()}
    used = [source for source in weight if weight[source] > 0]
    return tuple(sorted(used, key=lambda source: -weight[source]))


def _stated(stated: str, quiz: Quiz) -> SkinType:
    zones = STATED_ZONES[stated]
    joint = np.zeros((len(SKIN_TYPES), len(SKIN_TYPES)))
    joint[SKIN_TYPES.index(zones[0]), SKIN_TYPES.index(zones[1])] = 1.0
    return SkinType(
        label=stated,
        probabilities=_type_shares(joint, quiz),
        zones=MappingProxyType(dict(zip(ZONES, zones, strict=True))),
        ranking=(stated,),
        sources=("answers",),
        ground="stated",
    )
