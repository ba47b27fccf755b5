"""Learning: the facts of an issue are picked up from those who know them."""

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple


class Learning(NamedTuple):
    """The facts of an issue are picked up from speakers who know them, and from fact papers.

    knowledge += rate * alpha * competence of the speaker * (1 - knowledge)
    fact paper: knowledge += papers * skill of the secretariat * (1 - knowledge)
    """

    rate: Annotated[
        float, Constant("share of what is not known that a fully heeded expert statement teaches", 0, 1, mute=0,
                        unit="per statement")
    ] = 0.35  # fmt: skip
    papers: Annotated[
        float, Constant("share of what is not known that a fact paper of a skilled secretariat teaches", 0, 1, mute=0,
                        unit="per paper")
    ] = 0.24  # fmt: skip


@kernel
def learned(knowledge: float, rate: float, alpha: float, competence: float) -> float:
    """Knowledge in [0, 1] after hearing somebody of `competence` with attention `alpha`.

    >>> learned(0.5, 0.5, 0.5, 1.0)
    0.625
    """
    return knowledge + rate * alpha * competence * (1.0 - knowledge)
