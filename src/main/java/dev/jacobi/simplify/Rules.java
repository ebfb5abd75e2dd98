package dev.jacobi.simplify;

import static dev.jacobi.simplify.Grade.IEEE;
import static dev.jacobi.simplify.Grade.REAL;
import static dev.jacobi.simplify.Grade.TEXT;
import static dev.jacobi.simplify.Guard.above;
import static dev.jacobi.simplify.Guard.below;
import static dev.jacobi.simplify.Guard.even;
import static dev.jacobi.simplify.Guard.finiteSum;
import static dev.jacobi.simplify.Guard.negative;
import static dev.jacobi.simplify.Guard.normalProduct;
import static dev.jacobi.simplify.Guard.odd;
import static dev.jacobi.simplify.Guard.varies;
import static dev.jacobi.simplify.Rule.rule;

import java.util.List;

/** All rules, in the order in which they are tried. One test enumerates them and checks each against its grade. */
public final class Rules {
    private static final String NONE = "none";
    private static final String INFINITE = "infinite or NaN arguments";
    private static final String REMOVABLE = "a = 0, a removable point; infinite or NaN arguments";
    private static final String RANGE = "where an intermediate of one side overflows or underflows";

    // @formatter:off
    private static final List<Rule> ALL = List.of(
            // Ones and zeros.
            rule(IEEE, "times-one",           "a * 1 => a", NONE),
            rule(IEEE, "times-minus-one",     "a * -1 => -a", NONE),
            rule(IEEE, "over-one",            "a / 1 => a", NONE),
            rule(IEEE, "over-minus-one",      "a / -1 => -a", NONE),
            rule(IEEE, "minus-zero",          "a - 0 => a", NONE),
            rule(IEEE, "plus-negative-zero",  "a + -0 => a", NONE),
            rule(REAL, "plus-zero",           "a + 0 => a", "a = -0.0"),
            rule(REAL, "zero-minus",          "0 - a => -a", "a = 0.0"),
            rule(REAL, "times-zero",          "a * 0 => 0", INFINITE + "; the sign of zero"),
            rule(REAL, "times-negative-zero", "a * -0 => 0", INFINITE + "; the sign of zero"),
            rule(REAL, "zero-over",           "0 / a => 0", REMOVABLE + "; the sign of zero"),
            rule(REAL, "minus-self",          "a - a => 0", INFINITE),
            rule(REAL, "over-self",           "a / a => 1", REMOVABLE),

            // Signs move outwards, and into a constant where there is one.
            rule(IEEE, "minus-minus",         "-(-a) => a", NONE),
            rule(IEEE, "plus-minus",          "a + -b => a - b", NONE),
            rule(IEEE, "minus-of-minus",      "a - -b => a + b", NONE),
            rule(IEEE, "constant-times-minus", "p * -a => -p * a", NONE),
            rule(IEEE, "minus-of-constant-times", "-(p * a) => -p * a", NONE),
            rule(IEEE, "minus-of-constant-over", "-(p / a) => -p / a", NONE),
            rule(IEEE, "constant-over-minus", "p / -a => -p / a", NONE),
            rule(IEEE, "minus-times-minus",   "-a * -b => a * b", NONE),
            rule(IEEE, "minus-over-minus",    "-a / -b => a / b", NONE),
            rule(IEEE, "minus-times",         "-a * b => -(a * b)", NONE),
            rule(IEEE, "minus-over",          "-a / b => -(a / b)", NONE),
            rule(IEEE, "over-minus",          "a / -b => -(a / b)", NONE),
            rule(IEEE, "plus-negative-term",  "a + p * b => a - -p * b", NONE, negative("p")),
            rule(IEEE, "minus-negative-term", "a - p * b => a + -p * b", NONE, negative("p")),
            rule(REAL, "minus-of-difference", "-(a - b) => b - a", "a = b: the sign of zero"),
            rule(REAL, "minus-and-minus",     "-a - b => -(a + b)", "a = -b: the sign of zero"),
            rule(IEEE, "even-power-of-minus", "(-a)^n => a^n", NONE, even("n")),
            rule(IEEE, "odd-power-of-minus",  "(-a)^n => -a^n", NONE, odd("n")),
            rule(IEEE, "even-power-of-abs",   "abs(a)^n => a^n", NONE, even("n")),
            rule(IEEE, "abs-of-minus",        "abs(-a) => abs(a)", NONE),
            rule(IEEE, "abs-of-abs",          "abs(abs(a)) => abs(a)", NONE),
            rule(IEEE, "abs-of-even-power",   "abs(a^n) => a^n", NONE, even("n")),
            rule(IEEE, "abs-of-exp",          "abs(exp(a)) => exp(a)", NONE),
            rule(TEXT, "abs-of-sqrt",         "abs(sqrt(a)) => sqrt(a)", "a = -0.0"),
            rule(REAL, "cos-of-minus",        "cos(-a) => cos(a)", NONE),
            rule(REAL, "sin-of-minus",        "sin(-a) => -sin(a)", NONE),
            rule(REAL, "sign-times-self",     "sign(a) * a => abs(a)", NONE),
            rule(REAL, "sign-times-abs",      "sign(a) * abs(a) => a", INFINITE),

            // Powers.
            rule(IEEE, "square",              "a * a => a^2", NONE),
            rule(IEEE, "power-minus-one",     "a^-1 => 1 / a", NONE),
            rule(IEEE, "pow-zero",            "pow(a, 0) => 1", NONE),
            rule(IEEE, "pow-one",             "pow(a, 1) => a", NONE),
            rule(REAL, "power-times-self",    "a^n * a => a^(n + 1)", RANGE, above("n", 0), below("n", 64)),
            rule(REAL, "power-times-power",   "a^n * a^m => a^(n + m)", RANGE, above("n", 0), above("m", 0), below("n", 33), below("m", 33)),
            rule(REAL, "power-over-self",     "a^n / a => a^(n - 1)", REMOVABLE, above("n", 0)),
            rule(REAL, "self-over-power",     "a / a^n => a^(1 - n)", RANGE, above("n", 0)),
            rule(REAL, "power-over-power",    "a^n / a^m => a^(n - m)", REMOVABLE, above("n", 0), above("m", 0)),
            rule(REAL, "power-of-power",      "(a^n)^m => a^(n * m)", RANGE, above("n", 0), below("n", 9), above("m", -9), below("m", 9)),

            // Fractions whose parts cancel.
            rule(REAL, "times-reciprocal",    "a * (1 / b) => a / b", "rounding; b subnormal"),
            rule(REAL, "times-constant-over", "a * (p / b) => p * a / b", RANGE, varies("a")),
            rule(REAL, "fraction-times-divisor", "(b / a) * a => b", REMOVABLE),
            rule(REAL, "fraction-times-power", "(b / a) * a^n => b * a^(n - 1)", REMOVABLE, above("n", 0)),
            rule(REAL, "product-over-factor", "(a * b) / a => b", REMOVABLE),
            rule(REAL, "fraction-over-numerator", "(a / b) / a => 1 / b", REMOVABLE),
            rule(REAL, "power-fraction-over-self", "(a^n / b) / a => a^(n - 1) / b", REMOVABLE, above("n", 1)),
            rule(REAL, "power-fraction-product-over-self", "(a^n / b) * c / a => a^(n - 1) / b * c", REMOVABLE, above("n", 1)),
            rule(REAL, "power-fraction-chain-over-self", "(a^n / b / c) * d / a => (a^(n - 1) / b / c) * d", REMOVABLE, above("n", 1)),
            rule(REAL, "fractions-chained",   "(a / b) * (c / a) => c / b", REMOVABLE),
            rule(REAL, "quotient-over-quotient", "(a / (b / c)) / c => a / b", "c = 0, a removable point; " + RANGE),

            // Constants meet.
            rule(REAL, "constants-of-factors", "(p * a) * (q * b) => (p * q) * (a * b)", RANGE, normalProduct("p", "q")),
            rule(REAL, "constants-times",     "p * (q * a) => (p * q) * a", RANGE, normalProduct("p", "q")),
            rule(REAL, "constant-times-quotient", "p * (q / a) => (p * q) / a", RANGE, normalProduct("p", "q")),
            rule(REAL, "constant-times-over-constant", "p * a / q => (p / q) * a", RANGE, Guard.divides("q", "p")),
            rule(REAL, "constant-times-fraction", "p * (a / q) => (p / q) * a", RANGE, Guard.divides("q", "p")),
            rule(REAL, "constant-over-constant-times", "p / (q * a) => (p / q) / a", RANGE, Guard.divides("q", "p")),
            rule(REAL, "over-constants",      "(a / p) / q => a / (p * q)", RANGE, normalProduct("p", "q")),

            // Like terms.
            rule(IEEE, "twice",               "a + a => 2 * a", NONE),
            rule(REAL, "like-terms",          "p * a + q * a => (p + q) * a", RANGE, finiteSum("p", "q")),
            rule(REAL, "like-terms-minus",    "p * a - q * a => (p - q) * a", RANGE, finiteSum("p", "q")),
            rule(REAL, "one-more",            "p * a + a => (p + 1) * a", RANGE),
            rule(REAL, "one-less",            "p * a - a => (p - 1) * a", RANGE),
            rule(REAL, "less-than-one",       "a - p * a => (1 - p) * a", RANGE),
            rule(TEXT, "hypot-squared",       "hypot(a, b)^2 => a^2 + b^2", RANGE),
            rule(REAL, "pythagoras",          "sin(a)^2 + cos(a)^2 => 1", INFINITE + "; 1 ulp"),

            // Choices.
            rule(IEEE, "max-of-same",         "max(a, a) => a", NONE),
            rule(IEEE, "min-of-same",         "min(a, a) => a", NONE),
            rule(IEEE, "choose-by-negation",  "if not c then a else b => if c then b else a", NONE),
            rule(IEEE, "chosen-already",      "if c then (if c then a else b) else d => if c then a else d", NONE),
            rule(IEEE, "refused-already",     "if c then a else (if c then b else d) => if c then a else d", NONE));
    // @formatter:on

    private Rules() {}

    /** Every rule. */
    public static List<Rule> all() {
        return ALL;
    }
}
