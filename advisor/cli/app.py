"""The commands; what they do is imported when they run, so that `--help` stays instant."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from advisor.cli.batch_command import batch
from advisor.cli.compare_command import compare
from advisor.cli.context import Context
from advisor.cli.diff_command import diff
from advisor.cli.knowledge_app import knowledge_app
from advisor.cli.options import Edition, Explain, Format, ListFormat, Output, Robustness, Top, show_version
from advisor.cli.report_command import report

app = typer.Typer(
    name="advisor",
    help="Choose a deep-learning framework: answer a quiz or pass a requirements file, read a ranked, sourced recommendation.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.add_typer(knowledge_app, name="knowledge")


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Choose a deep-learning framework with sourced facts."""
    del version


@app.command()
def quiz(
    context: typer.Context,
    save: Annotated[
        Path | None,
        typer.Option("--save", "-s", help="Write the answers as a requirements file.", dir_okay=False),
    ] = None,
    resume: Annotated[
        bool | None,
        typer.Option("--resume/--fresh", help="Go on where an interrupted quiz stopped, or start anew."),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Ask every question, the most telling first.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Ask every question in the written order.")] = False,
    edition: Edition = None,
    format_: Format = "table",
    explain: Explain = "short",
    top: Top = None,
    output: Output = None,
    robustness: Robustness = "quick",
) -> int:
    """Answer questions, as few as the recommendation needs."""
    from advisor.cli import quizzing
    from advisor.cli.recommending import Wish

    return quizzing.run(
        context.obj,
        save=save,
        resume=resume,
        course="plain" if plain else "full" if full else "adaptive",
        edition=edition,
        wish=Wish(format_, top, output, robustness, explain),
    )


@app.command()
def recommend(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="Requirements file (YAML or JSON), or - for standard input.")],
    edition: Edition = None,
    format_: Format = "table",
    explain: Explain = "short",
    top: Top = None,
    output: Output = None,
    robustness: Robustness = "quick",
) -> int:
    """Recommend from a requirements file."""
    from advisor.cli import recommending
    from advisor.cli.recommending import Wish

    return recommending.from_file(
        context.obj, file, edition=edition, wish=Wish(format_, top, output, robustness, explain)
    )


app.command()(batch)
app.command()(report)
app.command()(compare)
app.command()(diff)


@app.command()
def init(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="Where to write it (default: standard output).")] = None,
) -> int:
    """Write a commented requirements file to start from."""
    from advisor.cli import files
    from advisor.needs.template import TEMPLATE

    here: Context = context.obj
    if file is None or str(file) == "-":
        here.write(TEMPLATE)
        return 0
    files.refuse_existing(file)
    files.write_file(file, TEMPLATE)
    here.say(f"{file} written; edit it, then run: advisor recommend {file}")
    return 0


@app.command()
def schema(
    context: typer.Context,
    of: Annotated[
        Literal["requirements", "recommendation"],
        typer.Option("--of", help="The requirements file, or the result of --format json."),
    ] = "requirements",
) -> int:
    """Print the JSON Schema of the requirements file, for editors."""
    here: Context = context.obj
    if of == "recommendation":
        from advisor.saved.schema import json_schema as of_recommendation

        here.write(of_recommendation())
        return 0
    from advisor.cli.loading import load
    from advisor.needs.known import known_of
    from advisor.needs.schema import json_schema

    here.write(json_schema(known_of(load(here, None))))
    return 0


@app.command()
def evaluate(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="JSON Lines: id, requirements, chosen, deploy.")],
    edition: Edition = None,
    format_: Format = "table",
) -> int:
    """Replay documented decisions and count the hits."""
    from advisor.cli import evaluating

    return evaluating.run(context.obj, file, edition=edition, format_=format_)


@app.command()
def verify(
    context: typer.Context,
    prototype: Annotated[str | None, typer.Argument(help="Framework to start from, or one of its exporters.")] = None,
    deploy: Annotated[str | None, typer.Argument(help="Where the model shall run.")] = None,
    via: Annotated[str | None, typer.Option("--via", help="Only through this exchange format or exporter.")] = None,
    model: Annotated[list[str] | None, typer.Option("--model", "-m", help="Only this model (repeatable).")] = None,
    set_: Annotated[
        Literal["quick", "full"] | None, typer.Option("--set", help="About a dozen routes that tell most, or all.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Show the routes; run nothing.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Run again what is known already.")] = False,
    runs: Annotated[
        Path | None, typer.Option("--runs", help="File to keep raw results in (JSON Lines).", dir_okay=False)
    ] = None,
    format_: ListFormat = "text",
    output: Output = None,
) -> int:
    """Prove routes by running them: export, load, compare."""
    from advisor.cli import verifying

    return verifying.run(
        context.obj,
        prototype=prototype,
        deploy=deploy,
        via=via,
        models=model or (),
        set_=set_,
        list_=list_,
        fresh=fresh,
        format_=format_,
        runs=runs,
        output=output,
    )


@app.command()
def probe(
    context: typer.Context,
    tools: Annotated[
        list[str] | None, typer.Argument(help="Frameworks or runtimes (default: all that can be probed).")
    ] = None,
    probes: Annotated[list[str] | None, typer.Option("--probe", "-p", help="Only this probe (repeatable).")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Show the probes; run nothing.")] = False,
    runs: Annotated[
        Path | None, typer.Option("--runs", help="File to keep raw results in (JSON Lines).", dir_okay=False)
    ] = None,
) -> int:
    """Measure frameworks by running them."""
    from advisor.cli import probing

    return probing.run(context.obj, tools or (), probes=probes or (), list_=list_, runs=runs)


@app.command("list")
def list_(
    context: typer.Context,
    what: Annotated[Literal["frameworks", "criteria", "editions"], typer.Argument(help="What to list.")],
    edition: Edition = None,
    format_: ListFormat = "text",
) -> int:
    """List frameworks, criteria or editions."""
    from advisor.cli.loading import load
    from advisor.reports import listing

    here: Context = context.obj
    knowledge = load(here, edition)
    here.write(listing.as_json(what, knowledge) if format_ == "json" else listing.as_text(what, knowledge, here.width))
    return 0


@app.command()
def show(
    context: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="A framework, runtime, criterion, exchange or edition.")],
    edition: Edition = None,
    format_: ListFormat = "text",
) -> int:
    """Show everything known about one of them, with sources."""
    from advisor.cli.loading import load, unknown_id
    from advisor.knowledge_base.location import edition_ids, find_knowledge
    from advisor.reports import profile

    here: Context = context.obj
    knowledge = load(here, edition or (id_ if id_ in edition_ids(find_knowledge()) else None))
    text = profile.as_json(id_, knowledge) if format_ == "json" else profile.as_text(id_, knowledge, here.width)
    if text is None:
        raise unknown_id(id_, knowledge)
    here.write(text)
    return 0
