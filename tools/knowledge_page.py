"""Writes docs/knowledge.md from the files that the app itself reads: `python -m tools.knowledge_page`.

Everything on the page is a row of assets/; the sources that rows name by key are written out at its end.
"""

from beauty.paths import ROOT
from tools.knowledge.advice import care, eyes, makeup
from tools.knowledge.choice import claims, harmony, scoring, sources
from tools.knowledge.ingredients import groups, limits

PAGE = ROOT / "docs" / "knowledge.md"
HEAD = """# What the app knows

Made by `make knowledge` from the files named in each heading, which a beautician may edit; do not edit
this page. A rule says on what ground it stands: *tradition* is passed on by make-up artists and was not
tested, *geometry* follows from a measured ratio, *answer* from what the person said. Grades run from A
(strongest) to F; they are the Vallydia register's, which says itself that it is not peer-reviewed. Keys
in [brackets] are written out under [Sources](#sources)."""


def main() -> None:
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(page().splitlines())} lines")


def page() -> str:
    """The whole page, Markdown."""
    parts = (
        makeup(),
        eyes(),
        care(),
        groups(),
        limits(),
        scoring(),
        harmony(),
        claims(),
        sources(),
    )
    return "\n\n".join((HEAD, *parts)) + "\n"


if __name__ == "__main__":
    main()
