"""The contract's JSON as types, for OpenAPI. Fields may be added: readers skip those they do not know."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Interval = tuple[float, float]
Lab = tuple[float, float, float]
Unit = Field(ge=0, le=1)
Score = Field(ge=0, le=100, description="0 (none seen) to 100")


class Model(BaseModel):
    model_config = ConfigDict(extra="allow")


class Pose(Model):
    """Degrees the head is turned, nodded and tilted."""

    yaw: float
    pitch: float
    roll: float


class Face(Model):
    box_xyxy: tuple[int, int, int, int] = Field(description="pixels of the upright photo")
    pose_deg: Pose
    count: int = Field(ge=1, description="faces in the photo; the largest is looked at")
    landmarks_px: list[tuple[float, float]] | None = None


class Issue(Model):
    code: str
    advice: str


class Quality(Model):
    ok: bool
    issues: list[Issue]


class FaceShape(Model):
    """probabilities are complete and sum to 1, also when abstained (then label is null)."""

    label: str | None
    probabilities: dict[str, float]
    top2: list[str]
    abstained: bool
    sources: list[str]
    ratios: dict[str, float]


class SkinType(Model):
    label: str | None
    probabilities: dict[str, float]
    abstained: bool
    zones: dict[str, str | None]
    sources: list[str]


class Monk(Model):
    """Steps of the Monk skin tone scale."""

    low: int = Field(ge=1, le=10)
    best: int = Field(ge=1, le=10)
    high: int = Field(ge=1, le=10)
    source: Literal["photo", "answers"]


class Undertone(Model):
    label: str | None
    residual_deg: float
    unsure: bool


class SkinTone(Model):
    """Colour of the skin as in daylight, CIELAB, with what the photo leaves open."""

    lab: Lab
    ita_deg: float
    ita_interval_deg: Interval
    ita_class: str
    monk: Monk
    undertone: Undertone


class Concern(Model):
    """score is null where nothing can be said, and reason tells why."""

    score: float | None = Score
    interval: Interval | None
    regions: dict[str, float | None]
    limits: list[str]
    reason: str | None


class Analysis(Model):
    version: int = Field(alias="schema", description="of this JSON; 1")
    photo: str = Field(description="the name the client gave its file")
    size_wh: tuple[int, int]
    face: Face
    quality: Quality
    face_shape: FaceShape
    skin_type: SkinType
    skin_tone: SkinTone
    concerns: dict[str, Concern]


class MakeupStep(Model):
    step: str
    title: str
    zones: list[str]
    how: str
    why: str
    basis: str


class CareStep(Model):
    slot: str
    title: str
    ingredient: str | None
    how: str
    why: str


class Routine(Model):
    morning: list[CareStep]
    evening: list[CareStep]


class Product(Model):
    product_id: str
    brand: str
    name: str
    price: float | None
    currency: str | None
    why: list[str]


class Need(Model):
    """One need of the routine with the product chosen for it, or the reason why there is none."""

    need: str
    product: Product | None
    alternatives: list[Product]


class Excluded(Model):
    ingredient: str
    reason: str


class Chip(Model):
    """What was read from the answer `text`: start and end count its characters."""

    field: str
    value: Any
    start: int
    end: int
    negated: bool
    gives: bool


class Words(Model):
    understood: list[Chip]
    not_understood: list[str]


class Recommendation(Analysis):
    """The analysis with plan, routine and products, each with its reasons."""

    makeup_plan: list[MakeupStep]
    routine: Routine
    products: list[Need]
    excluded: list[Excluded]
    notes: list[str]
    words: Words


class Option(Model):
    """One answer that is understood."""

    name: str
    kind: Literal["choice", "choices", "flag", "number", "words", "text"]
    choices: list[str]
    used: bool = Field(description="whether anything depends on it yet")


class Layer(Model):
    """One product of a look; color by skin depth (light, medium, deep) is a list."""

    product: str
    color: str | list[str]
    opacity: float = Unit
    finish: str
    placement: str


class Look(Model):
    """A look in the order its layers go on."""

    name: str
    title: str
    style: str
    layers: list[Layer]


class Problem(Model):
    """Why a request was refused (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str = Field(description="stable; branch on this")
    message: str
    advice: str = Field(description="what the person can do")


class Health(Model):
    status: Literal["ok"]


class Ready(Model):
    ready: bool
    inside: int = Field(ge=0, description="requests at work or waiting")
    replicas: int = Field(ge=0, description="processes with the models that answer")
    models: dict[str, str] = Field(description="loaded model -> first digits of its SHA-256")
    products: int = Field(ge=0, description="in the catalogue; 0 where it is damaged")


class Version(Model):
    version: str
    schema_version: int
    models: dict[str, str] = Field(description="model file -> first digits of its SHA-256")
