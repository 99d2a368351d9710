"""One visitor's page: the few things that a person does there, and what went wrong while they did."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

from beauty.texts import load_texts

INLINE = ("data", "blob")
LATE = "/upload_progress?"  # Gradio's bar asks for an upload that is over, or stalled for three seconds
SETTLE_MS = 400  # for the redraw to reach the screen


class Visit:
    """A page and the record of everything it asked for and complained about."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.excused: tuple[str, ...] = ()  # words of errors that are none
        page.on("request", self._requested)
        page.on("pageerror", lambda error: self.errors.append(f"page error: {error}"))
        page.on("console", self._said)

    def _said(self, message: ConsoleMessage) -> None:
        url = message.location.get("url", "")
        if message.type == "error" and LATE not in url:
            self.errors.append(f"console: {message.text} at {url}")

    def _requested(self, request: Request) -> None:
        self.requests.append(request.url)

    def complaints(self) -> list[str]:
        """Requests that left the app's own address, and errors of the page."""
        home = urlsplit(self.url)
        strangers = [
            url
            for url in self.requests
            if urlsplit(url).scheme not in INLINE and urlsplit(url).netloc != home.netloc
        ]
        errors = [one for one in self.errors if not any(word in one for word in self.excused)]
        return [*(f"left for {url[:200]}" for url in strangers), *errors]

    def open(self) -> None:
        """Open the page and wait until it has taken the browser's language: it redraws itself then."""
        with self.page.expect_event("response", lambda answer: "queue/data" in answer.url):
            self.page.goto(self.url)
        expect(self.at("#message .empty")).to_be_visible()
        self.page.wait_for_timeout(SETTLE_MS)

    def at(self, css: str) -> Locator:
        return self.page.locator(css)

    def leave_and_come_back(self, come_back: Callable[[], object]) -> None:
        """Leave the page, which cuts its connections and makes Gradio complain of that, and return."""
        self.excused = ("AbortError", "errored out")
        with self.page.expect_event("response", lambda answer: "queue/data" in answer.url):
            come_back()
        expect(self.at("#message .empty")).to_be_visible()
        self.page.wait_for_timeout(SETTLE_MS)

    def upload(self, path: Path) -> None:
        self.page.set_input_files("#photo input[type=file]", path)

    def upload_again(self, path: Path) -> None:
        """Take the photo that is there away, then choose another."""
        self.page.click(
            "#photo button[aria-label='Clear'], #photo button[aria-label='Remove Image']"
        )
        self.page.wait_for_selector("#photo input[type=file]", state="attached")
        self.upload(path)

    def tab(self, name: str, language: str = "en") -> None:
        self.page.get_by_role("tab", name=load_texts(language).get(f"page.tab_{name}")).click()

    def open_wishes(self) -> None:
        """They wait folded on a phone."""
        if not self.at("#own-words").is_visible():
            self.at("#wishes > button").click()
        expect(self.at("#own-words")).to_be_visible()

    def choose(self, group: str, label: str) -> None:
        """Touch one of a group of buttons or boxes by its words."""
        self.page.locator(f"{group} label").filter(has_text=label).first.click()

    def speak(self, name: str) -> None:
        """Switch the language by its own name."""
        self.choose("#language", name)

    def sees(self, css: str, key: str, language: str = "en", **facts: object) -> None:
        """The element shows the text of this key, in time."""
        expect(self.at(css)).to_contain_text(load_texts(language).get(key, **facts))


def overflow_px(page: Page) -> int:
    """How wide the page would have to be to show everything without scrolling sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth"))
