"""Computes the shares of variance that test/analyze/effects compares with, by NumPy and scikit-learn.

    python test/reference/make_effects.py > test/reference/effects.json
    npx biome format --write test/reference/effects.json

Needs numpy and scikit-learn. A grid is an array with one axis per parameter, and its shares are those of the analysis of
variance of that array: the means over all other axes, nothing else. `grids` are given whole. `forests` are told from a
part of the points of a grid: every tree of scikit-learn's forest predicts the whole grid, that array is analysed, and
the shares are averaged over the trees, which is fANOVA (Hutter, Hoos and Leyton-Brown 2014) by other means than a walk
over boxes. Where a parameter exists under a condition, its axis repeats the same numbers where the condition fails.
"""

import itertools
import json

import numpy as np
import sklearn
from sklearn.ensemble import RandomForestRegressor

TREES = 1024


def shares(grid):
    """Main effects by axis, and of every pair beyond them, as shares of the variance of the array."""
    axes = range(grid.ndim)
    centered = grid - grid.mean()
    over = lambda kept: centered.mean(axis=tuple(a for a in axes if a not in kept))
    single = [(over([a]) ** 2).mean() for a in axes]
    pairs = [(over([a, b]) ** 2).mean() - single[a] - single[b] for a, b in itertools.combinations(axes, 2)]
    total = (centered**2).mean()
    return {"single": [s / total for s in single], "pairs": [p / total for p in pairs]}


def ishigami(levels):
    """Ishigami and Homma 1990, with a = 7 and b = 0.1, at the middles of equal parts of [-pi, pi] in each parameter."""
    middle = -np.pi + 2 * np.pi * (np.arange(levels) + 0.5) / levels
    x, y, z = np.meshgrid(middle, middle, middle, indexing="ij")
    return np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)


def grids(random):
    yield "ishigami", np.round(ishigami(7), 6)
    yield "categories", np.round(random.normal(0, 1, [3, 4, 2]), 6)
    # The second axis exists at the first level of the first one only.
    condition = np.round(random.normal(0, 1, [3, 1, 4]) + np.zeros([3, 3, 4]), 6)
    condition[0] = np.round(random.normal(0, 2, [3, 4]), 6)
    yield "condition", condition


def forests(random):
    yield "ishigami", ishigami(8), 200
    yield "noise", random.normal(0, 1, [6, 6, 6]), 80
    steps = np.arange(9) / 8
    smooth = np.sin(5 * steps)[:, None, None] + 2 * steps[None, :, None] * steps[None, None, :]
    yield "smooth and noisy", smooth + 0.2 * random.normal(0, 1, [9, 9, 9]), 150


def told(name, grid, count, random):
    points = np.array(list(np.ndindex(*grid.shape)))
    chosen = points[np.sort(random.permutation(len(points))[:count])]
    y = np.round([grid[tuple(point)] for point in chosen], 6)
    forest = RandomForestRegressor(TREES, bootstrap=True, max_features=1.0, oob_score=True, random_state=0)
    forest.fit(chosen, y)
    trees = [shares(tree.predict(points).reshape(grid.shape)) for tree in forest.estimators_]
    mean = lambda key: np.mean([tree[key] for tree in trees], axis=0).tolist()
    return {
        "name": name,
        "points": chosen.tolist(),
        "values": y.tolist(),
        "shares": {"single": mean("single"), "pairs": mean("pairs")},
        "explained": forest.oob_score_,
    }


def main():
    random = np.random.default_rng(11)
    print(
        json.dumps(
            {
                "made_by": f"make_effects.py with NumPy {np.__version__} and scikit-learn {sklearn.__version__}",
                "grids": [
                    {"name": name, "shape": grid.shape, "values": grid.ravel().tolist(), "shares": shares(grid)}
                    for name, grid in grids(random)
                ],
                "forests": [told(*case, random) for case in forests(random)],
            }
        )
    )


main()
