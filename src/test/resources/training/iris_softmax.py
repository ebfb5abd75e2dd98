"""The least of the penalised loss of softmax regression on examples/iris/iris.csv, by Newton's method with 40 digits, independent of Jacobi.

    python3 iris_softmax.py

prints the loss and the norm of its gradient there; the first line stands in iris_softmax.txt. The loss is the mean over rows of
-log(probability of the row's class), plus 0.01 / 2 times the sum of the squares of all weights but the offsets. The offsets are only told up
to one number that all of them may have more, so that of the first class is held at 0.
"""

import csv
import pathlib

from mpmath import exp, log, lu_solve, matrix, mp, mpf, norm, nstr

mp.dps = 40
PENALTY = mpf("0.01")
FILE = pathlib.Path(__file__).resolve().parents[4] / "examples" / "iris" / "iris.csv"
FEATURES = ("sepal_length", "sepal_width", "petal_length", "petal_width")
CLASSES = ("setosa", "versicolor", "virginica")

with FILE.open() as file:
    ROWS = [
        ([mpf(row[name]) for name in FEATURES] + [mpf(1)], CLASSES.index(row["species"]))
        for row in csv.DictReader(file)
    ]

# The unknowns: four weights and an offset for each class, without the offset of the first.
WIDTH = len(FEATURES) + 1
PLACES = [(c, d) for c in range(len(CLASSES)) for d in range(WIDTH) if (c, d) != (0, WIDTH - 1)]


def probabilities(theta, x):
    parts = [mpf(0)] * len(CLASSES)
    for (c, d), value in zip(PLACES, theta):
        parts[c] += value * x[d]
    weights = [exp(part) for part in parts]
    return [weight / sum(weights) for weight in weights]


def penalised(d):
    return PENALTY if d < WIDTH - 1 else mpf(0)


def loss(theta):
    likelihood = sum(log(probabilities(theta, x)[label]) for x, label in ROWS)
    return sum(penalised(d) / 2 * v**2 for (_, d), v in zip(PLACES, theta)) - likelihood / len(ROWS)


def derivatives(theta):
    n = len(PLACES)
    gradient, hessian = matrix(n, 1), matrix(n, n)
    for i, (_, d) in enumerate(PLACES):
        gradient[i] = penalised(d) * theta[i]
        hessian[i, i] = penalised(d)
    for x, label in ROWS:
        p = probabilities(theta, x)
        for i, (c, d) in enumerate(PLACES):
            gradient[i] += (p[c] - (c == label)) * x[d] / len(ROWS)
            for j, (e, f) in enumerate(PLACES):
                hessian[i, j] += p[c] * ((c == e) - p[e]) * x[d] * x[f] / len(ROWS)
    return gradient, hessian


theta = matrix(len(PLACES), 1)
for _ in range(100):
    gradient, hessian = derivatives(theta)
    if norm(gradient) < mpf(10) ** -30:
        break
    step = lu_solve(hessian, -gradient)
    length = mpf(1)
    while loss(theta + length * step) > loss(theta):
        length /= 2
    theta += length * step
print(nstr(loss(theta), 30))
print(nstr(norm(gradient), 3))
