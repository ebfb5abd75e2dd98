"""Writes the reference table of the numerical functions: function,x,y,value with value to 25 digits.

Arguments are doubles, printed so that they read back exactly; y is empty for functions of one argument, and for
polygamma
x is the order. Run: python3 references.py [random points per range] > references.csv; needs mpmath. The committed
table has 12.
"""
import math
import random
import sys
from mpmath import (mp, mpf, asinh, acosh, atanh, cosh, tanh, log, log1p, exp, erf, erfc, sqrt, pi, gamma, loggamma, digamma, zeta,
                    factorial, erfinv, sin, floor, nstr)

TINY = [5e-324, 1.5e-310, 2.2250738585072014e-308, 1e-300, 1e-160, 1e-30, 1e-17, 1.1e-16, 1e-9]


def ulps(x, count=1):
    """x and its neighbours."""
    out = [x]
    up = down = x
    for _ in range(count):
        up, down = math.nextafter(up, math.inf), math.nextafter(down, -math.inf)
        out += [down, up]
    return out


def sizes(r, count, low, high, signs=(1,)):
    return [r.choice(signs) * math.exp(r.uniform(math.log(low), math.log(high))) for _ in range(count)]


def range_of(r, count, low, high):
    return [r.uniform(low, high) for _ in range(count)]


def both(xs):
    return [s * x for x in xs for s in (1, -1)]


def tail_of(p):
    """The x with normal distribution function p, for p up to 1/2."""
    target = log(p)
    x = sqrt(max(-2 * target, mpf(1))) * mpf("0.8")
    for _ in range(200):
        mass = erfc(x / sqrt(2)) / 2
        step = (log(mass) - target) * mass / (exp(-x * x / 2) / sqrt(2 * pi))
        x += step
        if abs(step) < abs(x) * mpf(10) ** -40:
            return -x
    raise ValueError(p)


def norminv(p):
    if p < 0.1:
        return tail_of(p)
    if p > 0.9:
        return -tail_of(1 - p)
    return sqrt(2) * erfinv(2 * p - 1)


def erfinv_of(x):
    return norminv((1 + x) / 2) / sqrt(2) if abs(x) > 0.7 else erfinv(x)


def polygamma(n, x):
    n = int(n)
    total = mpf(0)
    while x <= 0:
        total += x ** -(n + 1)
        x += 1
    return (-1) ** (n + 1) * factorial(n) * (total + zeta(n + 1, x))


def sin_pi(x):
    return sin(pi * (x - 2 * floor(x / 2)))


def softplus(x):
    return max(x, mpf(0)) + log1p(exp(-abs(x)))


