"""All knowledge files, parsed strictly and with the place of everything."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.documents import Document, read_document
from advisor.model.errors import InputError, Problem

MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Tree:
    """The files by their path below the root; ``broken`` holds what could not even be parsed."""

    root: Path
    documents: dict[str, Document]
    tables: dict[str, list[str]]
    broken: tuple[Problem, ...]

    def without(self, paths: set[str]) -> Tree:
        """The tree with these files left out."""
        documents = {path: one for path, one in self.documents.items() if path not in paths}
        return Tree(self.root, documents, self.tables, self.broken)

    def under(self, folder: str) -> dict[str, Document]:
        """The documents whose path matches a glob such as ``editions/*/frameworks/*.yaml``."""
        from fnmatch import fnmatchcase

        return {path: one for path, one in self.documents.items() if fnmatchcase(path, folder)}

    def editions(self) -> list[str]:
        """The ids of the editions that have a file."""
        return [
            path.split("/")[1]
            for path in self.documents
            if path.startswith("editions/") and path.endswith("/edition.yaml")
        ]

    def alternatives(self, edition: str) -> dict[str, Document]:
        """The alternatives of an edition, by the name of their file."""
        found = {
            **self.under(f"editions/{edition}/frameworks/*.yaml"),
            **self.under(f"editions/{edition}/runtimes/*.yaml"),
        }
        return {Path(path).stem: document for path, document in found.items()}


def read_tree(root: Path) -> Tree:
    """Parse every YAML file and table below a knowledge folder."""
    documents: dict[str, Document] = {}
    broken: list[Problem] = []
    for path in sorted(root.rglob("*.yaml")):
        name = path.relative_to(root).as_posix()
        try:
            documents[name] = read_document(path.read_bytes(), name, MAX_BYTES)
        except InputError as error:
            broken += error.problems
        except OSError as error:
            broken.append(Problem(f"cannot be read: {error.strerror}", name))
    tables: dict[str, list[str]] = {}
    for path in sorted(root.rglob("*.csv")):
        name = path.relative_to(root).as_posix()
        try:
            tables[name] = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            broken.append(Problem(f"cannot be read: {error}", name, hint="save it as UTF-8"))
    return Tree(root, documents, tables, tuple(broken))
