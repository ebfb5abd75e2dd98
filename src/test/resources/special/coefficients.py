"""Computes the coefficients that the numerical functions of package dev.jacobi.special carry.

Each function is written as (a short constant) + (a small correction), so that the rounding errors of the correction
hardly count. The correction is a rational function P/Q (or a polynomial) that interpolates it at Chebyshev nodes, which
is within a small factor of the best one. Run: python3 coefficients.py [name ...]; needs mpmath. Prints Java statements.
"""
import sys
from mpmath import (mp, mpf, mpmathify, erf, erfc, exp, gamma, loggamma, digamma, psi, log, sqrt, pi, asinh, acosh,
    atanh,
                    cos, matrix, lu_solve, findroot, erfinv, ldexp)

mp.dps = 100
X0 = findroot(digamma, mpf("1.4616321449683623"))


def nodes(low, high, count):
    return [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * k + 1) / (2 * count)) for k in range(count)]


def fit(f, low, high, m, n):
    """P of degree m over Q of degree n with Q(0) = 1, equal to f at m + n + 1 Chebyshev nodes."""
    xs = nodes(low, high, m + n + 1)
    a, b = matrix(m + n + 1, m + n + 1), matrix(m + n + 1, 1)
    for i, x in enumerate(xs):
        y = f(x)
        for j in range(m + 1):
            a[i, j] = x ** j
        for j in range(1, n + 1):
            a[i, m + j] = -y * x ** j
        b[i] = y
    c = lu_solve(a, b)
    return [c[j] for j in range(m + 1)], [mpf(1)] + [c[m + j] for j in range(1, n + 1)]


def rounded(f, low, high, m, n, scale):
    """The fit with every coefficient a double: each in turn is rounded, the others fitted again."""
    p, q = fit(f, low, high, m, n)
    xs = nodes(low, high, 4 * (m + n) + 5)
    ys = [f(x) for x in xs]
    ws = [1 / (value(q, x) * scale(x)) for x in xs]
    free = sorted([(j, 0) for j in range(m + 1)] + [(j, 1) for j in range(1, n + 1)])
    while free:
        rows = matrix(len(xs), len(free))
        right = matrix(len(xs), 1)
        for i, (x, y, w) in enumerate(zip(xs, ys, ws)):
            fixed_p = sum(p[j] * x ** j for j in range(m + 1) if (j, 0) not in free)
            fixed_q = sum(q[j] * x ** j for j in range(n + 1) if (j, 1) not in free)
            right[i] = w * (y * fixed_q - fixed_p)
            for k, (j, below) in enumerate(free):
                rows[i, k] = w * (-y if below else mpf(1)) * x ** j
        c = lu_solve(rows.T * rows, rows.T * right)
        for k, (j, below) in enumerate(free):
            (q if below else p)[j] = c[k]
        j, below = free.pop(0)
        (q if below else p)[j] = mpf(float((q if below else p)[j]))
    return p, q


def value(c, x):
    r = mpf(0)
    for k in reversed(c):
        r = r * x + k
    return r


def worst(f, p, q, low, high, scale):
    """The largest error relative to scale, with coefficients rounded to double, as a power of two."""
    p, q = [mpf(float(k)) for k in p], [mpf(float(k)) for k in q]
    return log(max(abs((value(p, x) / value(q, x) - f(x)) / scale(x)) for x in nodes(low, high, 83)), 2)


def tail_normal(r):
    """The x > 0 with normal tail mass exp(-r*r), minus r."""
    target = -r * r
    x = sqrt(2) * r - (log(r) + 1) / (sqrt(2) * r)
    for _ in range(60):
        mass = erfc(x / sqrt(2)) / 2
        step = (log(mass) - target) * mass / (exp(-x * x / 2) / sqrt(2 * pi))
        x += step
        if abs(step) < mpf(10) ** -80:
            break
    return x - r


def norminv_centre(t):
    q = sqrt(mpf("0.140625") - t)
    return sqrt(2) * erfinv(2 * q) / q - mpf("2.75")


def scaled_erfc(x):
    return x * exp(x * x) * erfc(x) - mpf("0.5")


def stirling(x):
    return loggamma(x) - ((x - mpf("0.5")) * log(x) - x + log(2 * pi) / 2)


def one(x):
    return mpf(1)


