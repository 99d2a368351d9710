"""/docs: the OpenAPI document as one plain page. Ours, because the usual viewers load from a CDN."""

import json
from html import escape
from typing import Any

Json = dict[str, Any]
STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 2.5rem 0 .25rem; font-size: 1.15rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .9rem; }
pre { overflow-x: auto; padding: .75rem; border: 1px solid #8885; border-radius: .4rem; }
b.method { display: inline-block; min-width: 3.2rem; color: #a3325a; }
@media (prefers-color-scheme: dark) { b.method { color: #f0a0c0; } }
table { border-collapse: collapse; } td { padding: .15rem 1rem .15rem 0; vertical-align: top; }
"""


def docs_page(openapi: Json) -> str:
    """The page as HTML: every route with what it takes and gives, then every type."""
    title, about = (escape(openapi["info"].get(key, "")) for key in ("title", "description"))
    routes = "".join(
        _route(path, method, operation)
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    )
    types = "".join(_type(*one) for one in sorted(openapi["components"]["schemas"].items()))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>"
        f'<p>{about}</p><p>For programs: <a href="openapi.json">openapi.json</a></p>'
        f"{routes}<h1>Types</h1>{types}</main></body></html>"
    )


def _route(path: str, method: str, operation: Json) -> str:
    text = operation.get("description", "")
    taken = [
        _row(one["name"], f"in {one['in']}", one["schema"])
        for one in operation.get("parameters", ())
    ]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        fields = content["schema"]["properties"].items()
        taken += [_row(name, "in the form", schema) for name, schema in fields]
    given = [
        _cells(status, one.get("description", ""), _content(one))
        for status, one in sorted(operation["responses"].items())
    ]
    return (
        f'<h2><b class="method">{method.upper()}</b> <code>{escape(path)}</code></h2>'
        f"<p>{escape(operation.get('summary', ''))}. {escape(text)}</p>"
        + (f"<h3>Takes</h3><table>{''.join(taken)}</table>" if taken else "")
        + f"<h3>Gives</h3><table>{''.join(given)}</table>"
    )


def _type(name: str, schema: Json) -> str:
    rows = [_row(field, "", one) for field, one in schema.get("properties", {}).items()]
    about = escape(schema.get("description", ""))
    return (
        f'<h2 id="{escape(name)}">{escape(name)}</h2><p>{about}</p><table>{"".join(rows)}</table>'
    )


def _row(name: str, where: str, schema: Json) -> str:
    return _cells(name, where, _said(schema), escape(schema.get("description", "")))


def _cells(first: str, *others: str) -> str:
    cells = "".join(f"<td>{other}</td>" for other in others)
    return f"<tr><td><code>{escape(first)}</code></td>{cells}</tr>"


def _content(response: Json) -> str:
    return ", ".join(
        f"{escape(kind)}: {_said(content.get('schema', {}))}"
        for kind, content in response.get("content", {}).items()
    )


def _said(schema: Json) -> str:
    """A schema in a few words, with a link where it names a type."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rsplit("/", 1)[-1])
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " or ".join(_said(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_said(schema.get('items', {}))}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"map to {_said(schema['additionalProperties'])}"
    words = [str(schema.get("type", schema.get("format", "anything")))]
    words += [f"like {schema['pattern']}"] if "pattern" in schema else []
    words += [f"one of {json.dumps(schema['enum'])}"] if "enum" in schema else []
    return escape(" ".join(words))
