"""What NumPy computes, against the formulas."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from models.embedding.arithmetic import gelu, gelu_tanh, normalise, softmax, unit

numbers = st.floats(-50, 50, width=32)
matrices = arrays.arrays(np.float32, arrays.array_shapes(min_dims=2, max_dims=2), elements=numbers)


@given(matrices)
def test_gelu_is_x_times_the_normal_distribution(x: np.ndarray) -> None:
    expected = [[v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in row] for row in x.tolist()]
    assert gelu(x.copy()) == pytest.approx(np.array(expected), abs=2e-6, rel=1e-5)


@given(matrices)
def test_its_approximation_is_near(x: np.ndarray) -> None:
    assert gelu_tanh(x.copy()) == pytest.approx(gelu(x.copy()), abs=2e-3)


@pytest.mark.parametrize("rows", [1, 63, 64, 65, 200])
def test_rows_are_worked_on_block_by_block(rows: int) -> None:
    x = np.linspace(-3, 3, rows * 2, dtype=np.float32).reshape(rows, 2)
    alone = np.concatenate([gelu(row[None].copy()) for row in x])
    assert np.array_equal(gelu(x.copy()), alone)


@given(matrices)
def test_softmax_gives_shares(x: np.ndarray) -> None:
    shares = softmax(x.copy())
    assert (shares >= 0).all()
    assert shares.sum(axis=1) == pytest.approx(np.ones(len(x)), abs=1e-5)


def test_softmax_gives_nothing_to_what_is_hidden() -> None:
    hidden = np.finfo(np.float32).min
    assert softmax(np.array([[1, hidden, 1]], np.float32)).tolist() == [[0.5, 0, 0.5]]


@given(st.integers(2, 400), st.floats(-10, 10), st.floats(0.1, 10))
def test_normalised_rows_have_no_mean_and_variance_one(
    width: int, mean: float, deviation: float
) -> None:
    x = np.random.default_rng(width).normal(mean, deviation, (3, width)).astype(np.float32)
    normal = normalise(x, np.full(width, 2, np.float32), np.ones(width, np.float32), 1e-12)
    assert normal.mean(axis=1) == pytest.approx(np.ones(3), abs=1e-3)
    assert normal.var(axis=1) == pytest.approx(np.full(3, 4), rel=1e-2)


def test_a_row_of_equal_numbers_becomes_the_bias() -> None:
    ones = np.ones(4, np.float32)
    assert normalise(np.full((1, 4), 7, np.float32), ones, ones / 2, 1e-12).tolist() == [[0.5] * 4]


@given(matrices)
def test_unit_rows_have_length_one_or_none(x: np.ndarray) -> None:
    for row, length in zip(x, np.linalg.norm(unit(x), axis=1), strict=True):
        if np.abs(row).max() > 1e-3:
            assert length == pytest.approx(1, abs=1e-5)
    assert np.array_equal(unit(np.zeros((1, 3), np.float32)), np.zeros((1, 3)))