def table(r, n):
    """(name, function, arguments), n random points a range."""
    unit = ulps(1.0, 2) + ulps(0.5) + ulps(0.84375) + ulps(1.25) + ulps(0.75)
    yield "asinh", asinh, both(TINY + unit + [3.0, 1e8, 1e149, 1e151, 1.7e308]), both(sizes(r, 3 * n, 1e-3, 1e3))
    yield "acosh", acosh, ulps(1.0, 3)[2::2] + ulps(2.0) + [1.5, 1e8, 1e149, 1e151, 1.7e308], \
        range_of(r, n, 1, 2) + range_of(r, n, 2, 20) + [1 + x for x in sizes(r, n, 1e-15, 1)] + sizes(r, n, 2, 1e300)
    yield "atanh", atanh, both(TINY + ulps(0.5) + [0.999, 1 - 2.0 ** -53]), \
        both(range_of(r, n, 0, 0.5) + range_of(r, n, 0.5, 1)) + [1 - x for x in sizes(r, n, 1e-15, 0.1)]
    yield "log2", lambda x: log(x) / log(2), TINY + [2.0 ** k for k in (-1074, -1000, -3, 0, 1, 3, 10,
        1023)] + ulps(1.0, 3) \
        + ulps(math.sqrt(0.5)) + ulps(math.sqrt(2)) + [1.7e308], range_of(r, 2 * n, 0.5, 2) + sizes(r, 2 * n,
            1e-320, 1e308)
    yield "sigmoid", lambda x: 1 / (1 + exp(-x)), both([1e-300, 1e-9, 0.5, 1.0, 40.0, 709.0]) + [-744.0, -745.0,
        -730.5, -708.4], \
        range_of(r, 3 * n, -40, 40) + range_of(r, n, -745, 0)
    yield "softplus", softplus, both([1e-300, 1e-9, 0.5, 1.0, 36.0, 50.0, 709.0]) + [-744.0, -745.0, -730.5, 1000.0], \
        range_of(r, 3 * n, -40, 40) + range_of(r, n, -745, 0)
    yield "normpdf", lambda x: exp(-x * x / 2) / sqrt(2 * pi), [1e-300, 1e-9, 0.6, 1.0, 1.8, 36.4, 36.6, 37.7, 38.0,
        38.56, 38.6], \
        range_of(r, 2 * n, -5, 5) + range_of(r, 2 * n, 0, 38.5)
    yield "erf", erf, both(TINY + unit + [2.0, 5.9, 6.0, 7.0]), both(range_of(r, n, 0, 0.84375) + range_of(r, n,
        0.84375, 6)) \
        + sizes(r, n, 1e-12, 1)
    yield "erfc", erfc, both([1e-300, 1e-17, 0.25, 2.0, 2.75, 5.9, 6.1] + unit) + ulps(2.75) + ulps(26.0) + [26.5,
        27.0, 27.2], \
        range_of(r, n, -6, 0) + range_of(r, 2 * n, 0, 3) + range_of(r, 2 * n, 1.25, 26.5) + range_of(r, n, 0, 0.9)
    yield "normcdf", lambda x: erfc(-x / sqrt(2)) / 2, both([1e-300, 1e-9, 1.0, 3.0, 8.0] + ulps(0.6) + ulps(1.8)) \
        + [-36.4, -36.6, -37.5, -38.0, -38.4, -3.889087296526], \
        range_of(r, 2 * n, -3, 3) + range_of(r, 2 * n, -38, 0) + range_of(r, n, -2, -0.5)
    yield "norminv", norminv, TINY + ulps(0.125) + ulps(0.875) + ulps(0.5) + [1 - 2.0 ** -53, 0.25, 0.75, 0.999,
        1.12e-7, 1.13e-7], \
        range_of(r, 2 * n, 0, 1) + sizes(r, 2 * n, 1e-12, 0.2) + sizes(r, n, 1e-320, 0.1) + [1 - x for x in sizes(r,
            n, 1e-15, 0.5)]
    yield "erfinv", erfinv_of, both(TINY + ulps(0.75) + [0.5, 0.999, 1 - 2.0 ** -53]), \
        range_of(r, 3 * n, -1, 1) + [1 - x for x in sizes(r, n, 1e-15, 0.5)]
    yield "sinPi", sin_pi, both([1e-300, 1e-9, 0.25, 0.5, 0.75, 1.5, 2.5, 1e6 + 0.5, 4503599627370495.5]), \
        range_of(r, 3 * n, -2, 2) + range_of(r, n, -200, 200)
    yield "gamma", gamma, both(TINY[1:]) + [float(k) for k in range(1, 31)] + [170.0, 171.0, 171.6, 143.0, -0.5,
        -170.5, -178.3] \
        + ulps(8.0) + ulps(2.0) + ulps(1.0) + [-8.5, -1 + 1e-10, -3 - 1e-9, -143.5, -142.5, -8.000000000000002], \
        range_of(r, 2 * n, 0, 8) + range_of(r, 2 * n, 8, 171) + range_of(r, n, -8, 0) + range_of(r, n, -170, -8)
    zeros = ulps(1.0, 3) + ulps(2.0, 3)
    yield "lgamma", lambda x: log(abs(gamma(x))) if abs(x) < 1e4 else loggamma(x), \
        [x for x in TINY + zeros + [0.5, 0.7, 1.5, 3.0, 8.0, 1e5, 1e10, 1e100, 2.5e305] if x not in (1.0, 2.0)], \
        range_of(r, 2 * n, 0, 3) + range_of(r, 2 * n, 3, 8) + range_of(r, 2 * n, 8, 40) + sizes(r, n, 8, 1e10) \
        + [1 + x for x in sizes(r, n, 1e-12, 0.5, (1, -1))] + [2 + x for x in sizes(r, n, 1e-12, 0.5, (1, -1))]
    yield "lgammaNegative", lambda x: log(abs(gamma(x))), [-1e-300, -1e-17, -2.4570247382208006,
        -2.7476826467274127, -3.143580888349980], \
        range_of(r, n, -8, 0) + range_of(r, n, -20, -8) + range_of(r, n, -150, -20)
    root = ulps(1.4616321449683622, 3)
    yield "digamma", digamma, [x for x in TINY[1:]] + root + ulps(1.0) + ulps(2.0) + ulps(8.0) + [0.5, 3.0, 1e10,
        1e300], \
        range_of(r, 2 * n, 0, 2) + range_of(r, 2 * n, 2, 8) + range_of(r, n, 8, 100) + sizes(r, n, 8, 1e10)
    yield "digammaNegative", digamma, [-1e-300, -1e-9, -0.5, -0.5040830082644554, -7.5, -8.5, -9 + 1e-10], \
        range_of(r, n, -8, 0) + range_of(r, n, -100, -8)
    yield "trigamma", lambda x: polygamma(1, x), [1e-150, 1e-30, 1e-9, 0.5, 1.0, 2.0, 1e10, 1e300] + ulps(8.0) \
        + [-1e-9, -0.5, -1.5, -2 + 1e-9, -9.5], \
        range_of(r, 3 * n, 0, 9) + sizes(r, n, 8, 1e10) + range_of(r, n, -40, 0)


