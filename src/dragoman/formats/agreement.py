"""How far two codings of the same days and months agree beyond chance."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np


def kappa(both: int, only_one: int, only_other: int, neither: int) -> float | None:
    """Return Cohen's kappa of two coders who each say whether something is there; None where one answer is certain.

    Cohen 1960, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20 (1).
    """
    units = both + only_one + only_other + neither
    if not units:
        return None
    observed = (both + neither) / units
    one, other = (both + only_one) / units, (both + only_other) / units
    expected = one * other + (1 - one) * (1 - other)
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Mapping[tuple[int, int], int]) -> float | None:
    """Return Krippendorff's alpha of two series of counts; None where every count is the same.

    ``units`` says of each pair of counts how often it stands opposite. The metric is that of ratios, ``((c - k) / (c +
    k)) ** 2``: counts have a true nought, and 0 against 1 is a greater difference than 50 against 51; with the metric
    of intervals a few busy dyads would decide alone. Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability";
    Hayes and Krippendorff 2007, "Answering the Call for a Standard Reliability Measure for Coding Data".
    """
    count = sum(units.values())
    if not count:
        return None
    often: dict[int, int] = {}
    apart = 0.0
    for (one, other), times in units.items():
        often[one] = often.get(one, 0) + times
        often[other] = often.get(other, 0) + times
        if one != other:
            apart += times * ((one - other) / (one + other)) ** 2
    values = np.array(sorted(often), dtype=np.float64)
    weights = np.array([often[int(value)] for value in values], dtype=np.float64)
    expected = 0.0
    for value, weight in zip(values, weights, strict=True):
        total = values + value
        far = np.divide(values - value, total, out=np.zeros_like(total), where=total > 0) ** 2
        expected += float(weight * np.dot(weights, far))
    if expected == 0:
        return None
    return 1 - (apart / count) / (expected / (2 * count * (2 * count - 1)))
