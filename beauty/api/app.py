"""The app that everything is attached to: page, REST, MCP, live mirror."""

from typing import Any

from fastapi import FastAPI

from beauty.api.models import Problem

ABOUT = (
    "A photo of a face in, the contract's JSON out. Photos are read into memory, never kept, never "
    "logged. Cosmetic advice, never a diagnosis."
)


class ServedApp(FastAPI):
    """FastAPI that also describes the type of its refusals, which no route returns by itself."""

    def openapi(self) -> dict[str, Any]:
        described = super().openapi()
        problem = Problem.model_json_schema()
        described.setdefault("components", {}).setdefault("schemas", {})["Problem"] = problem
        return described


def new_app() -> ServedApp:
    """An empty app; its own documentation pages are off, for they load from a CDN (docs_page.py)."""
    return ServedApp(
        title="beauty",
        description=ABOUT,
        version="1",
        docs_url=None,
        redoc_url=None,
    )
