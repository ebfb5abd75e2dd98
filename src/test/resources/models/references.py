"""Values and gradients of the examples by mpmath, with 30 digits, from formulas of our own and independent of Jacobi.

    python3 references.py

writes examples/<example>/data.txt, a line each for data (real, int or size, its name, its values) and the point x, and beside this
script <example>.txt with value and gradient. The gradients are written out by hand and compared here with
central differences of 100 digits; of recurrences and solutions they are those differences, and there is the Hessian, too.
"""

import pathlib
import random

from mpmath import cos, exp, eye, findroot, log, log10, matrix, mp, mpf, ncdf, nstr, pi, sin, sqrt, tanh

mp.dps = 100
STEP = mpf(10) ** -25
EXAMPLES = pathlib.Path(__file__).resolve().parents[4] / "examples"


def numbers(source, count, scale=1.0):
    return [round(source.uniform(-scale, scale), 4) for _ in range(count)]


def rows(values, width):
    return [[mpf(v) for v in values[i : i + width]] for i in range(0, len(values), width)]


def logistic(x, data):
    n, d = len(data["y"]), len(x) - 1
    X, w, b = rows(data["X"], d), x[:d], x[d]
    value, gradient = mpf(0), [mpf(0)] * (d + 1)
    for i in range(n):
        y = mpf(data["y"][i])
        margin = -y * (b + sum(w[j] * X[i][j] for j in range(d)))
        value += log(1 + exp(margin))
        slope = -y / (1 + exp(-margin))
        for j in range(d):
            gradient[j] += slope * X[i][j]
        gradient[d] += slope
    return value, gradient


def softmax(x, data):
    n, c = len(data["label"]), data["C"]
    d = len(data["X"]) // n
    X, W, b = rows(data["X"], d), rows(x[: c * d], d), x[c * d :]
    value, gradient = mpf(0), [mpf(0)] * len(x)
    for i in range(n):
        weights = [exp(b[k] + sum(W[k][j] * X[i][j] for j in range(d))) for k in range(c)]
        total = sum(weights)
        value -= log(weights[data["label"][i]] / total)
        for k in range(c):
            slope = weights[k] / total - (1 if k == data["label"][i] else 0)
            for j in range(d):
                gradient[k * d + j] += slope * X[i][j]
            gradient[c * d + k] += slope
    return value, gradient


def network(x, data):
    n, h, k = data["N"], data["H"], data["K"]
    d = len(data["X"]) // n
    X, Y = rows(data["X"], d), rows(data["Y"], k)
    parts, at = [], 0
    for size in (h * d, h, k * h, k):
        parts.append((at, x[at : at + size]))
        at += size
    (_, w1), (ob1, b1), (ow2, w2), (ob2, b2) = parts
    value, gradient = mpf(0), [mpf(0)] * len(x)
    for i in range(n):
        hidden = [tanh(b1[u] + sum(w1[u * d + j] * X[i][j] for j in range(d))) for u in range(h)]
        error = [b2[o] + sum(w2[o * h + u] * hidden[u] for u in range(h)) - Y[i][o] for o in range(k)]
        value += sum(e * e for e in error) / n
        for o in range(k):
            gradient[ob2 + o] += 2 * error[o] / n
            for u in range(h):
                gradient[ow2 + o * h + u] += 2 * error[o] * hidden[u] / n
        for u in range(h):
            back = sum(2 * error[o] / n * w2[o * h + u] for o in range(k)) * (1 - hidden[u] ** 2)
            gradient[ob1 + u] += back
            for j in range(d):
                gradient[u * d + j] += back * X[i][j]
    return value, gradient


def factors(x, data):
    m, r = data["M"], data["R"]
    U, V, ridge = rows(x[: m * r], r), rows(x[m * r :], r), mpf(data["ridge"])
    value = ridge / 2 * sum(v * v for v in x)
    gradient = [ridge * v for v in x]
    for i, j, entry in zip(data["row"], data["column"], data["entry"]):
        error = sum(U[i][f] * V[j][f] for f in range(r)) - mpf(entry)
        value += error**2 / 2
        for f in range(r):
            gradient[i * r + f] += error * V[j][f]
            gradient[(m + j) * r + f] += error * U[i][f]
    return value, gradient


def garch(x, data):
    mu, omega, alpha, beta = x
    variance, total = omega / (1 - alpha - beta), mpf(0)
    for r in data["r"]:
        square = (mpf(r) - mu) ** 2
        total += log(2 * pi) + log(variance) + square / variance
        variance = omega + alpha * square + beta * variance
    return total / 2


