"""The wording: complete in both languages, nothing unused. (What none may say: test_claims.py.)"""

import ast
import re
import sys
from collections.abc import Iterator
from string import Formatter

import pytest

from beauty.booklet import KINDS as KINDS_OF_REPORT
from beauty.booklet.trust import SOURCES, SURE, UNTESTED
from beauty.catalogue.shop import REFUSALS
from beauty.color.tone import ITA_CLASSES
from beauty.concerns.concern import NAMES, NO_NUMBER
from beauty.concerns.measure import MEASURES
from beauty.concerns.scales import load_rules
from beauty.draw.layers import SHOWN_REGIONS, plain_name
from beauty.knowledge import load_answer_fields, load_care, load_makeup_rules
from beauty.knowledge.circumstances import load_circumstances
from beauty.knowledge.groups import load_ingredient_groups
from beauty.knowledge.rules import BASES, EXTRAS, PRODUCTS, SLOTS, STEPS, TIMES, TOOLS
from beauty.light.advice import CODES as LIGHT_ADVICE
from beauty.light.card import KINDS
from beauty.light.light import DIRECTIONS, HARDNESS
from beauty.measure.skin_color import SKIN_REGIONS
from beauty.paths import ROOT
from beauty.predict.weights import ModelCard
from beauty.profile import GROUNDS, ZONES
from beauty.quality import FRAMINGS
from beauty.quality.thresholds import load_limits
from beauty.recommend.candidates import PRESCRIBED, WISHES
from beauty.recommend.feedback import VERDICTS
from beauty.recommend.reasons import TOLD_FROM, TOLD_OF_ITSELF
from beauty.recommend.shade_pick import SHADE_NOTES
from beauty.recommend.shades import SIDES
from beauty.recommend.shades import WORDS as SHADE_WORDS
from beauty.shown import LIKELIHOODS, SHARED_OUT, SHOWN_RATIOS
from beauty.skin.coloring import PARTS as COLORED
from beauty.skin.constants import load_constants as seasons
from beauty.texts import Texts, languages, load_texts
from beauty.tryon import load_looks
from beauty.tryon.products import load_products
from beauty.tryon.worn import REASONS as REASONS_UNREAD
from beauty.ui.camera_panel import LIGHTS
from beauty.ui.layout import RESULTS
from beauty.ui.show_face import LAYERS
from beauty.ui.show_steps import STEPS as ANALYSIS_STEPS
from beauty.ui.show_why import WHY

LANGUAGES = languages()
# The contract's codes of refusals, and the one of a wrong answer or option.
ERRORS = (
    *("unreadable", "unsupported_format", "too_large", "too_small", "no_face", "several_faces"),
    *("face_too_small", "face_cut_off", "large_angle", "too_dark", "too_bright", "blurred"),
    *("internal", "usage"),
)
DOORS = (
    *("not_signed_in", "foreign_site", "not_found", "not_allowed", "too_many_requests"),
    *("busy", "page_busy"),
)
CARDS = ("card_outside", "card_clipped", "card_dark", "card_uneven", "card_coloured")
QUALITY = (
    *("small_face", "cut_off", "turned_yaw", "turned_pitch", "tilted", "dark", "bright"),
    *("soft_focus", "one_sided_light", "covered_forehead", "glasses", "several_faces"),
)
EXCLUSIONS = (*("allergy", "avoid", "pregnancy", "ask_in_pregnancy", "retinoid_in_use", "not_yet"),)
NOTES = (
    *("shape_from_photo", "shape_unsure", "skin_type_unknown", "no_concerns", "pregnant"),
    *("retinoid_in_use", "fragrance_free", "avoid_labels", "patch_test", "doctor", "prices"),
)
STARTED = tuple(
    name
    for name, group in load_ingredient_groups().groups.items()
    if group.strong and not group.eu_prohibited
)
TOLD = ("evidence", "holds", "spf", "turn")  # of a product, see recommend/reasons.py
PRODUCT = ("missing_none", "missing_budget", "price", "no_price", "or", "why_not")
BARRED = (  # why a product is out, see recommend/candidates.py and others.py
    *("eu_prohibited", "eu_max", "pregnancy", "pregnancy_peel", "ask_in_pregnancy", "allergy"),
    *("avoid", *PRESCRIBED, "unlisted", "budget", "price_unknown", "conflict", "two_strong"),
    *("out_of_stock", "disliked", "unneeded"),
    *WISHES,
    *(f"{wish}_not_stated" for wish in WISHES),
)
REASONS = (  # why a file could not be read, as a photo or as numbers to compare with
    *("damaged", "no_such_file", "not_a_file"),
    *("not_feedback", "not_numbers", "several_analyses", "other_schema", "photo_was_refused"),
    *("no_concerns", "no_number", *REFUSALS),
)
WORDS = ("less", "about", "more")  # where a score lies among faces
TABLES = ("concern.limit", "concern.part")  # named in code, filled in from codes
CHANGES = ("less", "same", "more")
PARTS = ("red", "brown")  # of spots
MADE_LOOKS = ("plan", "copied")  # looks that the app itself makes
UNDERTONES = ("cool", "neutral", "warm")
SKIN_TYPE_SOURCES = ("answers", "answers_photo", "photo_answers", "photo")

