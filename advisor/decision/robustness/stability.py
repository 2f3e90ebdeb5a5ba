"""Weight stability intervals in closed form: how far one weight may move before somebody else is first.

The share of criterion c becomes t, all others keep their proportions: w_j(t) = w_j (1 - t) / (1 - w_c). The score of an
alternative is a linear function of t where all its scores are known, and two lines cross once. Where a score is missing, the
others of its category carry its weight, and the score is a ratio P(t) / Q(t) of polynomials of degree two: the winner w is level
with a rival r at the roots of P_w Q_r - P_r Q_w.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.decision.ranking import TIE, effective_weights, overall

Floats = NDArray[np.float64]
Polynomials = NDArray[np.float64]
"""Coefficients in rising order of the power, axes (alternative, power)."""
FLAT = 1e-12
BEYOND = 1e-7
ONE = np.array([1.0, 0.0])


class Range(NamedTuple):
    """The shares between which the winner stays first, and the rows that are first just outside, None where nobody is."""

    low: float
    high: float
    below: int | None
    above: int | None


def moved(weights: Floats, column: int, share: float) -> Floats:
    """The weights (criterion) with one share set and the others rescaled in proportion."""
    rest = 1 - weights[column]
    changed: Floats = weights * ((1 - share) / rest if rest > FLAT else 0.0)
    changed[column] = share
    return changed


def ranges(scores: Floats, weights: Floats, membership: Floats, winner: int) -> list[Range]:
    """For each criterion how far its share may move; ``scores`` (alternative, criterion) 0-100, NaN for unknown.

    ``weights`` (criterion) sum to 1 and put the row ``winner`` first; ``membership`` (category, criterion) is 0 or 1.
    """
    return [_range(scores, weights, membership, winner, column) for column in range(len(weights))]


def _range(scores: Floats, weights: Floats, membership: Floats, winner: int, column: int) -> Range:
    share = float(weights[column])
    if 1 - share < FLAT:
        return Range(0.0, 1.0, None, None)  # the only criterion: no other weight can take over
    lows, highs = _ends(*fractions(scores, weights, membership, column), winner, share)
    low, high = float(lows.max()), float(highs.min())

    def first_of(rows: NDArray[np.bool_], place: float) -> int:
        """Who of those that pass the winner at the same share is highest beyond it."""
        total = overall(scores, effective_weights(scores, moved(weights, column, place), membership))
        return int(np.where(rows, total, -np.inf).argmax())

    below = first_of(lows > low - TIE, low - min(BEYOND, low / 2)) if low > TIE else None
    above = first_of(highs < high + TIE, high + min(BEYOND, (1 - high) / 2)) if high < 1 - TIE else None
    return Range(low if below is not None else 0.0, high if above is not None else 1.0, below, above)


def fractions(scores: Floats, weights: Floats, membership: Floats, column: int) -> tuple[Polynomials, Polynomials]:
    """Numerators and denominators of all total scores as functions of the share t of one criterion."""
    own = membership[:, column] > 0
    known, rated = ~np.isnan(scores), np.nan_to_num(scores)
    constant, present, complete = _elsewhere(rated, known, weights, membership[~own])
    others = np.where((membership[own][0] > 0) & (np.arange(len(weights)) != column), weights, 0.0)
    points, mass, full = rated @ others, known @ others, others.sum()  # of the own category, without the criterion
    rest, itself = np.array([1.0, -1.0]) / (1 - weights[column]), np.array([0.0, 1.0])
    category = itself + rest * full
    numerator = itself * rated[:, [column]] + rest * points[:, None]
    denominator = itself * known[:, [column]] + rest * mass[:, None]
    # the category's mean does not move where the criterion is unknown, or the only one that is known
    still = (mass <= 0) | ~known[:, column]
    mean = np.where(mass > 0, points / np.where(mass > 0, mass, 1), rated[:, column])
    numerator[still], denominator[still] = ONE * mean[still, None], ONE
    # nothing is missing in the category: its weight cancels out
    whole = ~still & (np.abs(mass - full) <= FLAT)
    denominator[whole] = ONE
    top = _times(np.where(whole[:, None], ONE, category), numerator) + _times(denominator, rest * constant[:, None])
    bottom = _times(denominator, np.where(complete[:, None], ONE, category + rest * present[:, None]))
    absent = (mass <= 0) & ~known[:, column]
    top[absent] = np.outer(constant[absent], [1.0, 0.0, 0.0])
    bottom[absent] = np.outer(np.where(present[absent] > 0, present[absent], 1.0), [1.0, 0.0, 0.0])
    return top, bottom


def _elsewhere(
    rated: Floats, known: NDArray[np.bool_], weights: Floats, membership: Floats
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Of these categories, for each alternative: sum of weight times mean, sum of weights, and whether none is unknown."""
    there = known * weights
    mass, points, full = there @ membership.T, (rated * there) @ membership.T, membership @ weights
    seen = mass > 0
    means = np.divide(points, mass, out=np.zeros_like(points), where=seen)
    return (means * full).sum(axis=1), (seen * full).sum(axis=1), (seen | (full == 0)).all(axis=1)


def _times(one: Polynomials, other: Polynomials) -> Polynomials:
    """Products of polynomials, row by row."""
    made = np.zeros((max(len(one), len(other)), one.shape[1] + other.shape[1] - 1))
    for power in range(one.shape[1]):
        made[:, power : power + other.shape[1]] += one[:, [power]] * other
    return made


def _ends(top: Polynomials, bottom: Polynomials, winner: int, share: float) -> tuple[Floats, Floats]:
    """For each rival the lowest and the highest share, connected with the stated one, at which it is not ahead."""
    lead = _times(top[[winner]], bottom) - _times(bottom[[winner]], top)
    scale = _times(bottom[[winner]], bottom)
    lows, highs = np.zeros(len(lead)), np.ones(len(lead))
    straight = (np.abs(lead[:, 2:]) <= FLAT * np.abs(lead).max(axis=1, keepdims=True)).all(axis=1)
    slope = np.where(straight, lead[:, 1], 0.0)
    cross = np.divide(-lead[:, 0], slope, out=np.zeros_like(slope), where=np.abs(slope) > FLAT)
    rising, falling = slope > FLAT, slope < -FLAT
    lows[rising] = np.clip(cross[rising], 0.0, share)
    highs[falling] = np.clip(cross[falling], share, 1.0)
    for row in np.flatnonzero(~straight).tolist():
        lows[row], highs[row] = _walk(lead[row], scale[row], share)
    return lows, highs


def _walk(lead: Floats, scale: Floats, share: float) -> tuple[float, float]:
    """From the stated share to the first root on each side beyond which the lead is negative."""
    from numpy.polynomial import polynomial

    size = np.flatnonzero(np.abs(lead) > FLAT * np.abs(lead).max())[-1] + 1
    roots = polynomial.polyroots(lead[:size])
    real = sorted(float(one.real) for one in roots if abs(one.imag) < TIE and 0 < one.real < 1)

    def behind(one: float, other: float) -> bool:
        middle = (one + other) / 2
        return bool(polynomial.polyval(middle, lead) < -TIE * polynomial.polyval(middle, scale))

    up = [share, *(root for root in real if root > share), 1.0]
    down = [share, *(root for root in reversed(real) if root < share), 0.0]
    high = next((one for one, other in pairwise(up) if behind(one, other)), 1.0)
    low = next((one for one, other in pairwise(down) if behind(one, other)), 0.0)
    return low, high