def orbit(x, times):
    """The states at the times, by the classical Runge-Kutta method."""
    p, s = x[:4], matrix(x[4:])

    def rates(s):
        return matrix([p[0] * s[0] - p[1] * s[0] * s[1], p[2] * s[0] * s[1] - p[3] * s[1]])

    states = [s]
    for before, after in zip(times, times[1:]):
        h = mpf(after) - mpf(before)
        a = rates(s)
        b = rates(s + h / 2 * a)
        c = rates(s + h / 2 * b)
        d = rates(s + h * c)
        s = s + h / 6 * (a + 2 * b + 2 * c + d)
        states.append(s)
    return states


def predator_prey(x, data):
    seen = rows(data["observed"], 2)
    return sum((s[i] - o[i]) ** 2 for s, o in zip(orbit(x, data["time"]), seen) for i in range(2))


def kalman(x, data):
    """With matrices; the innovation's variance is f, the gain k."""
    level, trend, noise = (exp(v) for v in x[:3])
    F, H = matrix([[1, 1], [0, 1]]), matrix([[1, 0]])
    Q = matrix([[level, 0], [0, trend]])
    m, P, total = matrix(x[3:]), mpf(data["spread"]) * eye(2), mpf(0)
    for y in data["y"]:
        error = mpf(y) - (H * m)[0]
        f = (H * P * H.T)[0] + noise
        k = P * H.T / f
        total += log(2 * pi * f) + error**2 / f
        m = F * (m + k * error)
        P = F * (P - k * H * P) * F.T + Q
    return total / 2


def hidden_markov(x, data):
    """With probabilities."""
    k, v = data["K"], data["V"]

    def softmax_of(values):
        weights = [exp(w) for w in values]
        return [w / sum(weights) for w in weights]

    start = softmax_of(x[:k])
    move = [softmax_of(row) for row in rows(x[k : k + k * k], k)]
    show = [softmax_of(row) for row in rows(x[k + k * k :], v)]
    y = data["seen"]
    a = [start[i] * show[i][y[0]] for i in range(k)]
    for symbol in y[1:]:
        a = [sum(a[i] * move[i][j] for i in range(k)) * show[j][symbol] for j in range(k)]
    return -log(sum(a))


def root_of(residual, guess):
    """A root by the secant method, from one guess or two."""
    return findroot(residual, guess, tol=mpf(10) ** -190, maxsteps=200)


def implied_volatility(x, data):
    price, s, k, r, t = x

    def excess(sigma):
        d1 = (log(s / k) + (r + sigma**2 / 2) * t) / (sigma * sqrt(t))
        return s * ncdf(d1) - k * exp(-r * t) * ncdf(d1 - sigma * sqrt(t)) - price

    return root_of(excess, mpf("0.3"))


def kepler(x, data):
    m, e = x
    at = root_of(lambda u: u - e * sin(u) - m, m)
    return (cos(at) - e) / (1 - e * cos(at))


def colebrook(x, data):
    """In the friction factor itself."""
    reynolds, roughness = x
    law = lambda f: 1 / sqrt(f) + 2 * log10(roughness / mpf("3.7") + mpf("2.51") / (reynolds * sqrt(f)))
    return root_of(law, (mpf("0.02"), mpf("0.03")))


def truss(x, data):
    """From the stretched lengths of the springs, in two equations."""
    weight, length, left, right = x

    def forces(u, v):
        a, b = sqrt(u**2 + v**2), sqrt((u - 4) ** 2 + v**2)
        pull, push = left * (a - length) / a, right * (b - length) / b
        return pull * u + push * (u - 4), (pull + push) * v - weight

    return findroot(forces, (mpf(2), mpf(3)), tol=mpf(10) ** -190, maxsteps=100)[1]


def newtons_method(x, data):
    a, b = x
    at = mpf(1)
    for _ in range(8):
        at -= (cos(at) - a * at - b * at**3) / (-sin(at) - a - 3 * b * at**2)
    return at


def gradient_descent(x, data):
    """With the gradient written out."""
    rate, w = x[0], list(x[1:])
    X, y, penalty = rows(data["X"], len(w)), data["y"], mpf(data["penalty"])
    errors = lambda: [sum(a * b for a, b in zip(w, row)) - mpf(t) for row, t in zip(X, y)]
    for _ in range(12):
        e = errors()
        slopes = [2 * sum(e[i] * X[i][d] for i in range(len(e))) / len(e) for d in range(len(w))]
        w = [v - rate * (slope + 2 * penalty * v) for v, slope in zip(w, slopes)]
    return sum(v**2 for v in errors()) / len(y) + penalty * sum(v**2 for v in w)


BY_DIFFERENCES = (
    garch,
    predator_prey,
    kalman,
    hidden_markov,
    implied_volatility,
    kepler,
    colebrook,
    truss,
    newtons_method,
    gradient_descent,
)


