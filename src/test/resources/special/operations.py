"""Writes the reference table of the operations: formula,x,y,value,dx,dy with values and partial derivatives to 25 digits.

Arguments are doubles, printed so that they read back exactly; y and dy are empty for operations of one argument.
Run: python3 operations.py [points per operation] > operations.csv; needs mpmath. The committed table has 16.
"""
import math
import random
import sys
from mpmath import (mp, mpf, acos, acosh, asin, asinh, atan, atan2, atanh, cbrt, cos, cosh, digamma, erf, erfc, erfinv,
                    exp, expm1, floor, gamma, hypot, ln, log, log1p, loggamma, nstr, pi, polygamma, sin, sinh, sqrt,
                    tan, tanh)

mp.dps = 60


def sizes(low, high, signs=(1,)):
    return lambda r: r.choice(signs) * math.exp(r.uniform(math.log(low), math.log(high)))


def between(low, high):
    return lambda r: r.uniform(low, high)


def near(centre, low, high):
    """Both sides of a point, near and far."""
    return lambda r: centre + r.choice((-1, 1)) * math.exp(r.uniform(math.log(low), math.log(high)))


WIDE = sizes(1e-10, 1e10, (1, -1))
POSITIVE = sizes(1e-10, 1e10)
ANY = sizes(1e-10, 500, (1, -1))
UNIT = lambda r: r.choice((sizes(1e-10, 1, (1, -1)), lambda q: q.choice((1, -1)) * (1 - sizes(1e-12, 1)(q))))(r)
PROBABILITY = lambda r: r.choice((sizes(1e-100, 0.5), lambda q: 1 - sizes(1e-12, 0.5)(q)))(r)


def normpdf(x):
    return exp(-x * x / 2) / sqrt(2 * pi)


def normcdf(x):
    return erfc(-x / sqrt(2)) / 2


def norminv(p):
    """By Newton's method on the logarithm, from the side where the distribution function is small."""
    if p > 0.5:
        return -norminv(1 - p)
    x = -sqrt(-2 * ln(p)) if p < 0.1 else sqrt(2) * erfinv(2 * p - 1)
    for _ in range(200):
        step = (ln(normcdf(x)) - ln(p)) * normcdf(x) / normpdf(x)
        x -= step
        if abs(step) <= abs(x) * mpf(10) ** -50:
            return x
    raise ValueError(p)


def inverse_erf(x):
    return norminv((x + 1) / 2) / sqrt(2)


def sigmoid(x):
    return 1 / (1 + exp(-x))


def logaddexp(x, y):
    return max(x, y) + log1p(exp(-abs(x - y)))


def mod(x, y):
    return x - y * floor(x / y)


def rem(x, y):
    q = x / y
    return x - y * (floor(q) if q >= 0 else -floor(-q))


def of_powers():
    for n in (-7, -2, 2, 3, 5, 64):
        yield "x^%d" % n, lambda x, n=n: x ** n, [lambda x, n=n: n * x ** (n - 1)], [sizes(1e-4, 1e4, (1, -1))]


def of_polygammas():
    for n in (0, 1, 2, 5):
        yield ("polygamma(%d, x)" % n, lambda x, n=n: polygamma(n, x), [lambda x, n=n: polygamma(n + 1, x)],
               [sizes(1e-5, 1e5)])


