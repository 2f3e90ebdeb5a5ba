"""Loading knowledge for a command."""

from __future__ import annotations

from advisor.cli.context import Context
from advisor.knowledge_base.loader import load_knowledge
from advisor.model.errors import AdvisorError
from advisor.model.knowledge import Knowledge


def load(context: Context, edition: str | None) -> Knowledge:
    """The knowledge of an edition, through the user's cache."""
    return load_knowledge(edition, cache=context.cache)


def unknown_id(id_: str, knowledge: Knowledge) -> AdvisorError:
    """The error for an id that the edition does not know, with the closest one."""
    from advisor.documents.validation import closest

    allowed = [*knowledge.alternatives, *knowledge.criteria, *knowledge.exchanges]
    hint = closest(id_, allowed) or "see `advisor list frameworks` and `advisor list criteria`"
    return AdvisorError(f"edition {knowledge.edition.id} knows no `{id_}`", hint)
