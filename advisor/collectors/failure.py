"""What goes wrong with one package."""

from __future__ import annotations

from advisor.model.errors import AdvisorError


class CollectorError(AdvisorError):
    """One package could not be read or merged; ``unreachable`` says that its registry did not answer at all."""

    def __init__(self, message: str, *, unreachable: bool = False) -> None:
        """Keep the message, one line."""
        super().__init__(message)
        self.unreachable = unreachable