CHINESE = "一-鿿"


def constants_passed_to(*functions: str, folder: str) -> set[str]:
    """First arguments written as plain strings in calls of these functions below beauty/<folder>."""
    found = set()
    for path in (ROOT / "beauty" / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if name in functions and isinstance(first, ast.Constant):
                found.add(str(first.value))
    return found


def page_keys() -> Iterator[str]:
    """Keys under page. that the page's code writes out, and those it puts together from lists."""
    for path in (ROOT / "beauty" / "ui").glob("*.py"):
        found = re.findall(
            r'"((?:page|concern|progress|feedback|similar)\.\w+)"', path.read_text("utf-8")
        )
        yield from (key for key in found if key not in TABLES)
    yield from (f"page.tab_{name}" for name in RESULTS)
    yield from (f"page.step_{name}" for name in ANALYSIS_STEPS)
    yield from (f"page.camera_{name}" for name in (*FRAMINGS, *LIGHTS, "countdown", "retake"))
    yield from (f"page.layer_{name}" for name in LAYERS)
    yield from (f"page.alt_{name}" for name in (*LAYERS, "faces"))
    yield from (f"page.{name}" for name in WHY)
    yield from (f"page.why_{part}" for part in ("for", "against", "little", "much"))
    yield from (f"page.empty_{number}" for number in (1, 2, 3))
    yield from (f"page.{time}" for time in TIMES)
    yield from (f"page.light_from_{word}" for word in (*DIRECTIONS, "unknown"))
    yield from (f"page.light_{word}" for word in HARDNESS)
    yield from (f"page.card_{kind}" for kind in KINDS)


def report_keys() -> Iterator[str]:
    """Keys under booklet. that the report's code writes out, and those it puts together from lists."""
    for path in (
        *(ROOT / "beauty/booklet").glob("*.py"),
        *(ROOT / "beauty/ui").glob("*report*.py"),
    ):
        yield from re.findall(r'"(booklet\.\w+)"', path.read_text("utf-8"))
    yield from (f"booklet.month.{number}" for number in range(1, 13))
    yield from (f"booklet.sure_{name}" for name in SURE)
    yield from (f"booklet.untested_{name}" for name in UNTESTED)
    yield from (f"booklet.source_{name}" for name in SOURCES)
    yield from (f"booklet.{key}_heading" for key in ("untested", "sources"))
    yield from (f"booklet.{kind}" for kind in KINDS_OF_REPORT)


def data_keys() -> Iterator[str]:
    """Keys that the rules, ingredients and answers of assets/ ask for."""
    for rule in load_makeup_rules():
        yield from (f"rule.{rule.id}.{part}" for part in ("how", "why"))
    for care in load_care().rules:
        yield from (f"care.{care.id}.{part}" for part in ("how", "why"))
    yield from (f"remark.{row.id}" for row in load_circumstances().remarks)
    for name in load_care().ingredients:
        yield from (f"ingredient.{name}.{part}" for part in ("name", "how", "why"))
    for field in load_answer_fields().values():
        if field.name == "see_doctor":  # not asked, but heard in own words
            yield from (f"answer.see_doctor.{choice}" for choice in field.choices)
            yield from ("chip.see_doctor", "note.see_doctor")
        if not field.asked:
            continue
        yield f"answer.{field.name}.label"
        yield from (f"answer.{field.name}.{choice}" for choice in field.choices)
        if field.kind in ("words", "text"):
            yield f"answer.{field.name}.hint"
        if field.kind != "text" and not field.name.startswith("quiz_"):
            yield f"chip.{field.name}"  # what own words can give
    yield from ("chip.not", "note.unused", "step.optional")


def code_keys() -> Iterator[str]:
    """Keys for the codes and names that the engine itself gives out."""
    yield from (f"error.{code}.{part}" for code in ERRORS for part in ("message", "advice"))
    yield from (f"error.reason.{reason}" for reason in REASONS)
    yield from (f"quality.{code}" for code in QUALITY)
    yield from (f"quality.expression_{name}" for name in load_limits()["expression"])
    yield from (f"step.{step}" for step in (*STEPS, *EXTRAS))
    yield from (f"product_kind.{kind}" for kind in PRODUCTS)
    yield from (f"tool.{tool}" for tool in TOOLS)
    yield from (f"slot.{slot}" for slot in (*SLOTS, "with_ingredient"))
    yield from (f"basis.{basis}" for basis in BASES)
    yield from (f"exclusion.{reason}" for reason in EXCLUSIONS)
    yield from (f"note.{note}" for note in (*NOTES, "unread", "strangers"))
    yield from (f"barred.{reason}" for reason in BARRED)
    yield from (f"why.{why}" for why in (*TOLD, *TOLD_OF_ITSELF, *TOLD_FROM))
    yield from (f"feedback.{verdict}" for verdict in VERDICTS)
    yield from (f"similar.{found}" for found in ("none", "unknown"))
    yield from (f"start.{start}" for start in (*STARTED, "other", "second"))
    yield from (f"product.{name}" for name in PRODUCT)
    yield from (f"shade.{name}" for name in (*SHADE_WORDS, *SIDES, "match", "elsewhere"))
    yield from (f"shade.note_{note}" for note in SHADE_NOTES)
    shape = ModelCard.load("face_shape")
    yield from (f"shape.{label}" for label in shape.labels)
    for name in shape.values["ratios"]["names"]:
        yield from (f"reason.{name}.{way}" for way in ("less", "more"))
    yield from (f"ita.{name}" for name in (*(name for _, name in ITA_CLASSES), "dark"))
    yield from (f"undertone.{name}" for name in UNDERTONES)
    yield from (f"light.{code}" for code in LIGHT_ADVICE)
    yield from (f"coloring.{name}" for name in (*COLORED, "low", "medium", "high"))
    yield from (f"season.{name}" for name in ("note", *seasons().seasons.values()))
    yield from (f"error.{code}.{part}" for code in CARDS for part in ("message", "advice"))
    yield from (f"likelihood.{word}" for word, _ in LIKELIHOODS)
    yield from (f"skin_type.{name}" for name in (*GROUNDS, *ZONES, "zone_unsure"))
    yield from (f"skin_type.from_{sources}" for sources in SKIN_TYPE_SOURCES)
    regions = {*SKIN_REGIONS, *(plain_name(name) for name in SHOWN_REGIONS)}
    regions |= {name for concern in NAMES for name in regions_of(concern)}
    yield from (f"region.{name}" for name in regions)
    for name in (*SHOWN_RATIOS, *SHARED_OUT):
        yield from (f"measure.{name}.{part}" for part in ("name", "meaning"))


def worn_keys() -> Iterator[str]:
    """Keys for what was read of somebody's make-up, and why the rest was not."""
    yield "worn.nothing"
    yield from (f"worn.reason.{reason}" for reason in REASONS_UNREAD)


def concern_keys() -> Iterator[str]:
    """Keys for what is said of the eight concerns, and of their changes."""
    yield from (f"answer.concerns.{name}" for name in NAMES)
    yield from (f"concern.about.{name}" for name in NAMES)
    yield from (f"concern.place.{word}" for word in WORDS)
    yield from (
        f"concern.{group}.{reason}" for reason in NO_NUMBER for group in ("short", "reason")
    )
    yield from (f"concern.limit.{code}" for rule in load_rules().values() for code in rule.limits)
    yield from (f"concern.part.{part}" for part in PARTS)
    yield from (f"concern.{heading}" for heading in ("regions", "parts"))
    yield from (f"progress.{group}.{word}" for word in CHANGES for group in ("word", "ita_word"))
    yield from ("error.fix.give_saved_numbers", "error.fix.give_feedback", "error.fix.catalogue")


def door_keys() -> Iterator[str]:
    """Keys for what the doors refuse, with the reasons that are written out in code, and for tables at
    a terminal."""
    yield from (f"error.{code}.{part}" for code in DOORS for part in ("message", "advice"))
    for path in (ROOT / "beauty").rglob("*.py"):
        source = path.read_text("utf-8")
        yield from re.findall(r'"(cli\.\w+)"', source)
        told = re.findall(r'\b(reason|fix)="([a-z_]+)"', source)
        yield from (f"error.{part}.{name}" for part, name in told)
    yield from ("error.reason.no_base64", "concern.and")
    yield from (f"cli.{column}" for column in ("photo", "shape", "skin", "tone", "concerns"))


def tryon_keys() -> Iterator[str]:
    """Keys for the looks, their families, and each kind of make-up with its places and finishes."""
    for look in load_looks().values():
        yield from (f"look.{look.name}.{part}" for part in ("title", "about"))
        yield f"look_style.{look.style}"
    yield from (f"look.{made}.{part}" for made in MADE_LOOKS for part in ("title", "about"))
    for name, product in load_products().items():
        yield from (f"worn.{name}.{part}" for part in ("name", *product.placements))
        yield from (f"finish.{finish}" for finish in product.finishes)


def look_page_keys() -> Iterator[str]:
    """Keys under look_page. that the page's code writes out, and a short name for each place."""
    for path in (ROOT / "beauty" / "ui").glob("*.py"):
        found = re.findall(r'"(look_page\.\w+)"', path.read_text("utf-8"))
        yield from (key for key in found if key != "look_page.place")  # a table, filled from names
    for product in load_products().values():
        if len(product.placements) > 1:
            yield from (f"look_page.place.{name}" for name in product.placements)
    yield "page.tab_look"


def regions_of(concern: str) -> tuple[str, ...]:
    """Names of the regions that a concern's measure looks at."""
    module = sys.modules[MEASURES[concern].__module__]
    sides = [f"{side}_under_eye" for side in getattr(module, "SIDES", ())]
    return (*getattr(module, "REGIONS", ()), *sides)


NEEDED = {
    *(*concern_keys(), *page_keys(), *report_keys()),
    *(*data_keys(), *code_keys(), *tryon_keys(), *worn_keys(), *door_keys(), *look_page_keys()),
}


@pytest.fixture(params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


def test_languages_are_english_first_then_the_others():
    assert LANGUAGES[0] == "en"
    assert "zh" in LANGUAGES


def test_unknown_language_is_refused_and_the_known_ones_named():
    with pytest.raises(ValueError, match=r"'tlh': expected one of en, "):
        load_texts("tlh")


def test_a_language_has_the_keys_of_english_and_the_same_places_to_fill(texts: Texts):
    english, translated = load_texts("en").entries, texts.entries
    assert (set(english) - set(translated), set(translated) - set(english)) == (set(), set())
    for key in english:
        assert placeholders(english[key]) == placeholders(translated[key]), key


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_no_text_is_empty_or_untrimmed(texts: Texts):
    assert [key for key, said in texts.entries.items() if not said or said != said.strip()] == []


def test_everything_that_is_asked_for_has_words(texts: Texts):
    assert NEEDED - set(texts.entries) == set()


def test_no_words_that_nobody_asks_for(texts: Texts):
    assert set(texts.entries) - NEEDED == set()


def test_refusal_codes_in_the_source_are_the_contract_s():
    given = constants_passed_to("PhotoError", "FaceError", "QualityError", folder="")
    given |= constants_passed_to("__init__", folder="")  # what UsageError and SetupError pass on
    given.add("unsupported_format")  # chosen by a condition, see beauty/photo/intake.py
    assert given == set(ERRORS)


def test_quality_codes_in_the_source_are_those_with_words():
    assert constants_passed_to("Issue", folder="quality") | {"turned_yaw", "turned_pitch"} == set(
        QUALITY
    )


def test_exclusions_and_notes_in_the_source_are_those_with_words():
    source = (ROOT / "beauty/recommend/routine.py").read_text("utf-8")
    reasons = source[source.index("def _reason_against") : source.index("def _names")]
    assert set(re.findall(r'"(\w+)"', reasons)) >= set(EXCLUSIONS)
    notes = (ROOT / "beauty/recommend/recommend.py").read_text("utf-8")
    assert set(re.findall(r'(?:append\(|\[)"(\w+)"', notes)) <= set(NOTES)
    assert all(f'"{note}"' in notes for note in NOTES)


def test_chinese_sentences_use_chinese_punctuation():
    narrow = re.compile(f"[{CHINESE}] ?[,.:;!?()]|[,.:;!?()][{CHINESE}]")
    found = {k: v for k, v in load_texts("zh").entries.items() if narrow.search(v)}
    assert found == {}


def test_chinese_brackets_and_quotes_are_paired():
    for key, said in load_texts("zh").entries.items():
        for opening, closing in ("（）", "“”", "()"):
            assert said.count(opening) == said.count(closing), f"{key}: {said}"


def test_chinese_sentences_are_chinese():
    latin_only = {
        key for key, said in load_texts("zh").entries.items() if not re.search(f"[{CHINESE}]", said)
    }
    filled_with_a_sentence = {"error.usage.message", "error.usage.advice", "error.internal.advice"}
    filled_with_a_sentence |= {"slot.with_ingredient", "page.left_out_line", "concern.and"}
    filled_with_a_sentence |= {"chip.age_band", "chip.concerns"}
    filled_with_a_sentence |= {"error.reason.unclear_request", "feedback.label"}
    assert latin_only == filled_with_a_sentence


def test_english_sentences_hold_no_chinese():
    for key, said in load_texts("en").entries.items():
        assert not re.search(f"[{CHINESE}，。；：（）“”]", said), key


@pytest.mark.parametrize(
    "key",
    [
        *("note.shape_unsure", "note.shape_from_photo"),
        *("skin_type.nothing_known", "skin_type.photo_alone"),
    ],
)
def test_a_text_that_sends_to_a_panel_calls_it_by_its_heading(key: str, texts: Texts):
    assert texts.get("page.answers_heading") in texts.get(key)


def test_consent_says_how_long_a_photo_stays(texts: Texts):
    from beauty.ui.session import SESSION_SECONDS

    assert str(SESSION_SECONDS // 60) in texts.get("page.consent")


def test_facts_are_filled_in_as_they_are():
    said = load_texts("en").get("error.unreadable.message", reason="{count} <b>")
    assert said == "This file could not be read as a photo: {count} <b>."


def test_missing_key_or_fact_is_named():
    texts = load_texts("zh")
    with pytest.raises(KeyError, match=r"no\.such\.key.*zh"):
        texts.get("no.such.key")
    with pytest.raises(KeyError, match=r"error\.too_small\.message.*zh.*'got'"):
        texts.get("error.too_small.message", least=64)


def test_find_gives_none_for_what_is_not_there():
    assert load_texts("en").find("care.protect.name") is None
    assert load_texts("en").find("shape.oval") == "oval"


def test_texts_cannot_be_changed():
    with pytest.raises(TypeError):
        load_texts("en").entries["shape.oval"] = "egg"  # type: ignore[index]
