"""Everything wrong in a register that could be built, whichever file it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from trygg_excel.register.coherence import coherence_problems
from trygg_excel.register.model import Register
from trygg_excel.register.problem import AS_YAML, Naming, Problem
from trygg_excel.register.references import reference_problems


def problems_of(register: Register, naming: Naming = AS_YAML) -> Iterator[Problem]:
    """Each thing that is wrong, told in the words of its file."""
    yield from reference_problems(register, naming)
    yield from coherence_problems(register, naming)
