"""Shares of ONNX from made-up trials, each counted by hand."""

from __future__ import annotations

from typing import Any

from advisor.verification.facts import routes_data
from advisor.verification.onnx_shares import add_shares
from advisor.verification.runner import MODELS
from advisor.verification.trials import Trial

KNOWN = frozenset({"maker", "pytorch", "reader", "other"})
OUTCOMES = {
    "o": "ok",
    "c": "close",
    "w": "wrong",
    "r": "refused",
    "x": "crashed",
    "t": "timed_out",
    "n": "not_available",
}
STAGES = {
    "n": "environment",
    "R": "export",
    "r": "load",
    "x": "load",
    "t": "load",
    "o": "compare",
    "c": "compare",
    "w": "compare",
}
"""By letter; a capital R is refused at the export, so that there is no file."""


def route(
    letters: str,
    exporter: str = "maker_onnx",
    runtime: str = "onnxruntime",
    *,
    prototype: str = "maker",
    deploy: str = "reader",
    exchange: str = "onnx",
    advised: bool = True,
    date: str = "2026-11-23",
) -> list[Trial]:
    """One trial of each model, in the order of the set; fewer letters are a run of only those models."""
    return [
        Trial(
            route=f"{exporter}>{runtime}",
            exporter=exporter,
            runtime=runtime,
            prototype=prototype,
            exchange=exchange,
            deploy=deploy,
            label=f"{exporter} → {runtime}",
            advised=advised,
            model=model,
            outcome=OUTCOMES[letter.lower()],  # type: ignore[arg-type]
            stage=STAGES[letter],
            text="",
            error=None,
            export_seconds=None,
            run_seconds=None,
            bytes=None,
            versions={"net": "1.0"},
            pins=("a", "b"),
            python="3.12",
            machine="",
            date=date,
        )
        for model, letter in zip(MODELS, letters, strict=False)
    ]


def reference(letters: str, runtime: str = "reader", deploy: str = "reader") -> list[Trial]:
    """A route of the reference exporter."""
    return route(letters, "torch_onnx", runtime, prototype="pytorch", deploy=deploy)


def files(*routes: list[Trial]) -> dict[str, dict[str, Any]]:
    """What the routes of one file of runs give."""
    made: dict[str, dict[str, Any]] = {}
    add_shares(made, [("runs/a.jsonl", [trial for one in routes for trial in one])], KNOWN)
    return made


def told(tool: str, figure: str, *routes: list[Trial]) -> tuple[float, str] | None:
    """The value of a share and its locator; None where there is none."""
    leaf = files(*routes).get(tool, {"figures": {}})["figures"].get(figure)
    return leaf and (leaf["value"], leaf["locator"])


def export(*routes: list[Trial]) -> tuple[float, str] | None:
    """The export share of the made-up framework."""
    return told("maker", "onnx_export_share", *routes)


def taken(*routes: list[Trial]) -> tuple[float, str] | None:
    """The import share of the made-up runtime."""
    return told("reader", "onnx_import_share", *routes)


def test_what_comes_out_right_counts() -> None:
    """Right and nearly right are passes; whatever else became of a model that could be tried is not."""
    assert export(route("ocooRw")) == (0.6667, "4 of 6 models")
    assert export(route("rxtwRR")) == (0.0, "0 of 6 models")
    assert export(route("oooooo")) == (1.0, "6 of 6 models")


def test_a_model_that_a_framework_does_not_have_does_not_count() -> None:
    """Five could be tried; where none could, nothing is known."""
    assert export(route("ooooRn")) == (0.8, "4 of 5 models")
    assert export(route("nnnnnn")) is None


def test_the_best_exporter_counts_in_the_reference_runtime() -> None:
    """Not the first, nor the mean, nor the best of each model or of other runtimes; of equals what is wrong less often."""
    routes = [
        route("oowRRR", "first"),
        route("RRoooo", "second"),
        route("oooRRR", "third"),
        route("oooooo", "third", "elsewhere", deploy="other"),
    ]
    assert export(*routes) == (0.6667, "4 of 6 models")
    assert files(*routes)["maker"]["sources"]["onnx_export"]["url"] == "run:runs/a.jsonl#second"
    silent, loud = route("oooRRw", "silent"), route("oooRRr", "unsilent")
    assert files(silent, loud)["maker"]["sources"]["onnx_export"]["url"] == "run:runs/a.jsonl#unsilent"


def test_only_whole_runs_of_what_is_advised_count() -> None:
    """A run of a few easy models, an exporter of yesterday, another format and an unknown tool say nothing of ONNX."""
    assert export(route("oooo")) is None
    assert export(route("oooooo", advised=False)) is None
    assert export(route("oooooo", exchange="savedmodel")) is None
    assert files(route("oooooo", prototype="control")) == {}


def test_the_newest_run_counts() -> None:
    """Better results of an earlier day are of the past."""
    assert export(route("oooooo", date="2026-01-01"), route("ooRRRR")) == (0.3333, "2 of 6 models")


def test_a_runtime_is_measured_by_files_that_exist() -> None:
    """Of the reference exporter only; what it refused to export is no failure of the one that should read it."""
    assert taken(reference("ooowRx")) == (0.6, "3 of 5 files")
    assert taken(reference("RRRRRR")) is None
    assert taken(reference("nnnnnn")) is None
    assert taken(route("oooooo")) is None


def test_the_best_way_into_a_runtime_counts() -> None:
    """One tool may have several: its Python and its Node package."""
    assert taken(reference("oorrRr"), reference("oooorr", "reader_node")) == (0.6667, "4 of 6 files")


def test_figures_join_those_of_the_probes() -> None:
    """A file that probes filled keeps what it has; the source names the run, its day and its versions."""
    made: dict[str, dict[str, Any]] = {
        "maker": {"id": "maker", "sources": {"graph": {}}, "figures": {"branch_share": {}}}
    }
    runs = [("runs/a.jsonl", route("oooooo"))]
    add_shares(made, runs, KNOWN)
    assert list(made["maker"]["figures"]) == ["branch_share", "onnx_export_share"]
    assert made["maker"]["sources"]["onnx_export"] == {
        "url": "run:runs/a.jsonl#maker_onnx",
        "as_of": "2026-11-23",
        "method": "measured",
        "note": "maker_onnx → onnxruntime, net 1.0",
    }
    assert [one["outcomes"]["mlp"] for one in routes_data(runs, KNOWN)["routes"]] == ["ok"]
