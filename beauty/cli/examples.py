"""What each command's --help shows last: lines to copy. A test runs every one."""

PROGRAM = "python -m beauty"
EXAMPLES = {
    "analyze": ("analyze me.jpg", "analyze album --json rows.jsonl --answers me.toml --lang zh"),
    "segment": ("segment me.jpg --out maps",),
    "recommend": ("recommend me.jpg --answers me.toml", "recommend me.jpg --json plan.json"),
    "tryon": (
        "tryon me.jpg --look everyday --out worn.png",
        "tryon me.jpg --look mine.toml --out worn.png --mask changed.png",
    ),
    "report": ("report me.jpg --out report.html",),
    "score": ("score --answers me.toml --out scores.csv",),
    "similar": ("similar P449124 --most 5",),
    "versus": ("versus P449124 P447122",),
    "compare": ("compare before.json after.json",),
    "looks": ("looks", "looks --json looks.json --lang zh"),
    "options": ("options", "options --json options.json"),
    "serve": ("serve --port 8000", "serve --host 0.0.0.0 --share"),
}


def epilog(command: str) -> str:
    """The examples of a command, each in a line of its own."""
    return "\n\n".join(f"{PROGRAM} {example}" for example in EXAMPLES.get(command, ()))