def hyperbolic(r, n):
    yield "cosh", cosh, both(TINY + [1.0, 20.0, 708.0]) + ulps(709.0) + [710.0, 710.4758], \
        range_of(r, 2 * n, -3, 3) + range_of(r, 2 * n, -709, 709) + range_of(r, n, 709, 710.47)
    yield "tanh", tanh, both(TINY + ulps(0.625) + [0.5, 1.0, 18.9, 20.0, 400.0, 1e300]), \
        range_of(r, 2 * n, -0.625, 0.625) + range_of(r, 2 * n, -2, 2) + range_of(r, n, -20, 20)


def pairs(r, n):
    def logaddexp(a, b):
        m = max(a, b)
        return m + log1p(exp(-abs(a - b)))

    yield "logaddexp", logaddexp, [(1000.0, 1000.0), (-0.0, 1e-9), (3.0, 700.0), (0.0, 0.0), (1e308, 1.0)] \
        + [(r.uniform(0, 40), r.uniform(0, 40)) for _ in range(3 * n)] + [(r.uniform(0, 700), r.uniform(-700,
            0)) for _ in range(n)]
    yield "xlogy", lambda x, y: x * log(y), [(2.0, 3.0), (1e-300, 1e-300), (5.0, 1 + 2.0 ** -52), (-1e300, 0.5)] \
        + [(r.uniform(-9, 9), math.exp(r.uniform(-50, 50))) for _ in range(2 * n)]
    yield "mod", lambda x, y: x - y * floor(x / y), [(5.0, 3.0), (-5.0, 3.0), (5.0, -3.0), (-5.0, -3.0), (0.3, 0.1),
        (-1e-20, 3.0)] \
        + [(r.uniform(-99, 99), r.uniform(-9, 9)) for _ in range(2 * n)]
    yield "polygamma", polygamma, [(float(k), x) for k in (2, 3, 4, 7, 20, 100, 169) for x in (0.1, 0.5, 1.0, 1.5,
        5.0, 30.0, 1e4)] \
        + [(2.0, 1e120), (3.0, 1e90), (2.0, 1e-90), (100.0, 1e4), (170.0, 1e3)] \
        + [(float(r.randint(2, 20)), math.exp(r.uniform(-4, 6))) for _ in range(2 * n)]
    yield "polygammaLarge", polygamma, [(171.0, 5.0), (300.0, 200.0), (1000.0, 900.0)]
    yield "polygammaNegative", polygamma, [(2.0, -0.25), (3.0, -0.5), (2.0, -0.5), (2.0, -1e-9), (5.0, -2 + 1e-7),
        (4.0, -40.3)] \
        + [(float(r.randint(2, 9)), r.uniform(-30, 0)) for _ in range(n)]


def digits_for(name, xs):
    """Small arguments cancel in mpmath's logarithmic forms, and in reflections: carry enough digits for both."""
    size = max(abs(x) for x in xs)
    if name.startswith(("gamma", "lgamma", "digamma")) and size > 1e-20:
        return 50 if size < 1e20 else 700
    if name.startswith("polygamma"):
        return 700
    if name.startswith(("trigamma", "norm", "log2", "xlogy")):
        return 60
    return 700 if min(abs(x) for x in xs) < 1e-12 and size < 1e-12 else 60


def main(n):
    r = random.Random(20261)
    print("function,x,y,value")
    singles = [(name, f, [(x,) for x in fixed + drawn]) for name, f, fixed, drawn in table(r, n)]
    doubles = list(pairs(r, n))
    hyperbolics = [(name, f, [(x,) for x in fixed + drawn]) for name, f, fixed, drawn in hyperbolic(r, n)]
    for name, f, points in singles + doubles + hyperbolics:
        for point in dict.fromkeys(points):
            mp.dps = digits_for(name, point)
            if name in ("norminv", "erfinv") and point[0] < 1e-12:
                mp.dps = 360
            v = f(*[mpf(x) for x in point])
            print("%s,%r,%s,%s" % (name, point[0], repr(point[1]) if len(point) > 1 else "", nstr(v, 25,
                strip_zeros=False)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
