"""Why, on the page: what the colours mean, the ratios in plain sentences, and no stack trace ever."""

import logging

import gradio as gr
import numpy as np
import pytest

from beauty import Analysis, Beauty
from beauty.measure.geometry import ratio_ranges
from beauty.predict import Explanation, RatioReason
from beauty.predict.weights import ModelCard
from beauty.shown import number_of
from beauty.texts import Texts, load_texts
from beauty.ui.session import Session, Tab
from beauty.ui.show_why import WHY, show_why
from tests.ui.conftest import CARDS, filled
from tests.ui.test_html import Tags

REASONS = (
    RatioReason("jaw_to_cheekbone", 0.7612, -1.8, 0.2),
    RatioReason("jaw_angle_deg", 140.4, 0.9, -0.1),
    RatioReason("upper_third", 0.1949, 0.4, 0.05),
)
SHAPE = Explanation("heart", np.zeros((9, 9), np.float32), np.eye(2, 3), REASONS)
SKIN = Explanation("oily", np.zeros((9, 9), np.float32), np.eye(2, 3))


@pytest.fixture(params=["en", "zh"])
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


@pytest.fixture
def session(analysis: Analysis) -> Session:
    return Session(analysis.photo, analysis.faces, 0, analysis)


class Counting:
    """Stands for `Beauty`; counts how often it is asked to explain."""

    def __init__(self, beauty: Beauty, fails: bool = False) -> None:
        self.beauty, self.fails, self.asked = beauty, fails, 0

    def explain(self, analysis: Analysis, subject: str) -> Explanation:
        self.asked += 1
        if self.fails:
            raise RuntimeError("secret detail")
        return self.beauty.explain(analysis, subject)


def said(html: str) -> str:
    return Tags(html).said


def test_shape_is_explained_with_its_ratios():
    told = said(show_why(SHAPE, "shape_why", load_texts("en")))
    assert "speaks for heart. A hint, not a proof" in told
    for sentence in (
        "Your jaw is narrower for your cheekbones than average (0.76): speaks for heart.",
        "The corner of your jaw is softer than average (140°): speaks against heart.",
        "Your forehead takes more of the face's length than average (19%): speaks for heart.",
    ):
        assert sentence in told


def test_both_subjects_in_both_languages(texts: Texts):
    shape, skin = (show_why(*of, texts) for of in ((SHAPE, "shape_why"), (SKIN, "skin_why")))
    assert texts.get("page.shape_why", label=texts.get("shape.heart")) in said(shape)
    assert shape.count("<li") == len(REASONS)
    oily = texts.get("answer.skin_type.oily").lower()
    assert texts.get("page.skin_why", label=oily) in said(skin)
    assert "<li" not in skin
    for html in (shape, skin):
        assert texts.get("page.why_little") + texts.get("page.why_much") in said(html)


def test_a_hint_is_never_called_a_proof():
    for layer in WHY:
        assert "not a proof" in load_texts("en").get(f"page.{layer}", label="x")
        assert "不是证明" in load_texts("zh").get(f"page.{layer}", label="x")


def test_every_ratio_of_the_network_has_both_its_sentences(texts: Texts):
    for name in ModelCard.load("face_shape").values["ratios"]["names"]:
        less, more = (texts.get(f"reason.{name}.{way}") for way in ("less", "more"))
        assert less != more


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [("jaw_angle_deg", 136.6, "137°"), ("fifth_3", 0.236, "24%"), ("eye_spacing", 1.2, "1.20")],
)
def test_numbers_are_said_as_people_read_them(name: str, value: float, shown: str):
    assert name in ratio_ranges()
    assert number_of(name, value) == shown


def test_worked_out_when_looked_at_and_only_once(beauty: Beauty, session: Session):
    counting = Counting(beauty)
    for layer in ("measures", "guide", None):
        assert session.with_explanation(counting, WHY.get(layer)) is session
    assert counting.asked == 0
    seen = session.with_explanation(counting, "face_shape")
    again = seen.with_explanation(counting, "face_shape")
    assert again is seen
    assert counting.asked == 1
    both = seen.with_explanation(counting, "skin_type")
    assert set(both.explanations) == {"face_shape", "skin_type"}
    assert both.with_answers({"finish": "dewy"}).explanations is both.explanations
    assert session.explanations == {}, "a session is a value: the old one stays"


def test_another_photo_or_face_forgets_the_reasons(
    beauty: Beauty, session: Session, portrait: np.ndarray
):
    seen = session.with_explanation(beauty, "face_shape")
    assert seen.with_face(beauty, 0).explanations == {}
    assert seen.with_photo(beauty, portrait).explanations == {}
    assert Session().with_explanation(beauty, "face_shape").explanations == {}


@pytest.mark.parametrize("layer", WHY)
def test_page_shows_the_reason(layer: str, beauty: Beauty, session: Session, texts: Texts):
    seen = session.with_explanation(beauty, WHY[layer])
    html = filled(seen, layer, texts)["picture"]["value"]
    plain = filled(seen, "plain", texts)["picture"]["value"]
    assert Tags(html).attributes["alt"] == texts.get(f"page.alt_{layer}")
    assert Tags(html).attributes["src"] != Tags(plain).attributes["src"]
    assert texts.get("page.why_failed") not in said(html)


def test_failure_is_a_sentence_and_the_page_goes_on(
    beauty: Beauty, session: Session, texts: Texts, caplog: pytest.LogCaptureFixture
):
    failing = Counting(beauty, fails=True)
    with caplog.at_level(logging.ERROR):
        failed = session.with_explanation(failing, "skin_type")
    assert "skin_type could not be explained" in caplog.text
    shown = filled(failed, "skin_why", texts)
    assert said(shown["picture"]["value"]) == texts.get("page.why_failed")
    assert "secret detail" not in str(shown)
    assert all(shown[name]["value"] for name in CARDS)
    assert failed.with_explanation(failing, "skin_type") is failed
    assert failing.asked == 1


def test_choosing_the_layer_explains(app: gr.Blocks, session: Session):
    """The event of the layer chooser, as the browser calls it."""
    look = next(
        fn.fn
        for fn in app.fns.values()
        if any(of in app.blocks and app.blocks[of].elem_id == "layer" for of, _ in fn.targets)
    )
    tab = Tab()
    tab.session = session
    assert tab.session.explanations == {}
    updates = look(tab, "shape_why", "en")
    assert set(tab.session.explanations) == {"face_shape"}
    pictures = [str(update) for update in updates.values() if "shown" in str(update)]
    assert any("A hint, not a proof" in picture for picture in pictures)