half, eighth = mpf("0.5"), mpf(1) / 8
# name: (variable, correction, low, high, degree of P, degree of Q, scale)
FITS = {
    "erf-centre": ("z", lambda z: erf(sqrt(z)) / sqrt(z) - 1, mpf(0), mpf("0.84375") ** 2, 4, 5, one),
    "erf-middle": ("t", lambda t: erf(1 + t) - mpf("0.84375"), mpf("-0.15625"), mpf("0.25"), 6, 7,
        lambda t: erfc(1 + t)),
    "erfc-near": ("t", lambda t: scaled_erfc(2 + t), mpf("-0.75"), mpf("0.75"), 7, 6, lambda t: half),
    "erfc-far": ("v", lambda v: scaled_erfc(1 / sqrt(v)), mpf(0), 1 / mpf("2.75") ** 2, 8, 7, lambda v: half),
    "norminv-centre": ("t", norminv_centre, mpf(0), mpf("0.140625"), 7, 7, lambda t: mpf("2.5")),
    "norminv-near": ("t", lambda t: tail_normal(mpf("1.4375") + t), mpf("0.004"), mpf("2.5625"), 9, 7,
                     lambda t: t + mpf("1.4375")),
    "norminv-far": ("t", lambda t: tail_normal(4 + t), mpf(0), mpf("23.3"), 7, 5, lambda t: t + 4),
    "gamma-centre": ("t", lambda t: gamma(mpf("1.5") + t) - mpf("0.9375"), -half, half, 6, 8, one),
    "gamma-large": ("y", lambda y: (exp(stirling(1 / y)) - 1) / y, mpf(0), eighth, 8, 0, lambda y: 1 / y),
    "lgamma-one": ("t", lambda t: loggamma(1 + t) / (t * (t - 1)) - half, mpf("-0.3"), half, 7, 7, lambda t: half),
    "lgamma-two": ("t", lambda t: loggamma(2 + t) / (t * (t + 1)) - half, -half, mpf(1), 6, 7, lambda t: mpf("0.35")),
    "lgamma-large": ("y", lambda y: stirling(1 / sqrt(y)) / sqrt(y), mpf(0), eighth ** 2, 5, 0, lambda y: 8 / sqrt(y)),
    "digamma-centre": ("t", lambda t: digamma(mpf("1.5") + t) / (mpf("1.5") + t - X0) - 1, -half, half, 6, 6,
                       lambda t: mpf("0.75")),
    "digamma-large": ("y", lambda y: (-digamma(1 / sqrt(y)) - log(y) / 2 - sqrt(y) / 2) / y, mpf(0), eighth ** 2, 5, 0,
                      lambda y: 2 / y),
    "trigamma-large": ("y", lambda y: (psi(1, 1 / sqrt(y)) - sqrt(y) - y / 2) / (y * sqrt(y)), mpf(0), eighth ** 2,
        6, 0,
                       lambda y: 1 / y),
    "asinh-centre": ("z", lambda z: (asinh(sqrt(z)) / sqrt(z) - 1) / z, mpf(0), mpf(1), 6, 6, lambda z: 1 / z),
    "acosh-centre": ("t", lambda t: (acosh(1 + t) / sqrt(2 * t) - 1) / t, mpf(0), mpf(1), 5, 5, lambda t: 1 / t),
    "atanh-centre": ("z", lambda z: (atanh(sqrt(z)) / sqrt(z) - 1) / z, mpf(0), mpf("0.25"), 4, 5, lambda z: 1 / z),
    "normcdf-near": ("t", lambda t: exp((t + mpf("1.2")) ** 2 / 2) * erfc((t + mpf("1.2")) / sqrt(2)) / 2 - mpf("0.25"),
                     mpf("-0.6"), mpf("0.6"), 5, 6, lambda t: mpf("0.2")),
}


def horner(name, variable, c):
    print("        double %s = %r;" % (name, float(c[-1])))
    for k in reversed(c[:-1]):
        k = float(k)
        print("        %s = %s * %s %s %r;" % (name, name, variable, "-" if k < 0 else "+", abs(k)))


def main(names):
    for name in names or FITS:
        variable, f, low, high, m, n, scale = FITS[name]
        p, q = rounded(f, low, high, m, n, scale)
        print("// %s: %d/%d, error 2^%.1f" % (name, m, n, worst(f, p, q, low, high, scale)))
        horner("p", variable, p)
        if n > 0:
            horner("q", variable, q)
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
