"""The commands by name, and what becomes of a refusal."""

import sys
from collections.abc import Callable

import typer

from beauty.cli import catalogue, lists, looks, photo, products, progress, report, serving, tryon
from beauty.cli.examples import epilog
from beauty.errors import SetupError, UsageError

BAD_USAGE = 2
# one row a command, in the order that --help lists them
COMMANDS: dict[str, Callable[..., None]] = {
    "analyze": photo.analyze,
    "segment": photo.segment,
    "recommend": photo.recommend,
    "tryon": tryon.tryon,
    "report": report.report,
    "score": catalogue.score,
    "similar": products.similar,
    "versus": products.versus,
    "compare": progress.compare,
    "looks": looks.looks,
    "options": lists.options,
    "serve": serving.serve,
}

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Understand a face in a photo and advise on make-up and skin care.",
)
for name, command in COMMANDS.items():
    app.command(name, epilog=epilog(name))(command)


def main() -> None:
    """Run the command line; a refusal of our own ends in a sentence and exit code 2."""
    try:
        app()
    except (UsageError, SetupError) as error:
        print(f"{error.message} {error.advice}", file=sys.stderr)
        raise SystemExit(BAD_USAGE) from error
