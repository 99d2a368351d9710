"""What the make-up page of one visitor holds, and what each touch makes of it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from beauty.analysis import Analysis
from beauty.api.upload import photo_from_text
from beauty.engine import Beauty
from beauty.errors import BeautyError, PhotoError
from beauty.tryon import Layer, Look, look_toml, read_look
from beauty.tryon.editing import Editing
from beauty.tryon.planned import NAME as PLAN
from beauty.tryon.planned import has_shades, shade_layer
from beauty.tryon.products import load_products
from beauty.tryon.worn import WornLook
from beauty.ui.studio import Studio

Told = Mapping[str, Any]
MAX_LOOK = 40_000  # characters of a look file; our longest has 3,000
COPIED = "copied"  # what a look from a photo goes by; its words are under look.copied
FIELDS = ("finish", "placement")
NEW_COLOR = "#a8455a"  # of an added product that cannot be matched to the person: a plain rose
CALLED = {"png": "image/png", "toml": "application/toml"}


@dataclass(frozen=True, eq=False)
class LookState:
    """studio: the face, None once its photo is gone; editing: the look in hand and its history; steps:
    whether the places are shown; painted: whether the gallery's pictures are asked for; redrawn: counts
    the changes that the layers' controls do not show by themselves; error: of the last file; worn: what
    was read of the last photo; saved: name and address of a file that was asked for."""

    studio: Studio | None
    editing: Editing
    steps: bool = False
    painted: bool = False
    redrawn: int = 0
    error: BeautyError | None = None
    worn: WornLook | None = None
    saved: tuple[str, str] | None = None

    @classmethod
    def opened(
        cls,
        before: "LookState | None",
        beauty: Beauty,
        analysis: Analysis,
        answers: Mapping[str, object],
    ) -> "LookState":
        """The page on this face: with the look that was in hand, or the plan's at first. A plan's look
        is of the face and answers that it was made for, so a new one takes its place."""
        if before is not None and before.studio and before.studio.serves(analysis, answers):
            return before
        studio = Studio.of(beauty, analysis, answers)
        if before is None:
            return cls(studio, Editing.of(studio.planned))
        stale = before.editing.now.look.name == PLAN
        editing = Editing.of(studio.planned) if stale else before.editing
        return cls(studio, editing, before.steps, redrawn=before.redrawn + 1)

    @property
    def picture(self) -> np.ndarray | None:
        """The head with the look in hand, uint8 (h, w, 3), where there is a face."""
        return self.studio.wearing(self.editing.now.worn) if self.studio else None

    def with_gallery(self) -> "LookState":
        return replace(self, painted=True)

    def without_face(self) -> "LookState":
        """What stays of it when the photo goes: nothing that was seen in the photo."""
        return LookState(None, self.editing, redrawn=self.redrawn)

    def after(self, told: Told, beauty: Beauty) -> "LookState":
        """After a touch, as a script of the page tells it. What makes no sense changes nothing; a value
        that a product does not have is refused in words."""
        fresh = replace(self, saved=None, error=None, worn=None)
        try:
            if "layer" in told:
                return replace(fresh, editing=_layer_changed(self.editing, told))
            fresh = replace(fresh, redrawn=self.redrawn + 1)
            for act, change in ACTS.items():
                if act in told:
                    return change(fresh, str(told[act]), told)
            if "photo" in told:
                return fresh._taken_from(str(told["photo"]), beauty)
        except BeautyError as error:
            return replace(fresh, error=error, redrawn=self.redrawn + 1)
        return fresh

    def trying(self, step: str, shade_id: str) -> "LookState":
        """With a shade of the plan on the face."""
        shade = self.studio.shade(step, shade_id) if self.studio and has_shades(step) else None
        if self.studio is None or shade is None:
            return self
        layer = shade_layer(step, shade, self.studio.sitter)
        editing = self.editing.with_product(layer)
        return LookState(self.studio, editing, self.steps, self.painted, self.redrawn + 1)

    def _picked(self, name: str, _: Told) -> "LookState":
        looks = {look.name: look for look in self.studio.looks} if self.studio else {}
        if name not in looks:
            return self
        return replace(self, editing=self.editing.picked(looks[name]))

    def _added(self, product: str, _: Told) -> "LookState":
        if product not in load_products() or self.studio is None:
            return self
        found = self.studio.palette(product)
        layer = Layer(product, found[0].color if found else NEW_COLOR)
        return replace(self, editing=self.editing.added(layer))

    def _stepped(self, way: str, _: Told) -> "LookState":
        moved = {"undo": self.editing.undone, "redo": self.editing.redone}.get(way)
        return replace(self, editing=moved()) if moved else self

    def _pinned(self, on: str, _: Told) -> "LookState":
        return replace(self, editing=self.editing.pin(on == "on"))

    def _placed(self, on: str, _: Told) -> "LookState":
        return replace(self, steps=on == "on")

    def _read(self, content: str, told: Told) -> "LookState":
        """With the look of a file, by its text."""
        name = str(told.get("name", "")).removesuffix(".toml").strip() or "look"
        return replace(self, editing=self.editing.picked(read_look(content[:MAX_LOOK], name)))

    def _saved(self, kind: str, _: Told) -> "LookState":
        if self.studio is None or kind not in CALLED:
            return self
        look = self.editing.now.worn
        made = self.studio.png(look) if kind == "png" else look_toml(look).encode()
        address = f"data:{CALLED[kind]};base64,{base64.b64encode(made).decode('ascii')}"
        return replace(self, saved=(f"{_file_stem(look)}.{kind}", address))

    def _taken_from(self, photo: str, beauty: Beauty) -> "LookState":
        """With the make-up of another face in place of what is worn, as far as it can be read."""
        if not photo:
            raise PhotoError("unreadable", reason="damaged")
        worn = beauty.read_look(photo_from_text(photo))
        if not worn.look.layers:
            return replace(self, worn=worn)
        look = replace(worn.look, name=COPIED)
        return replace(self, worn=worn, editing=self.editing.picked(look))


ACTS = {
    "pick": LookState._picked,
    "add": LookState._added,
    "step": LookState._stepped,
    "pin": LookState._pinned,
    "places": LookState._placed,
    "look": LookState._read,
    "save": LookState._saved,
}


def _layer_changed(editing: Editing, told: Told) -> Editing:
    """A layer's control was touched. A slider's or colour field's moves in a row are one change."""
    at = str(told["layer"])
    if not at.isdecimal():
        return editing
    number, stroke = int(at), f"{at}.{told['stroke']}" if told.get("stroke") else ""
    if "color" in told:
        return editing.colored(number, str(told["color"]), stroke)
    if "on" in told:
        return editing.switched(number, told["on"] is True)
    if isinstance(told.get("opacity"), int | float):
        return editing.with_layer(number, stroke, opacity=float(told["opacity"]))
    for name in FIELDS:
        if name in told:
            return editing.with_layer(number, **{name: str(told[name])})
    return editing


def _file_stem(look: Look) -> str:
    """A name that every file system takes."""
    plain = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in look.name)
    return f"beauty-{plain.strip('-') or 'look'}"
