"""Trust: moves towards the evidence that a statement gives, quickly down and slowly up."""

from wgig_sim.core.compiled import kernel
from wgig_sim.core.constants import Annotated, Constant, NamedTuple


class Trust(NamedTuple):
    """Every statement is evidence of how far its speaker can be trusted; trust is lost faster than it is won.

    evidence = weighted mean of competence shown, nearness to oneself, and pleasant surprise
    trust += (gain if evidence > trust else loss) * standing * (evidence - trust)
    """

    gain: Annotated[float, Constant("rate at which better evidence raises trust", 0, 0.5, mute=0, unit="per statement")] = 0.029
    loss: Annotated[
        float, Constant("rate at which worse evidence lowers trust", 0, 0.5, mute=0, unit="per statement",
                        source="loss > gain: Slovic 1993; value: calibrated")
    ] = 0.11  # fmt: skip
    competence: Annotated[
        float,
        Constant(
            "weight of competence shown in the evidence",
            0,
            1,
            source="form: WGIG book 2005 (competence gives legitimacy); value: calibrated",
        ),
    ] = 0.24
    nearness: Annotated[float, Constant("weight of nearness of the statement to oneself", 0, 1)] = 0.35
    surprise: Annotated[float, Constant("weight of pleasant surprise", 0, 1)] = 0.4


@kernel
def evidence(
    competence: float,
    standing: float,
    nearness: float,
    surprise: float,
    competence_weight: float,
    nearness_weight: float,
    surprise_weight: float,
) -> float:
    """What one statement says about its speaker, in [0, 1].

    competence in [0, 1] counts as far as the speaker's standing lets it be seen; nearness = 1 - |statement - own position| / 2;
    surprise in [-1, 1] is how much nearer the speaker turned out to be than pictured, per unit of attention paid, halved.

    >>> evidence(0.8, 1.0, 0.5, 0.0, 0.5, 0.25, 0.25)  # 0.4 + 0.125 + 0.125
    0.65
    """
    total = competence_weight + nearness_weight + surprise_weight
    if total <= 0.0:
        return 0.0
    seen = competence_weight * competence * standing
    return (seen + nearness_weight * nearness + surprise_weight * 0.5 * (1.0 + surprise)) / total


@kernel
def updated(trust: float, shown: float, standing: float, gain: float, loss: float) -> float:
    """Trust after evidence `shown`, in [0, 1]; with gain, loss, standing in [0, 1] it stays between the two.

    Trust is lost faster than it is won (Slovic 1993); equal standing is the contact condition (Allport 1954).

    >>> updated(0.25, 0.75, 1.0, 0.5, 1.0)
    0.5
    >>> updated(0.75, 0.25, 1.0, 0.5, 1.0)
    0.25
    """
    rate = gain if shown > trust else loss
    return trust + rate * standing * (shown - trust)
