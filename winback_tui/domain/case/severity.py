"""How bad it was, from one to five, as the customer sees it (playbook M7)."""

from __future__ import annotations

from dataclasses import dataclass

from winback_tui.domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class Severity:
    """One mark of the scale, its name and an example to compare with."""

    mark: int
    name: str
    example: str

    @property
    def bar(self) -> str:
        """The mark as figure and bar, readable without colour: `3 ▇▇▇▁▁`."""
        return f"{self.mark} {'▇' * self.mark}{'▁' * (len(SCALE) - self.mark)}"

    @property
    def words(self) -> str:
        """Bar and name for a row: `3 ▇▇▇▁▁ problem`."""
        return f"{self.bar} {self.name}"


SCALE = (
    Severity(1, "trifle", "a parcel came a day late and nobody was waiting for it"),
    Severity(2, "nuisance", "an invoice had to be sent back twice before it was right"),
    Severity(3, "problem", "half of the goods were missing, and the customer had to let down a client"),
    Severity(4, "catastrophe", "the person who had recommended us lost their job over it"),
    Severity(5, "end of the world", "the customer's whole firm came to a standstill because of us"),
)


def severity_of(mark: int) -> Severity:
    """The mark on the scale. Raises BadInput for anything but 1 to 5."""
    if not 1 <= mark <= len(SCALE):
        raise BadInput(
            f"Severity goes from 1 (trifle) to 5 (end of the world), so {mark} is not on the scale."
        )
    return SCALE[mark - 1]
