"""What the page says of how often a network is right comes from its card, or not at all."""

from collections.abc import Iterator, Mapping

import pytest

from beauty.predict import reliability
from beauty.predict.weights import ModelCard

CARD = ModelCard.load("face_shape")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    reliability.right_when_given.cache_clear()
    yield
    reliability.right_when_given.cache_clear()


@pytest.mark.parametrize(
    ("metrics", "right"),
    [
        ({"held_out": {"accuracy_when_given": 0.71}, "men": {"accuracy_when_given": 0.4}}, 0.71),
        ({"held_out": {"accuracy": 0.6}, "other": {"accuracy_when_given": 0.7}}, 0.7),
        ({"held_out": {"accuracy": 0.6}}, None),
        ({"held_out": {"accuracy_when_given": float("nan")}}, None),
        ({}, None),
    ],
)
def test_the_card_s_first_group_that_tells_counts(
    metrics: Mapping[str, object], right: float | None, monkeypatch: pytest.MonkeyPatch
):
    card = ModelCard(
        CARD.name, CARD.file, CARD.sha256, CARD.frame, CARD.labels, {"metrics": metrics}
    )
    monkeypatch.setattr(reliability.ModelCard, "load", lambda name: card)
    assert reliability.right_when_given("face_shape") == right


def test_the_real_card_is_read():
    for name in ("face_shape", "skin_type"):
        right = reliability.right_when_given(name)
        told = [
            group.get("accuracy_when_given")
            for group in ModelCard.load(name).values["metrics"].values()
        ]
        assert right in told if right is not None else not any(x and x <= 1 for x in told)
