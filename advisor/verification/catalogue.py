"""Which exporters and runtimes there are, and the routes between them; each is one file in `guest/`."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any, NamedTuple

GUEST = Path(__file__).resolve().parent / "guest"


class Exporter(NamedTuple):
    """One way out of a framework; ``models`` names the family that writes its models, ``advised`` is false for the outdated."""

    id: str
    tool: str
    format: str
    environment: str
    models: str
    versions: tuple[str, ...]
    label: str
    advised: bool = True
    static_batch: bool = False


class Runtime(NamedTuple):
    """One way to load and run an artefact; ``accepts`` names exporters where the format alone does not decide."""

    id: str
    tool: str
    environment: str
    versions: tuple[str, ...]
    label: str
    reads: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    command: tuple[str, ...] = ()

    def takes(self, exporter: Exporter) -> bool:
        """Whether it can be asked to load what this exporter writes."""
        return exporter.id in self.accepts if self.accepts else exporter.format in self.reads


class Route(NamedTuple):
    """An exporter and a runtime that takes its artefacts."""

    exporter: Exporter
    runtime: Runtime

    @property
    def id(self) -> str:
        """``torch_onnx>onnxruntime``."""
        return f"{self.exporter.id}>{self.runtime.id}"


QUICK = (
    "torch_onnx>onnxruntime",
    "torch_onnx>openvino",
    "torch_onnx>opencv_dnn",
    "torch_onnx>tract",
    "torch_onnx>mnn",
    "torch_export>torch_export",
    "torch_trace>torch_script",
    "torch_pnnx>ncnn",
    "tf_savedmodel>tf_savedmodel",
    "tf_litert>litert",
    "tf_savedmodel>openvino",
    "jax_onnx>onnxruntime",
    "sklearn_onnx>onnxruntime",
)
"""About a dozen routes that tell most, and the control."""


def exporters(guest: Path = GUEST) -> dict[str, Exporter]:
    """All exporters by id."""
    return {id_: Exporter(id_, **fields) for id_, fields in _constants(guest / "exporters", Exporter)}


def runtimes(guest: Path = GUEST) -> dict[str, Runtime]:
    """All runtimes by id."""
    return {id_: Runtime(id_, **fields) for id_, fields in _constants(guest / "runtimes", Runtime)}


def routes(guest: Path = GUEST) -> dict[str, Route]:
    """Every exporter with every runtime that takes its artefacts, by id."""
    found = [
        Route(exporter, runtime)
        for exporter in exporters(guest).values()
        for runtime in runtimes(guest).values()
        if runtime.takes(exporter)
    ]
    return {route.id: route for route in found}


def _constants(folder: Path, kind: Any) -> list[tuple[str, dict[str, Any]]]:
    """The constants of each file, without running it: its imports live in another environment."""
    found = []
    for path in sorted(folder.glob("*.py")):
        if path.stem == "__init__":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            node.targets[0].id.lower(): ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.isupper()
        }
        found.append((path.stem, {key: value for key, value in named.items() if key in kind._fields}))
    return found
