"""Computes the figures that test/analyze/statistics compares with, by SciPy and statsmodels.

    python test/reference/make_statistics.py > test/reference/statistics.json
    npx biome format --write test/reference/statistics.json

Needs scipy and statsmodels.
"""

import json

import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestIndPower
from statsmodels.stats.proportion import proportion_confint

samples = {
    "three seeds": ([0.462, 0.451, 0.4705], [0.441, 0.4555, 0.438]),
    "two seeds and five": ([0.71, 0.74], [0.69, 0.705, 0.668, 0.71, 0.702]),
    "one that varies far more": ([1.301, 1.3, 1.302, 1.3005], [0.9, 2.1, 1.2, 3.3]),
    "far apart": ([10.01, 10.02, 10.03], [1.01, 1.02, 1.04]),
    "one that does not vary": ([0.25, 0.25, 0.25], [0.31, 0.29, 0.33]),
}


def difference(result, value):
    low, high = result.confidence_interval(0.95)
    return dict(value=value, low=low, high=high, degrees=result.df, p=result.pvalue)


def mean(values):
    return sum(values) / len(values)


def welch(a, b):
    return difference(stats.ttest_ind(a, b, equal_var=False), mean(a) - mean(b))


def paired(a, b):
    return difference(stats.ttest_rel(a, b), mean(a) - mean(b))


families = [
    [0.01, 0.04, 0.03, 0.005],
    [0.2, 0.001, 0.001, 0.9, 0.04, 0.03],
    [1e-9, 0.02, 0.02, 0.02],
    [0.7],
]

figures = {
    "versions": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
    "quantiles": [
        dict(level=level, degrees=degrees, value=stats.t.ppf(0.5 + level / 2, degrees))
        for level in [0.5, 0.8, 0.95, 0.999]
        for degrees in [0.7, 1, 2, 2.7, 4, 9, 39, 41, 199.5, 3588, 1e6]
    ],
    "tails": [
        dict(t=t, degrees=degrees, p=2 * stats.t.sf(t, degrees))
        for t in [0, 0.01, 0.8, 2, 5, 37]
        for degrees in [0.7, 1, 2, 2.7, 4, 39, 41, 3588, 1e6]
    ],
    "welch": [dict(name=name, a=a, b=b, **welch(a, b)) for name, (a, b) in samples.items()],
    "paired": [dict(name=name, a=a, b=b, **paired(a, b)) for name, (a, b) in samples.items() if len(a) == len(b)],
    "holm": [dict(p=p, corrected=list(multipletests(p, method="holm")[1])) for p in families],
    "mcnemar": [
        dict(b=b, c=c, p=stats.binomtest(b, b + c).pvalue)
        for b, c in [(1, 5), (0, 6), (3, 3), (180, 240), (240, 180), (0, 1), (9, 900), (30000, 30600)]
    ],
    "wilson": [
        dict(share=hits / n, samples=n, low=low, high=high)
        for hits, n in [(0, 10), (10, 10), (3, 7), (1658, 3589), (3588, 3589)]
        for low, high in [proportion_confint(hits, n, method="wilson")]
    ],
    "power": [
        dict(shift=effect * (n / 2) ** 0.5, degrees=2 * n - 2, power=TTestIndPower().power(effect, n, 0.05))
        for effect in [0, 0.2, 0.8, 1.5]
        for n in [2, 3, 5, 12, 40]
    ],
    "normal": [dict(x=x, share=stats.norm.cdf(x)) for x in [-9, -6, -2.5, -0.3, 0, 1, 1.96, 5.5, 9]],
}
print(json.dumps(figures, default=float))
