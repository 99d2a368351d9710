"""The last chapter: how sure all this is, what nobody has tested, and where it comes from."""

from beauty.booklet.blocks import Block, Section, Words
from beauty.booklet.told import Told
from beauty.predict import right_when_given

SURE = ("ranges", "skin_type", "tone", "grades")
UNTESTED = ("people", "skin", "shades", "effect")
SOURCES = ("tone", "products", "law", "evidence", "style", "routine")


def trust_section(told: Told) -> Section:
    """Lists of sentences; the share of right shapes is read from the network's card."""
    texts = told.texts
    right = right_when_given("face_shape")
    sure = [texts.get(f"booklet.sure_{name}") for name in SURE]
    if right is not None:
        sure.insert(1, texts.get("page.shape_right", right=round(100 * right)))
    untested = [texts.get(f"booklet.untested_{name}") for name in UNTESTED]
    sources = [texts.get(f"booklet.source_{name}") for name in SOURCES]
    blocks: list[Block] = [Words(one, "item") for one in sure]
    for key, sentences in (("untested", untested), ("sources", sources)):
        blocks.append(Words(texts.get(f"booklet.{key}_heading"), "heading"))
        blocks += [Words(one, "item") for one in sentences]
    blocks.append(Words(texts.get("page.footer"), "lead"))
    return Section("trust", texts.get("booklet.trust_heading"), tuple(blocks))
