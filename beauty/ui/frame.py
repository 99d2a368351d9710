"""The page's head and foot, and which language it opens in."""

from typing import Any

from beauty.texts import DEFAULT_LANGUAGE, Texts, languages
from beauty.ui.html import tag, text
from beauty.ui.parts import Parts


def parts(head: Any, foot: Any) -> Parts:  # noqa: ANN401 - Gradio components are untyped here
    """Both components, with how to word them."""
    return Parts(
        {"header": head, "footer": foot},
        {
            "header": lambda said: {"value": header(said)},
            "footer": lambda said: {"value": footer(said)},
        },
    )


def header(texts: Texts) -> str:
    return tag("h1", text(texts.get("page.title"))) + tag("p", text(texts.get("page.tagline")))


def footer(texts: Texts) -> str:
    return tag("p", text(texts.get("page.footer")))


def preferred_language(accept_language: str) -> str:
    """The first language of a browser's Accept-Language header that we speak.

    >>> preferred_language("zh-CN,zh;q=0.9,en;q=0.8")
    'zh'
    """
    for part in accept_language.split(","):
        code = part.split(";")[0].strip().split("-")[0].lower()
        if code in languages():
            return code
    return DEFAULT_LANGUAGE


def on_phone(user_agent: str) -> bool:
    """Whether a browser calls itself a phone's, as all of them do.

    >>> on_phone("Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/149.0 Mobile Safari/537.36")
    True
    """
    return "Mobi" in user_agent
