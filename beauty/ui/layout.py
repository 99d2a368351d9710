"""The page: panels side by side, and what happens when somebody touches one."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from beauty.engine import Beauty
from beauty.knowledge import check_answers
from beauty.profile import heard
from beauty.progress import MAX_BYTES
from beauty.recommend import own_catalogue
from beauty.texts import DEFAULT_LANGUAGE, Texts, languages, load_texts
from beauty.ui import answers_panel, frame, live_panel, photo_panel, report_panel, result_panel
from beauty.ui.parts import Parts, told
from beauty.ui.session import SESSION_SECONDS, Saved, Session, Tab
from beauty.ui.show_card import tap_of
from beauty.ui.show_concerns import SKIN_LAYER
from beauty.ui.show_why import WHY
from beauty.ui.show_words import key_of, show_words
from beauty.ui.temp_files import uploaded_bytes

LANGUAGE_NAMES = {"en": "English", "zh": "中文"}
# a count of touches: clocks of browsers are coarse, and two quick touches would share their time
STAMP_LAST = """(...values) => {
    window.beautyTouches = (window.beautyTouches ?? 0) + 1;
    return [...values.slice(0, -1), window.beautyTouches];
}"""
# sent again only when it changes: it holds pictures, rows that one opens, or what one waits for
KEPT = ("skin", "card", "report")
LONGEST_NAME = 80
Updates = dict[Any, Any]


def build_app(beauty: Beauty) -> gr.Blocks:
    """The whole page, ready to launch."""
    texts = load_texts(DEFAULT_LANGUAGE)
    with gr.Blocks(title="beauty", analytics_enabled=False) as app:
        tab = gr.State(Tab(), time_to_live=SESSION_SECONDS)
        with gr.Row(elem_id="top"):
            header = gr.HTML(frame.header(texts), elem_id="header")
            language = gr.Radio(
                [(LANGUAGE_NAMES.get(code, code), code) for code in languages()],
                value=DEFAULT_LANGUAGE,
                show_label=False,
                container=False,
                elem_id="language",
            )
        with (
            gr.Tabs(elem_id="rooms") as rooms,
            gr.Tab(texts.get("page.tab_photo"), id="photo") as photo_tab,
            gr.Row(elem_id="body"),
        ):
            with gr.Column(scale=5, min_width=320, elem_id="left"):
                with gr.Column(elem_id="photo-panel"):
                    photo = photo_panel.build(texts)
                with gr.Column(elem_id="wishes"):
                    answers = answers_panel.build(texts)
            with gr.Column(scale=7, min_width=320, elem_id="right"):
                result = result_panel.build(texts)
        live = live_panel.build(texts, rooms, photo_tab)
        footer = gr.HTML(frame.footer(texts), elem_id="footer")
        words = frame.parts(header, footer) | live
        Bindings(beauty, tab, language, photo, answers, result, words).bind(app)
    return app


class Bindings:
    """Events of the page. Each handler makes a new session and re-draws what depends on it."""

    def __init__(
        self,
        beauty: Beauty,
        tab: gr.State,
        language: gr.Radio,
        *panels: Parts,
    ) -> None:
        self.beauty = beauty
        self.tab, self.language = tab, language
        self.photo, self.answers, self.result, self.frame = panels
        self.outputs = [
            tab,
            self.photo["delete"],
            self.answers["chips"],
            *(self.result[name] for name in result_panel.OUTPUTS),
        ]
        self.answer_inputs = [self.answers[field.name] for field in answers_panel.asked_fields()]
        self.stamp = gr.Number(
            0, precision=0, visible=False
        )  # filled in by the browser, see STAMP_LAST

    def bind(self, app: gr.Blocks) -> None:
        """Attach every handler. Of quick repeated touches the last one counts."""
        shown = [self.tab, self.result["layer"], self.language]
        private = {"api_visibility": "private", "trigger_mode": "always_last"}
        quick: dict[str, Any] = {"outputs": self.outputs, "show_progress": "hidden", **private}
        slow = quick | {"show_progress": "minimal", "show_progress_on": self.result["message"]}
        worded = quick | {"outputs": [*self.outputs, *self._worded()]}
        photo = self.photo["photo"]
        # not Gradio's preprocessing: our own intake reads the file, with its checks and its words
        photo.input(self._on_photo, [photo, *shown], preprocess=False, **slow)
        photo.clear(self._on_delete, shown, **quick)
        self.photo["examples"].click(self._on_example, shown, **slow)
        self.photo["delete"].click(self._on_delete, shown, **quick).then(
            lambda: None, outputs=photo, api_visibility="private"
        )
        self.result["faces"].input(self._on_face, [self.result["faces"], *shown], **slow)
        self.result["layer"].input(self._on_layer, shown, **quick)
        self.result["concern"].input(self._on_concern, [self.result["concern"], *shown], **quick)
        self.result["skin"].click(self._on_show_concern, shown, **quick)
        self.result["card"].click(self._on_card, shown, **quick)
        report_panel.bind(self.result["report"], shown)
        for name in ("makeup", "care", "feedback"):
            self.result[name].click(self._on_press, shown, **quick)
        self.result["feedback"].upload(self._on_press, shown, **quick)
        self.result["progress"].upload(self._on_saved, shown, **quick)
        self.result["progress"].clear(self._on_saved, shown, **quick)
        self.answers["chips"].click(self._on_take_back, shown, **quick)
        for box in self.answer_inputs:
            # a text box calls only key presses input: pasting and Chinese input methods press none
            touched = box.change if isinstance(box, gr.Textbox) else box.input
            wishes = [*shown, *self.answer_inputs, self.stamp]
            touched(self._on_answers, wishes, js=STAMP_LAST, **quick)
        self.language.input(self._on_language, shown, **worded)
        app.load(self._on_open, shown, **worded | {"outputs": [self.language, *worded["outputs"]]})

    def _on_photo(
        self, upload: dict[str, Any] | None, tab: Tab | None, layer: str, language: str
    ) -> Updates:
        def take_in(now: Session) -> Session:
            if not upload:
                return Session(answers=now.answers)
            return now.with_photo(self.beauty, uploaded_bytes(upload.get("path")))

        return self._changed(tab, layer, language, take_in)

    def _on_example(
        self, tab: Tab | None, layer: str, language: str, event: gr.EventData
    ) -> Updates:
        photos = photo_panel.example_photos()
        index = int(told(event).get("index", -1))
        if not 0 <= index < len(photos):
            return {}
        return self._changed(
            tab, layer, language, lambda now: now.with_photo(self.beauty, photos[index])
        )

    def _on_face(self, chosen: int, tab: Tab | None, layer: str, language: str) -> Updates:
        return self._changed(tab, layer, language, lambda now: now.with_face(self.beauty, chosen))

    def _on_layer(self, tab: Tab | None, layer: str, language: str) -> Updates:
        return self._changed(tab, layer, language, lambda now: now)

    def _on_concern(self, chosen: str, tab: Tab | None, layer: str, language: str) -> Updates:
        return self._changed(tab, layer, language, lambda now: now.with_concern(chosen))

    def _on_show_concern(
        self, tab: Tab | None, layer: str, language: str, event: gr.EventData
    ) -> Updates:
        """A card's button shows its map: the picture changes its layer, too."""
        chosen = told(event).get("concern")
        updates = self._changed(tab, SKIN_LAYER, language, lambda now: now.with_concern(chosen))
        return updates | {self.result["layer"]: gr.update(value=SKIN_LAYER, visible=True)}

    def _on_card(self, tab: Tab | None, layer: str, language: str, event: gr.EventData) -> Updates:
        """A tap on the paper or card in the photo, or the way back to the estimate."""
        tap = tap_of(told(event))
        return self._changed(tab, layer, language, lambda now: now.with_card(self.beauty, tap))

    def _on_saved(self, tab: Tab | None, layer: str, language: str, event: gr.EventData) -> Updates:
        """Compare with the numbers that the browser read from a file; without any, stop comparing."""
        name, content = (str(told(event).get(part, "")) for part in ("name", "text"))
        saved = Saved(name[:LONGEST_NAME], content[: MAX_BYTES + 1]) if name else None
        return self._changed(tab, layer, language, lambda now: now.with_saved(saved))

    def _on_answers(self, tab: Tab | None, layer: str, language: str, *values: object) -> Updates:
        """The last value is the browser's count of touches: two may be worked on at once, and the
        older one must not win."""
        *wishes, stamp = values
        tab = tab or Tab()

        def take_newer(now: Session) -> Session:
            if int(str(stamp)) < tab.touches:
                return now
            tab.touches = int(str(stamp))
            return now.with_answers(answers_panel.collect(wishes))

        return self._changed(tab, layer, language, take_newer)

    def _on_take_back(
        self, tab: Tab | None, layer: str, language: str, event: gr.EventData
    ) -> Updates:
        """A chip was pressed: what it says was not meant."""
        key = key_of(told(event))
        return self._changed(tab, layer, language, lambda now: now.with_taken_back(key))

    def _on_press(self, tab: Tab | None, layer: str, language: str, event: gr.EventData) -> Updates:
        """A button at a product or shade, or a file with feedback."""
        said, known = told(event), own_catalogue()
        return self._changed(tab, layer, language, lambda now: now.with_press(said, known))

    def _on_delete(self, tab: Tab | None, layer: str, language: str) -> Updates:
        def forget(now: Session) -> Session:
            if now.photo is not None:  # opening the camera clears an empty input, too
                gr.Info(load_texts(language).get("page.deleted"))
            return Session(answers=now.answers)

        return self._changed(tab, layer, language, forget)

    def _on_language(self, tab: Tab | None, layer: str, language: str) -> Updates:
        return self._on_layer(tab, layer, language) | self._reworded(load_texts(language))

    def _on_open(self, tab: Tab | None, layer: str, language: str, request: gr.Request) -> Updates:
        wanted = request.headers.get("accept-language", "") if request else ""
        spoken = frame.preferred_language(wanted)
        return {self.language: spoken, **self._on_language(tab, layer, spoken)}

    def _changed(
        self, tab: Tab | None, layer: str, language: str, change: Callable[[Session], Session]
    ) -> Updates:
        """Change a tab's session, one touch after the other, and draw what it holds then.

        A bug of ours ends in a sentence and a page that still works, never in a stack trace.
        """
        tab = tab or Tab()  # None after a quarter of an hour: forgotten
        with tab.lock:
            try:
                changed = change(tab.session)
                tab.session = changed.with_explanation(self.beauty, WHY.get(layer))
                return self._draw(tab, layer, language)
            except Exception as error:
                raise gr.Error(load_texts(language).get("page.unexpected")) from error

    def _draw(self, tab: Tab, layer: str, language: str) -> Updates:
        filled = result_panel.fill(tab.session, layer or "measures", load_texts(language))
        for name in KEPT:
            if not tab.is_news(name, filled[name]["value"]):
                del filled[name]
        updates: Updates = {self.result[name]: gr.update(**new) for name, new in filled.items()}
        chips = show_words(heard(check_answers(tab.session.answers)), load_texts(language))
        if tab.is_news("chips", chips):
            updates[self.answers["chips"]] = gr.update(value=chips)
        updates[self.tab] = tab
        updates[self.photo["delete"]] = gr.update(visible=tab.session.photo is not None)
        return updates

    def _worded(self) -> list[Any]:
        panels = (self.photo, self.answers, self.result, self.frame)
        worded = [panel[name] for panel in panels for name in panel.wording]
        return [one for one in worded if one not in self.outputs]

    def _reworded(self, texts: Texts) -> Updates:
        panels = (self.photo, self.answers, self.result, self.frame)
        updates: Updates = {}
        for panel in panels:
            for name, wording in panel.wording.items():
                updates[panel[name]] = gr.update(**wording(texts))
        return updates
