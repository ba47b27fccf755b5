"""Limit case: the options are a smallest set of texts such that everybody can accept one."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wgig_sim.core.options import fewest_texts
from wgig_sim.study.verify.texts import fewest_by_trying_all

SLACK = 1e-12
people = st.lists(st.tuples(st.floats(-1, 1), st.floats(0, 2)), min_size=1, max_size=7)


@given(people)
def test_as_few_as_can_be(rows: list[tuple[float, float]]) -> None:
    position, latitude = (np.array(column) for column in zip(*rows, strict=True))
    texts = fewest_texts(position, latitude)
    low, high = np.maximum(position - latitude, -1), np.minimum(position + latitude, 1)
    assert len(texts) == fewest_by_trying_all(low, high)
    accepts = (low[:, None] - SLACK <= texts) & (texts <= high[:, None] + SLACK)
    assert accepts.any(axis=1).all(), "somebody can accept none of the options"
    assert accepts.any(axis=0).all(), "an option has no supporter"
    assert (np.diff(texts) > 0).all()
    assert (np.abs(texts) <= 1).all()


@given(people, st.randoms(use_true_random=False))
def test_options_do_not_depend_on_the_order_of_people(rows: list[tuple[float, float]], order: Random) -> None:
    shuffled = list(rows)
    order.shuffle(shuffled)
    one, other = ([np.array(column) for column in zip(*some, strict=True)] for some in (rows, shuffled))
    assert np.array_equal(fewest_texts(*one), fewest_texts(*other))
