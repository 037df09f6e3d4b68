"""Computes the figures that test/analyze/comparison compares with, by scikit-learn, SciPy and statsmodels.

    python test/reference/make_comparison.py > test/reference/comparison.json
    npx biome format --write test/reference/comparison.json

Needs scikit-learn, scipy and statsmodels. Two points with three seeds each say of 60 samples which of three classes they
are: logits are seeded normal numbers, rounded to two places. The errors of the metrics are those of a real bootstrap of
4000 resamples, those of points over samples and seeds come from analysis of variance by least squares.
"""

import json

import numpy as np
import pandas
import sklearn
import sklearn.metrics as metrics
import statsmodels
import statsmodels.formula.api as formulas
from scipy import stats
from scipy.special import log_softmax, softmax
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.power import TTestIndPower

SAMPLES, CLASSES, SEEDS, BINS, RESAMPLES = 60, 3, 3, 15, 4000
random = np.random.default_rng(11)

labels = random.integers(0, CLASSES, SAMPLES)
hardness = random.normal(0, 1, SAMPLES)
everyone = np.arange(CLASSES)


def drawn(skill):
    logits = random.normal(0, 1, [SAMPLES, CLASSES])
    logits[np.arange(SAMPLES), labels] += skill + hardness
    return logits.round(2)


points = [[drawn(skill) for _ in range(SEEDS)] for skill in [1.4, 0.5]]


def ece(logits, labels):
    chances = softmax(logits, 1)
    bins = np.ceil(chances.max(1) * BINS)
    gaps = (chances.argmax(1) == labels) - chances.max(1)
    return sum(abs(gaps[bins == b].sum()) for b in range(1, BINS + 1)) / len(labels)


scores = {
    "val_accuracy": lambda logits, labels: metrics.accuracy_score(labels, logits.argmax(1)),
    "val_top2": lambda logits, labels: metrics.top_k_accuracy_score(labels, logits, k=2, labels=everyone),
    "val_loss": lambda logits, labels: metrics.log_loss(labels, softmax(logits, 1), labels=everyone),
    "val_macro_f1": lambda logits, labels: metrics.f1_score(labels, logits.argmax(1), average="macro", labels=everyone),
    "val_balanced_accuracy": lambda logits, labels: metrics.balanced_accuracy_score(labels, logits.argmax(1)),
    "val_ece": ece,
}


def scored(name, logits):
    """The metric, and its standard error by a real bootstrap over samples."""
    metric = scores[name]
    picks = random.integers(0, SAMPLES, [RESAMPLES, SAMPLES])
    return dict(
        metric=name,
        value=metric(logits, labels),
        bootstrap=np.std([metric(logits[pick], labels[pick]) for pick in picks], ddof=1),
    )


def interaction(table):
    """Mean square that seeds and samples leave over, by least squares: table [seeds, samples]."""
    rows = [dict(seed=s, sample=i, score=table[s, i]) for s in range(SEEDS) for i in range(SAMPLES)]
    fit = formulas.ols("score ~ C(seed) + C(sample)", pandas.DataFrame(rows)).fit()
    return anova_lm(fit).loc["Residual", "mean_sq"]


def crossed(tables):
    a, b = tables
    samples = stats.sem(a.mean(0) - b.mean(0)) ** 2
    seeds = [stats.sem(table.mean(1)) ** 2 for table in tables]
    twice = sum(interaction(table) for table in tables) / (SEEDS * SAMPLES)
    variance = max(samples + sum(seeds) - twice, samples, sum(seeds))
    parts, degrees = np.array([samples, *seeds]), np.array([SAMPLES - 1, SEEDS - 1, SEEDS - 1])
    freedom = parts.sum() ** 2 / (parts**2 / degrees).sum()
    both = 2 * stats.t.sf(abs(a.mean() - b.mean()) / variance**0.5, freedom)
    alone = stats.ttest_ind(a.mean(1), b.mean(1), equal_var=False).pvalue
    return dict(p=max(both, alone), both=both, alone=alone)


hits = [np.array([logits.argmax(1) == labels for logits in point], float) for point in points]
losses = [np.array([-log_softmax(logits, 1)[np.arange(SAMPLES), labels] for logits in point]) for point in points]
first, second = hits[0][0], hits[1][0]
counts = [[sum((first == x) & (second == y)) for y in [1, 0]] for x in [1, 0]]

groups = [[0.462, 0.451, 0.4705], [0.431, 0.4455, 0.428], [0.47, 0.43], [0.455, 0.449, 0.452, 0.46]]
frame = pandas.DataFrame([dict(point=i, value=v) for i, group in enumerate(groups) for v in group])
anova = anova_lm(formulas.ols("value ~ C(point)", frame).fit())
sizes = np.array([len(group) for group in groups])
each = (sizes.sum() - (sizes**2).sum() / sizes.sum()) / (len(groups) - 1)
within, between = anova.loc["Residual", "mean_sq"], anova.loc["C(point)", "mean_sq"]

line = [[4, 0.41], [5, 0.43], [6, 0.425], [7, 0.452], [9, 0.47]]
fitted = stats.linregress(*zip(*line))


def seeds_needed(a, b):
    """Of either point for a power of 80 %, from the deviations over seeds alone."""
    deviation = ((np.var(a, ddof=1) + np.var(b, ddof=1)) / 2) ** 0.5
    return TTestIndPower().solve_power((np.mean(a) - np.mean(b)) / deviation, alpha=0.05, power=0.8)


figures = {
    "versions": {"sklearn": sklearn.__version__, "statsmodels": statsmodels.__version__},
    "labels": labels.tolist(),
    "logits": [[logits.ravel().tolist() for logits in point] for point in points],
    "scores": [scored(name, points[1][0]) for name in scores],
    "crossed": {"val_accuracy": crossed(hits), "val_loss": crossed(losses)},
    "single": {
        "val_accuracy": mcnemar(counts, exact=True).pvalue,
        "val_loss": stats.ttest_rel(losses[0][0], losses[1][0]).pvalue,
    },
    "components": dict(groups=groups, seeds=within**0.5, points=max(0, (between - within) / each) ** 0.5),
    "line": dict(points=line, slope=fitted.slope, p=fitted.pvalue),
    "seeds": [
        dict(a=a, b=b, seeds=seeds_needed(a, b))
        for a, b in [(groups[0], groups[1]), ([0.47, 0.45, 0.46], [0.453, 0.447, 0.468]), ([3.1, 3.4], [2.2, 2.8])]
    ],
}
print(json.dumps(figures, default=float))
