"""How much of ONNX works, figured from the routes that were run: out of a framework, and into a runtime."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from advisor.verification.comparison import PASSED
from advisor.verification.facts import Models, newest_routes
from advisor.verification.runner import MODELS
from advisor.verification.trials import Trial

EXCHANGE = "onnx"
REFERENCE = "torch_onnx"
"""The exporter whose files every runtime is measured by, so that all have the same ones to read."""
READER = "onnxruntime"
"""The runtime that every exporter is measured by, for the same reason."""


class Share(NamedTuple):
    """What came out right on one route: ``passed`` of ``counted`` models, ``wrong`` without a word, with the file of the run."""

    passed: int
    counted: int
    wrong: int
    run: str
    trial: Trial
    versions: str

    @property
    def value(self) -> float:
        """From 0 to 1."""
        return round(self.passed / self.counted, 4)

    @property
    def rank(self) -> tuple[float, int, int]:
        """The better one is larger; of equals the one that is wrong less often."""
        return self.passed / self.counted, self.passed, -self.wrong


def add_shares(
    files: dict[str, dict[str, Any]], runs: Iterable[tuple[str, Iterable[Trial]]], known: frozenset[str]
) -> None:
    """Add the figures ``onnx_export_share`` and ``onnx_import_share`` to the content of ``measured/<id>.yaml`` by id.

    The export share of a framework is that of its best exporter: of all models of the set that could be tried, those that the
    reference runtime answers as they should be. Exporters that their makers no longer advise do not count. The import
    share of a tool is that of the files that the reference exporter made: those that the tool answers right, a conversion that
    was refused at the export being nobody's file. Only routes on which the whole set was run count.
    """
    routes = [models for models in newest_routes(runs, known) if set(models) >= set(MODELS)]
    routes = [models for models in routes if _any(models).exchange == EXCHANGE]
    exports = [
        (_any(one).prototype, _share(one, _tried))
        for one in routes
        if _any(one).advised and _any(one).runtime == READER
    ]
    imports = [(_any(one).deploy, _share(one, _read)) for one in routes if _any(one).exporter == REFERENCE]
    for key, shares, what in (("onnx_export", exports, "models"), ("onnx_import", imports, "files")):
        best: dict[str, Share] = {}
        for tool, share in shares:
            if share.counted and (tool not in best or share.rank > best[tool].rank):
                best[tool] = share
        for tool, share in sorted(best.items()):
            made = files.setdefault(tool, {"id": tool, "sources": {}, "figures": {}})
            made["sources"][key] = {
                "url": f"run:{share.run}#{share.trial.exporter}",
                "as_of": share.trial.date,
                "method": "measured",
                "note": f"{share.trial.label}, {share.versions}",
            }
            made["figures"][f"{key}_share"] = {
                "value": share.value,
                "source": key,
                "locator": f"{share.passed} of {share.counted} {what}",
            }


def _any(models: Models) -> Trial:
    return next(iter(models.values()))[1]


def _tried(trial: Trial) -> bool:
    """Whether the framework has such a model, and both ends could be had."""
    return trial.outcome != "not_available"


def _read(trial: Trial) -> bool:
    """Whether there was a file, and the runtime could be asked to read it."""
    return trial.stage in ("load", "compare")


def _share(models: Models, counts: Callable[[Trial], bool]) -> Share:
    pairs = [models[model] for model in MODELS]
    counted = [trial for _, trial in pairs if counts(trial)]
    versions: dict[str, str] = {}
    for trial in counted:
        versions |= trial.versions
    return Share(
        passed=sum(trial.outcome in PASSED for trial in counted),
        counted=len(counted),
        wrong=sum(trial.outcome == "wrong" for trial in counted),
        run=pairs[0][0],
        trial=pairs[0][1],
        versions=", ".join(f"{package} {number}" for package, number in versions.items()),
    )
