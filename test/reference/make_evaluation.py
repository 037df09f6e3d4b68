"""Computes the figures that test/nn/evaluation compares with, by scikit-learn, SciPy and PyTorch.

    python test/reference/make_evaluation.py > test/reference/evaluation.json
    npx biome format --write test/reference/evaluation.json

Needs torch, scikit-learn and scipy. Logits are seeded normal numbers or written out below, rounded to three places and
then to float32, as the tests read them; everything after that is computed in double precision. Temperatures are where
the derivative of PyTorch's cross-entropy, by its own automatic differentiation, changes its sign. scikit-learn warns of classes that are predicted and never occur: they are meant to.
"""

import json

import numpy as np
import scipy.optimize
import sklearn
import sklearn.metrics as metrics
import torch
import torch.nn.functional as F

BINS = 15
LOWEST, HIGHEST = 1e-4, 1e4


def cases():
    """name -> (logits [n, classes], labels [n], votes [n, classes] or None, whether a temperature exists)"""
    random = np.random.default_rng(5)

    def drawn(samples, classes, scale, pull):
        labels = random.integers(0, classes, samples)
        logits = random.normal(0, scale, [samples, classes])
        logits[np.arange(samples), labels] += pull
        return logits, labels

    def voted(logits, voters):
        """Every sample's distribution of ten votes, and the class with the most of them."""
        chances = np.exp(0.4 * logits) / np.exp(0.4 * logits).sum(1, keepdims=True)
        votes = np.array([random.multinomial(voters, chance) for chance in chances]) / voters
        return votes.argmax(1), votes

    yield "unsure", (*drawn(30, 7, 1, 1.5), None, True)
    yield "over-confident", (*drawn(30, 7, 8, 8), None, True)
    logits, _ = drawn(20, 7, 3, 0)
    yield "votes", (logits, *voted(logits, 10), True)
    logits, labels = drawn(12, 4, 1, 1)
    yield "a class that never occurs", (logits, np.where(labels == 2, 3, labels), None, True)
    logits, labels = drawn(12, 4, 1, 1)
    logits[:, 1] = -9
    yield "a class that is never predicted", (logits, labels, None, True)
    logits, labels = drawn(12, 4, 1, 1)
    logits[:, 2] = -9
    yield "a class that neither occurs nor is predicted", (logits, np.where(labels == 2, 0, labels), None, True)
    logits = random.integers(0, 2, [16, 3])
    yield "ties", (logits, np.where(random.random(16) < 0.75, logits.argmax(1), random.integers(0, 3, 16)), None, True)
    yield "all logits equal", (np.full([6, 3], 2.5), np.array([0, 1, 2, 0, 0, 1]), None, False)
    logits, labels = drawn(12, 4, 900, 500)
    yield "huge logits", (logits, labels, None, True)
    yield "everything right", (*drawn(8, 3, 1, 20), None, False)
    yield "worse than a guess", (*drawn(8, 3, 1, -20), None, False)
    yield "one sample, right", (*drawn(1, 3, 1, 5), None, False)
    yield "one sample, wrong", (*drawn(1, 3, 1, -5), None, False)
    yield "two classes", (*drawn(10, 2, 1, 1), None, True)


def loss(logits, target, inverse):
    return F.cross_entropy(logits * inverse, target)


def temperature(logits, target):
    def slope(log):
        inverse = torch.tensor(np.exp(-log), dtype=torch.float64, requires_grad=True)
        loss(logits, target, inverse).backward()
        return inverse.grad.item()

    return float(np.exp(scipy.optimize.brentq(slope, np.log(LOWEST), np.log(HIGHEST), xtol=1e-13)))


def calibration_error(logits, labels, temperature):
    probabilities = torch.softmax(logits / temperature, 1).numpy()
    confidence, hit = probabilities.max(1), first_highest(logits) == labels
    edges = np.linspace(0, 1, BINS + 1)
    error = 0.0
    for low, high in zip(edges, edges[1:]):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            error += inside.mean() * abs(hit[inside].mean() - confidence[inside].mean())
    return float(error)


def first_highest(logits):
    """numpy.argmax gives the lower of equal ones."""
    return logits.numpy().argmax(1)


def standing(logits):
    """A score without ties, highest for the highest logit, and of equal ones for the lower class."""
    return -np.argsort(np.argsort(-logits.numpy(), axis=1, kind="stable"), axis=1)


def figures(given, labels, votes, has_temperature):
    logits = torch.tensor(given, dtype=torch.float64)
    target = torch.tensor(labels) if votes is None else torch.tensor(votes, dtype=torch.float64)
    classes = list(range(logits.shape[1]))
    predicted = first_highest(logits)
    fitted = temperature(logits, target) if has_temperature else None
    precision, recall, f1, count = metrics.precision_recall_fscore_support(
        labels, predicted, labels=classes, zero_division=0
    )
    confusion = metrics.confusion_matrix(labels, predicted, labels=classes)
    # scikit-learn has its own function for two classes, which takes one score of a sample.
    in_two = np.mean(standing(logits)[np.arange(len(labels)), labels] > -2)
    if len(classes) > 2:
        assert in_two == metrics.top_k_accuracy_score(labels, standing(logits), k=2, labels=classes)
    return {
        "loss": loss(logits, target, 1).item(),
        "accuracy": metrics.accuracy_score(labels, predicted),
        "top2": float(in_two),
        "macro_f1": metrics.f1_score(labels, predicted, labels=classes, average="macro", zero_division=0),
        "balanced_accuracy": float(metrics.balanced_accuracy_score(labels, predicted)),
        "ece": calibration_error(logits, labels, 1),
        "temperature": fitted,
        "ece_after_temperature": calibration_error(logits, labels, fitted) if fitted else None,
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "f1": f1.tolist(),
        "count": count.tolist(),
        "confusion": confusion.tolist(),
    }


def rounded(values):
    return np.round(np.asarray(values, dtype=np.float64), 3).astype(np.float32)


written = []
for name, (logits, labels, votes, has_temperature) in cases():
    logits, votes = rounded(logits), None if votes is None else rounded(votes)
    written.append(
        {
            "name": name,
            "classes": logits.shape[1],
            "logits": [round(float(value), 3) for value in logits.flatten()],
            "labels": labels.tolist(),
            "votes": None if votes is None else [round(float(value), 3) for value in votes.flatten()],
            "expected": figures(logits, labels, votes, has_temperature),
        }
    )
source = f"scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}, PyTorch {torch.__version__.split('+')[0]}"
lines = ",\n    ".join(json.dumps(entry) for entry in written)
print(f'{{\n  "source": "{source}",\n  "cases": [\n    {lines}\n  ]\n}}')