OPERATIONS = [
    ("x + y", lambda x, y: x + y, [lambda x, y: mpf(1), lambda x, y: mpf(1)], [WIDE, WIDE]),
    ("x - y", lambda x, y: x - y, [lambda x, y: mpf(1), lambda x, y: mpf(-1)], [WIDE, WIDE]),
    ("x * y", lambda x, y: x * y, [lambda x, y: y, lambda x, y: x], [WIDE, WIDE]),
    ("x / y", lambda x, y: x / y, [lambda x, y: 1 / y, lambda x, y: -x / y ** 2], [WIDE, WIDE]),
    ("sqrt(x)", sqrt, [lambda x: 1 / (2 * sqrt(x))], [POSITIVE]),
    ("fma(x, y, x)", lambda x, y: x * y + x, [lambda x, y: y + 1, lambda x, y: x], [POSITIVE, POSITIVE]),
    *of_powers(),
    ("pow(x, y)", lambda x, y: x ** y, [lambda x, y: y * x ** (y - 1), lambda x, y: x ** y * ln(x)],
     [sizes(1e-3, 1e3), sizes(1e-3, 50, (1, -1))]),
    ("cbrt(x)", lambda x: cbrt(x) if x > 0 else -cbrt(-x), [lambda x: 1 / (3 * cbrt(abs(x)) ** 2)], [WIDE]),
    ("hypot(x, y)", hypot, [lambda x, y: x / hypot(x, y), lambda x, y: y / hypot(x, y)], [WIDE, WIDE]),
    ("exp(x)", exp, [exp], [ANY]),
    ("expm1(x)", expm1, [exp], [sizes(1e-10, 300, (1, -1))]),
    ("log(x)", ln, [lambda x: 1 / x], [lambda r: r.choice((POSITIVE, near(1, 1e-8, 0.9)))(r)]),
    ("log1p(x)", log1p, [lambda x: 1 / (1 + x)], [lambda r: r.choice((POSITIVE, between(-0.999, 1)))(r)]),
    ("log2(x)", lambda x: log(x, 2), [lambda x: 1 / (x * ln(2))],
     [lambda r: r.choice((POSITIVE, near(1, 1e-8, 0.9)))(r)]),
    ("log10(x)", lambda x: log(x, 10), [lambda x: 1 / (x * ln(10))],
     [lambda r: r.choice((POSITIVE, near(1, 1e-8, 0.9)))(r)]),
    ("sin(x)", sin, [cos], [WIDE]),
    ("cos(x)", cos, [lambda x: -sin(x)], [WIDE]),
    ("tan(x)", tan, [lambda x: 1 + tan(x) ** 2], [WIDE]),
    ("asin(x)", asin, [lambda x: 1 / sqrt(1 - x * x)], [UNIT]),
    ("acos(x)", acos, [lambda x: -1 / sqrt(1 - x * x)], [UNIT]),
    ("atan(x)", atan, [lambda x: 1 / (1 + x * x)], [WIDE]),
    ("atan2(x, y)", atan2, [lambda x, y: y / (x * x + y * y), lambda x, y: -x / (x * x + y * y)], [WIDE, WIDE]),
    ("sinh(x)", sinh, [cosh], [ANY]),
    ("cosh(x)", cosh, [sinh], [ANY]),
    ("tanh(x)", tanh, [lambda x: 1 / cosh(x) ** 2], [sizes(1e-10, 300, (1, -1))]),
    ("asinh(x)", asinh, [lambda x: 1 / sqrt(1 + x * x)], [WIDE]),
    ("acosh(x)", acosh, [lambda x: 1 / sqrt(x * x - 1)], [lambda r: 1 + sizes(1e-10, 1e10)(r)]),
    ("atanh(x)", atanh, [lambda x: 1 / (1 - x * x)], [UNIT]),
    ("mod(x, y)", mod, [lambda x, y: mpf(1), lambda x, y: -floor(x / y)], [sizes(1e-3, 1e3, (1, -1)), sizes(1e-3, 1e3)]),
    ("rem(x, y)", rem, [lambda x, y: mpf(1), lambda x, y: (rem(x, y) - x) / y],
     [sizes(1e-3, 1e3, (1, -1)), sizes(1e-3, 1e3)]),
    ("sigmoid(x)", sigmoid, [lambda x: sigmoid(x) * sigmoid(-x)], [sizes(1e-10, 600, (1, -1))]),
    ("softplus(x)", lambda x: log1p(exp(x)), [sigmoid], [sizes(1e-10, 600, (1, -1))]),
    ("logaddexp(x, y)", logaddexp, [lambda x, y: sigmoid(x - y), lambda x, y: sigmoid(y - x)],
     [between(-100, 100), between(-100, 100)]),
    ("xlogy(x, y)", lambda x, y: x * ln(y), [lambda x, y: ln(y), lambda x, y: x / y], [WIDE, POSITIVE]),
    ("erf(x)", erf, [lambda x: 2 / sqrt(pi) * exp(-x * x)], [sizes(1e-10, 20, (1, -1))]),
    ("erfc(x)", erfc, [lambda x: -2 / sqrt(pi) * exp(-x * x)], [sizes(1e-10, 20, (1, -1))]),
    ("erfinv(x)", inverse_erf, [lambda x: sqrt(pi) / 2 * exp(inverse_erf(x) ** 2)], [UNIT]),
    ("normcdf(x)", normcdf, [normpdf], [sizes(1e-10, 30, (1, -1))]),
    ("normpdf(x)", normpdf, [lambda x: -x * normpdf(x)], [sizes(1e-10, 30, (1, -1))]),
    ("norminv(x)", norminv, [lambda x: 1 / normpdf(norminv(x))], [PROBABILITY]),
    ("gamma(x)", gamma, [lambda x: gamma(x) * digamma(x)], [sizes(1e-10, 150)]),
    ("lgamma(x)", loggamma, [digamma], [lambda r: r.choice((sizes(1e-10, 1e8), near(1, 1e-6, 0.5)))(r)]),
    *of_polygammas(),
]


def digits(value):
    return nstr(value, 25, min_fixed=0, max_fixed=0)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    print("formula;x;y;value;dx;dy")
    for formula, value, partials, samplers in OPERATIONS:
        r = random.Random(formula)
        for _ in range(count):
            at = [sampler(r) for sampler in samplers]
            x = [mpf(a) for a in at]
            cells = [formula] + [repr(a) for a in at] + [""] * (2 - len(at)) + [digits(value(*x))]
            print(";".join(cells + [digits(d(*x)) for d in partials] + [""] * (2 - len(at))))


main()