def instances():
    s = random.Random(20260101)
    yield "logistic-regression", logistic, numbers(s, 5), {
        "y": [s.choice([-1, 1]) for _ in range(12)],
        "X": numbers(s, 12 * 4, 2),
    }
    yield "softmax-regression", softmax, numbers(s, 3 * 4 + 3), {
        "C": 3,
        "label": [s.randrange(3) for _ in range(10)],
        "X": numbers(s, 10 * 4, 2),
    }
    yield "two-layer-network", network, numbers(s, 5 * 3 + 5 + 2 * 5 + 2), {
        "N": 8,
        "H": 5,
        "K": 2,
        "X": numbers(s, 8 * 3, 2),
        "Y": numbers(s, 8 * 2),
    }
    known = sorted(s.sample([(i, j) for i in range(6) for j in range(5)], 17))
    yield "matrix-factorisation", factors, numbers(s, (6 + 5) * 2), {
        "M": 6,
        "N": 5,
        "R": 2,
        "row": [i for i, _ in known],
        "column": [j for _, j in known],
        "entry": numbers(s, 17, 3),
        "ridge": 0.125,
    }
    yield "garch", garch, [0.05, 0.1, 0.12, 0.7], {"r": numbers(s, 40, 2)}
    times = [0.0]
    for _ in range(30):
        times.append(round(times[-1] + s.uniform(0.05, 0.25), 4))
    yield "predator-prey", predator_prey, [1.1, 0.4, 0.1, 0.4, 10.0, 5.0], {
        "time": times,
        "observed": [round(s.uniform(1, 20), 4) for _ in range(2 * 31)],
    }
    yield "kalman-filter", kalman, [-1.0, -3.0, 0.5, 0.2, 0.1], {"spread": 10.0, "y": numbers(s, 25, 3)}
    yield "hidden-markov-model", hidden_markov, numbers(s, 3 + 9 + 12), {
        "K": 3,
        "V": 4,
        "seen": [s.randrange(4) for _ in range(30)],
    }
    yield "implied-volatility", implied_volatility, [9.5, 100.0, 105.0, 0.03, 0.75], {}
    yield "kepler", kepler, [1.3, 0.6], {}
    yield "colebrook", colebrook, [80000.0, 0.002], {}
    yield "truss", truss, [3.0, 1.5, 2.0, 2.5], {}
    yield "newtons-method", newtons_method, [1.2, 0.3], {}
    yield "gradient-descent", gradient_descent, [0.05, *numbers(s, 3)], {
        "X": numbers(s, 8 * 3, 2),
        "y": numbers(s, 8, 3),
        "penalty": 0.1,
    }


def moved(x, *steps):
    y = list(x)
    for i, step in steps:
        y[i] += step
    return y


def differences(model, x, data):
    """The gradient and the Hessian, to more than 30 digits."""
    n, h = len(x), STEP
    f = lambda *steps: model(moved(x, *steps), data)
    gradient = [(f((i, STEP)) - f((i, -STEP))) / (2 * STEP) for i in range(n)]
    hessian = [[mpf(0)] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            ends = f((i, h), (j, h)) - f((i, h), (j, -h)) - f((i, -h), (j, h)) + f((i, -h), (j, -h))
            hessian[i][j] = hessian[j][i] = ends / (4 * h * h)
    return gradient, [entry for row in hessian for entry in row]


def check(model, x, data, gradient):
    for i in range(len(x)):
        above = x[:i] + [x[i] + STEP] + x[i + 1 :]
        below = x[:i] + [x[i] - STEP] + x[i + 1 :]
        difference = (model(above, data)[0] - model(below, data)[0]) / (2 * STEP)
        assert abs(difference - gradient[i]) < mpf(10) ** -30, (model, i)


def kind(key, values):
    return "int" if key in ("label", "row", "column", "seen") else "size" if isinstance(values, int) else "real"


def line(*parts):
    flat = [v for part in parts for v in (part if isinstance(part, list) else [part])]
    return " ".join(str(v) for v in flat)


def write(path, *lines):
    path.write_text("\n".join(lines) + "\n")


def main():
    for name, model, x, data in instances():
        point = [mpf(v) for v in x]
        second = []
        if model in BY_DIFFERENCES:
            value = model(point, data)
            gradient, hessian = differences(model, point, data)
            second = [line("hessian", *(nstr(entry, 30) for entry in hessian))]
        else:
            value, gradient = model(point, data)
            check(model, point, data, gradient)
        lines = [line(kind(key, values), key, values) for key, values in data.items()]
        write(EXAMPLES / name / "data.txt", *lines, line("x", *x))
        results = line("value", nstr(value, 30)), line("gradient", *(nstr(g, 30) for g in gradient))
        write(pathlib.Path(__file__).with_name(name + ".txt"), *results, *second)


if __name__ == "__main__":
    main()
