"""The whole story of a photo, from pixels to an `Analysis`."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from beauty.analysis import Analysis
from beauty.concerns import Canvas, measure_concerns, notice
from beauty.face import Face, Landmarker, Regions, choose_face
from beauty.light import Light, estimate_light
from beauty.measure import measure_eyes, measure_geometry, measure_surface
from beauty.photo import Photo
from beauty.predict import Networks, Parsing, seen_regions, segment
from beauty.quality import check_quality
from beauty.skin import Coloring, SkinTone, measure_coloring, measure_tone

Progress = Callable[[str], None]


def analyze(
    photo: Photo,
    landmarker: Landmarker,
    networks: Networks,
    wanted: int | None = None,
    progress: Progress = lambda step: None,
) -> Analysis:
    """Understand the face in a photo; `wanted` picks one of several (0 is the largest).

    `progress` is told each step's name as it begins: face, regions, quality, measures, networks.
    Raises a BeautyError where there is no face or a result would be meaningless.
    """
    progress("face")
    faces = landmarker.find(photo)
    face = choose_face(faces, wanted)
    drawn = Regions.of(face, photo.size_wh)
    progress("regions")
    parsing = networks.parser.parse(photo, face)
    regions = seen_regions(photo, drawn, parsing)
    progress("quality")
    quality = check_quality(photo, face, drawn, parsing, len(faces))
    progress("measures")
    geometry = measure_geometry(face)
    light = estimate_light(photo, face, drawn, regions, parsing)
    skin, coloring = _colours(photo, face, regions, parsing, light)
    surface = measure_surface(photo, face, regions)
    eyes = measure_eyes(photo, face, geometry, drawn, regions)
    canvas = Canvas.of(photo, face, regions)
    noticed = notice(canvas, drawn, regions, parsing, light)
    concerns = measure_concerns(canvas, noticed, skin.ita_deg)
    progress("networks")
    shape = networks.shape.guess(photo, face, geometry.ratios)
    skin_type = networks.skin_type.guess(photo, face, drawn)  # the masks it was trained under
    seen = (photo, faces, face, drawn, regions, quality, geometry, parsing)
    return Analysis(*seen, shape, skin_type, light, skin, coloring, surface, concerns, eyes)


def in_light(analysis: Analysis, light: Light) -> Analysis:
    """The same face in another light, as a card told it: colours anew, and the concerns, which name the
    light among their limits and are placed among faces of the same tone."""
    photo, face, regions, parsing = (
        analysis.photo,
        analysis.face,
        analysis.regions,
        analysis.parsing,
    )
    skin, coloring = _colours(photo, face, regions, parsing, light)
    canvas = Canvas.of(photo, face, regions)
    noticed = notice(canvas, analysis.drawn, regions, parsing, light)
    concerns = measure_concerns(canvas, noticed, skin.ita_deg)
    return replace(analysis, light=light, skin=skin, coloring=coloring, concerns=concerns)


def _colours(
    photo: Photo, face: Face, regions: Regions, parsing: Parsing, light: Light
) -> tuple[SkinTone, Coloring]:
    """The skin's tone, then hair, lips and eyes beside it."""
    skin = measure_tone(photo, face, regions, light)
    return skin, measure_coloring(photo, face, regions, parsing, light, skin)


def label(photo: Photo, landmarker: Landmarker, networks: Networks) -> np.ndarray:
    """What each pixel shows, uint8 (H, W) of indices into face.labels.LABELS, round the one clear face.

    The gate is not asked: a dark or turned face can be labelled. Raises FaceError without a face.
    """
    face = choose_face(landmarker.find(photo), None)
    drawn = Regions.of(face, photo.size_wh)
    return segment(photo, drawn, networks.parser.parse(photo, face))
