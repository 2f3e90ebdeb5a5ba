"""What a report is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from advisor.model.comparison import Comparison
    from advisor.model.recommendation import Recommendation


@dataclass(frozen=True, slots=True)
class Surface:
    """What a report is written on: ``width`` in columns, whether colour and characters beyond ASCII may be used.

    ``top`` limits how many ranked frameworks are shown, None for all.
    """

    width: int = 80
    color: bool = False
    unicode: bool = True
    top: int | None = None


class Report(Protocol):
    """A format that a recommendation can be written in.

    ``lead`` is everything that needs neither robustness nor neighbours, ``rest`` what follows; the report is the two together.
    ``rest`` is asked for only after both are known, if the format shows them (``complete``), and the pictures too, if it draws.
    """

    complete: bool
    pictures: bool

    def lead(self, recommendation: Recommendation, surface: Surface) -> str:
        """The part that can be shown first; empty where a format comes in one piece."""
        ...

    def rest(self, recommendation: Recommendation, surface: Surface) -> str:
        """The part that follows, or the whole report where nothing came before."""
        ...


Facts = Literal["scored", "all", "none"]


class Rows(NamedTuple):
    """What of a comparison is shown: which ``facts``, and whether only the rows that differ (``differences``)."""

    facts: Facts = "scored"
    differences: bool = False


class ComparisonReport(Protocol):
    """A format that a comparison can be written in."""

    def __call__(self, comparison: Comparison, surface: Surface, wanted: Rows) -> str:
        """The whole report as text."""
        ...
