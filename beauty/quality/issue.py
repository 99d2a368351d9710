"""What the gate found."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Issue:
    """One thing that weakens the result. Its words are in assets/texts under quality.<code>.

    facts fill the sentence; regions name what to mark on the photo; serious: the result suffers, not
    only its error bar.
    """

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    regions: tuple[str, ...] = ()
    serious: bool = False


@dataclass(frozen=True)
class Quality:
    """issues, the most serious first; ok: none of them is serious."""

    issues: tuple[Issue, ...]

    @property
    def ok(self) -> bool:
        return not any(issue.serious for issue in self.issues)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(issue.code for issue in self.issues)
