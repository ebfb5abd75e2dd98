package dev.jacobi.op;

import static dev.jacobi.op.Domain.ALL;
import static dev.jacobi.op.Domain.FROM_ONE;
import static dev.jacobi.op.Op.Trait.COMMUTES;
import static dev.jacobi.op.Op.Trait.EXACT;
import static dev.jacobi.op.Spelling.exact;
import static dev.jacobi.op.Spelling.infix;
import static dev.jacobi.op.Spelling.math;
import static dev.jacobi.op.Spelling.prefix;
import static dev.jacobi.op.Spelling.special;
import static dev.jacobi.op.Spelling.structure;
import static dev.jacobi.op.Type.CONDITION;
import static dev.jacobi.op.Type.REAL;

import dev.jacobi.special.Elementary;
import dev.jacobi.special.ErrorFunctions;
import dev.jacobi.special.GammaFunctions;
import dev.jacobi.special.Hyperbolic;
import dev.jacobi.special.Polygammas;
import dev.jacobi.special.Sigmoids;
import java.util.Arrays;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;

/**
 * The operations: one row each with its name in the language, types, meaning, Java spelling, cost (in multiplications, measured on
 * HotSpot) and domain. Everything else in the compiler that concerns an operation asks this table, {@code Partials} for its
 * derivative, or the rules for its algebra.
 */
public enum Op {
    // @formatter:off
    // Leaves.
    CONSTANT("constant", REAL),
    TRUTH   ("truth", CONDITION),
    PARAMETER("parameter", REAL),

    // Arithmetic: correctly rounded, so that folding keeps every bit.
    ADD  ("+", (x, y) -> x + y, infix("+", 11), 1, COMMUTES),
    SUB  ("-", (x, y) -> x - y, infix("-", 11), 1),
    MUL  ("*", (x, y) -> x * y, infix("*", 12), 1, COMMUTES),
    DIV  ("/", (x, y) -> x / y, infix("/", 12), 4),
    NEG  ("-", x -> -x, prefix("-"), 1),
    SQRT ("sqrt", Math::sqrt, exact("sqrt"), 5, Domain.NONNEGATIVE),
    ABS  ("abs", Math::abs, exact("abs"), 1),
    SIGN ("sign", Math::signum, exact("signum"), 1),
    FLOOR("floor", Math::floor, exact("floor"), 1),
    CEIL ("ceil", Math::ceil, exact("ceil"), 1),
    ROUND("round", Math::rint, exact("rint"), 1),
    MIN  ("min", Math::min, exact("min"), 2, COMMUTES),
    MAX  ("max", Math::max, exact("max"), 2, COMMUTES),
    REM  ("rem", (x, y) -> x % y, infix("%", 12), 20),
    FMA  ("fma", 3, REAL, REAL, (x, y, z, n) -> Math.fma(x, y, z), null, exact("fma"), 1, EXACT),

    // Powers. The exponent of POWER is an integer that belongs to the node: the product by binary powering from the lowest bit.
    POWER("^", 1, REAL, REAL, (x, y, z, n) -> Elementary.power(x, n), null, special("power"), 3, EXACT),
    POW  ("pow", Math::pow, StrictMath::pow, math("pow"), 14),
    CBRT ("cbrt", Math::cbrt, StrictMath::cbrt, math("cbrt"), 9, ALL),
    HYPOT("hypot", Math::hypot, StrictMath::hypot, math("hypot"), 6, COMMUTES),

    // Exponentials and logarithms.
    EXP  ("exp", Math::exp, StrictMath::exp, math("exp"), 5, ALL),
    EXPM1("expm1", Math::expm1, StrictMath::expm1, math("expm1"), 16, ALL),
    LOG  ("log", Math::log, StrictMath::log, math("log"), 7, Domain.POSITIVE),
    LOG1P("log1p", Math::log1p, StrictMath::log1p, math("log1p"), 13, Domain.ABOVE_MINUS_ONE),
    LOG2 ("log2", Elementary::log2, dev.jacobi.special.strict.Elementary::log2, special("log2"), 9, Domain.POSITIVE),
    LOG10("log10", Math::log10, StrictMath::log10, math("log10"), 8, Domain.POSITIVE),

    // Circular and hyperbolic functions.
    SIN  ("sin", Math::sin, StrictMath::sin, math("sin"), 9, ALL),
    COS  ("cos", Math::cos, StrictMath::cos, math("cos"), 9, ALL),
    TAN  ("tan", Math::tan, StrictMath::tan, math("tan"), 13, ALL),
    ASIN ("asin", Math::asin, StrictMath::asin, math("asin"), 50, Domain.UNIT),
    ACOS ("acos", Math::acos, StrictMath::acos, math("acos"), 50, Domain.UNIT),
    ATAN ("atan", Math::atan, StrictMath::atan, math("atan"), 11, ALL),
    ATAN2("atan2", Math::atan2, StrictMath::atan2, math("atan2"), 20),
    SINH ("sinh", Math::sinh, StrictMath::sinh, math("sinh"), 20, ALL),
    COSH ("cosh", Hyperbolic::cosh, dev.jacobi.special.strict.Hyperbolic::cosh, special("cosh"), 9, ALL),
    TANH ("tanh", Hyperbolic::tanh, dev.jacobi.special.strict.Hyperbolic::tanh, special("tanh"), 9, ALL),
    ASINH("asinh", Hyperbolic::asinh, dev.jacobi.special.strict.Hyperbolic::asinh, special("asinh"), 20, ALL),
    ACOSH("acosh", Hyperbolic::acosh, dev.jacobi.special.strict.Hyperbolic::acosh, special("acosh"), 20, FROM_ONE),
    ATANH("atanh", Hyperbolic::atanh, dev.jacobi.special.strict.Hyperbolic::atanh, special("atanh"), 20, Domain.INSIDE_UNIT),

    // Remainders, saturation and other pieces of piecewise functions.
    MOD  ("mod", Elementary::mod, dev.jacobi.special.strict.Elementary::mod, special("mod"), 22),
    CLAMP("clamp", 3, REAL, REAL, (x, y, z, n) -> Math.min(Math.max(x, y), z), null, structure(), 4, EXACT),
    RELU ("relu", x -> Math.max(x, 0.0), structure(), 2),

    // Statistics and learning.
    SIGMOID  ("sigmoid", Sigmoids::sigmoid, dev.jacobi.special.strict.Sigmoids::sigmoid, special("sigmoid"), 11, ALL),
    SOFTPLUS ("softplus", Sigmoids::softplus, dev.jacobi.special.strict.Sigmoids::softplus, special("softplus"), 20, ALL),
    LOGADDEXP("logaddexp", Sigmoids::logaddexp, dev.jacobi.special.strict.Sigmoids::logaddexp, special("logaddexp"), 20, COMMUTES),
    XLOGY    ("xlogy", Elementary::xlogy, dev.jacobi.special.strict.Elementary::xlogy, special("xlogy"), 9),
    ERF      ("erf", ErrorFunctions::erf, dev.jacobi.special.strict.ErrorFunctions::erf, special("erf"), 15, ALL),
    ERFC     ("erfc", ErrorFunctions::erfc, dev.jacobi.special.strict.ErrorFunctions::erfc, special("erfc"), 15, ALL),
    ERFINV   ("erfinv", ErrorFunctions::erfinv, dev.jacobi.special.strict.ErrorFunctions::erfinv, special("erfinv"), 25, Domain.INSIDE_UNIT),
    NORMCDF  ("normcdf", ErrorFunctions::normcdf, dev.jacobi.special.strict.ErrorFunctions::normcdf, special("normcdf"), 15, ALL),
    NORMPDF  ("normpdf", ErrorFunctions::normpdf, dev.jacobi.special.strict.ErrorFunctions::normpdf, special("normpdf"), 8, ALL),
    NORMINV  ("norminv", ErrorFunctions::norminv, dev.jacobi.special.strict.ErrorFunctions::norminv, special("norminv"), 25, Domain.PROBABILITY),
    GAMMA    ("gamma", GammaFunctions::gamma, dev.jacobi.special.strict.GammaFunctions::gamma, special("gamma"), 30, Domain.POSITIVE),
    LGAMMA   ("lgamma", GammaFunctions::lgamma, dev.jacobi.special.strict.GammaFunctions::lgamma, special("lgamma"), 30, Domain.POSITIVE),
    // The order of POLYGAMMA is an integer that belongs to the node: 0 is digamma, 1 trigamma.
    POLYGAMMA("polygamma", 1, REAL, REAL, (x, y, z, n) -> Polygammas.polygamma(n, x),
            (x, y, z, n) -> dev.jacobi.special.strict.Polygammas.polygamma(n, x), special("polygamma"), 30),

    // Conditions.
    LT ("<", (x, y) -> x < y, infix("<", 9)),
    LE ("<=", (x, y) -> x <= y, infix("<=", 9)),
    EQ ("==", (x, y) -> x == y, infix("==", 8), COMMUTES),
    AND("and", 2, CONDITION, CONDITION, (x, y, z, n) -> x != 0 && y != 0 ? 1 : 0, null, infix("&&", 4), 1, EXACT),
    OR ("or", 2, CONDITION, CONDITION, (x, y, z, n) -> x != 0 || y != 0 ? 1 : 0, null, infix("||", 3), 1, EXACT),
    NOT("not", 1, CONDITION, CONDITION, (x, y, z, n) -> x == 0 ? 1 : 0, null, prefix("!"), 1, EXACT),
    SELECT("if", 3, REAL, REAL, (x, y, z, n) -> x != 0 ? y : z, null, structure(), 2, EXACT),

    // m + log(s), or m where that is infinite: the last step of logsumexp, with m the largest term and s the sum of the others' ratios to it.
    LOGSUM   ("m + log", Sigmoids::logsum, dev.jacobi.special.strict.Sigmoids::logsum, special("logsum"), 8),

    // A static method of the user's, which belongs to the node: it is called only where the source calls it.
    CALL("call", Op.VARIADIC, REAL, REAL, 40),

    // The argument, which counts as a constant: it has no derivative.
    DETACH("detach", x -> x, structure(), 0),

    // Integers: literals, sizes that are bound at the call, axes (lower and upper bound; the number belongs to the node), arithmetic.
    INTEGER("integer", Type.INTEGER),
    SIZE   ("size", Type.INTEGER),
    AXIS   ("axis", 2, Type.INTEGER, Type.INTEGER),
    IADD   ("+", structure(), Math::addExact),
    ISUB   ("-", structure(), Math::subtractExact),
    IMUL   ("*", structure(), Math::multiplyExact),
    IDIV   ("div", structure(), Math::floorDiv),
    IMOD   ("mod", structure(), Math::floorMod),
    IMIN   ("min", structure(), Math::min),
    IMAX   ("max", structure(), Math::max),
    TO_REAL("real", 1, Type.INTEGER, REAL),

    // Arrays: parameters (their extents are the arguments), elements, maps (axes, body) and scatters
    // (axes, body, condition, indices, extents), which add the body where the condition holds.
    ARRAY   ("array", Op.VARIADIC, Type.INTEGER, Type.ARRAY),
    INTEGERS("integers", Op.VARIADIC, Type.INTEGER, Type.INTEGERS),
    READ    ("read", Op.VARIADIC, Type.ARRAY, REAL),
    GATHER  ("gather", Op.VARIADIC, Type.INTEGERS, Type.INTEGER),
    MAP     ("map", Op.VARIADIC, Type.INTEGER, Type.ARRAY),
    SCATTER ("scatter", Op.VARIADIC, Type.INTEGER, Type.ARRAY),

    // Recurrences: a state before the step of an axis (axis, extents; its number belongs to the node), and all values of a state (axes,
    // number of values, then for each state of the recurrence its STATE, its axes, its first and its next value).
    STATE   ("state", Op.VARIADIC, Type.INTEGER, Type.ARRAY),
    SCAN    ("scan", Op.VARIADIC, Type.INTEGER, Type.ARRAY),

    // Reductions over axes: (axes, body). ARGMAX and ARGMIN give the first index of the extreme or of a NaN, -1 where there is none.
    SUM    ("sum", Op.VARIADIC, Type.INTEGER, REAL),
    PROD   ("prod", Op.VARIADIC, Type.INTEGER, REAL),
    MAXIMUM("max", Op.VARIADIC, Type.INTEGER, REAL),
    MINIMUM("min", Op.VARIADIC, Type.INTEGER, REAL),
    ARGMAX ("argmax", Op.VARIADIC, Type.INTEGER, Type.INTEGER),
    ARGMIN ("argmin", Op.VARIADIC, Type.INTEGER, Type.INTEGER),

    // The root of an equation by Newton's method, a number or a vector, as graph.Equation says: axes (that of the iterations, then for a
    // vector row and column), the unknown as a STATE, guess, residual, slope, tolerance.
    SOLVE  ("solve", Op.VARIADIC, Type.INTEGER, Type.ARRAY),

    // The vector that a matrix maps to a right side: (row, column, element of the matrix, element of the right side).
    LINEAR ("linear solve", Op.VARIADIC, Type.INTEGER, Type.ARRAY),

    // An integer: the square root of the first, rounded up, or the second where that is more. Stands last, since the order of commutative
    // arguments follows that of the operations.
    IROOT  ("root", structure(), (n, least) -> Math.max(least, (int) Math.ceil(Math.sqrt(n))));
    // @formatter:on

    /** The arity of an operation that takes as many arguments as its node has. */
    public static final int VARIADIC = -1;

    /** A property that rewriting and folding may use. */
    public enum Trait {
        /** Swapping the arguments keeps the bits. */
        COMMUTES,
        /** The result is the same bits on every machine, so that constants may be folded. */
        EXACT
    }

    private final String name;
    private final int arity;
    private final Type argumentType;
    private final Type type;
    private final Meaning meaning;
    private final Meaning strictMeaning;
    private final Spelling spelling;
    private final int cost;
    private final Domain domain;
    private final Set<Trait> traits;

    Op(
            String name,
            int arity,
            Type argumentType,
            Type type,
            Meaning meaning,
            Meaning strictMeaning,
            Spelling spelling,
            int cost,
            Domain domain,
            Trait... traits) {
        this.name = name;
        this.arity = arity;
        this.argumentType = argumentType;
        this.type = type;
        this.meaning = meaning;
        this.strictMeaning = strictMeaning == null ? meaning : strictMeaning;
        this.spelling = spelling;
        this.cost = cost;
        this.domain = domain;
        this.traits = Set.of(traits);
    }

    Op(
            String name,
            int arity,
            Type argument,
            Type result,
            Meaning meaning,
            Meaning strict,
            Spelling spelling,
            int cost,
            Trait... traits) {
        this(name, arity, argument, result, meaning, strict, spelling, cost, ALL, traits);
    }

    /** An operation on integers. */
    Op(String name, Spelling spelling, IntBinaryOperator meaning) {
        this(
                name,
                2,
                Type.INTEGER,
                Type.INTEGER,
                (x, y, z, n) -> meaning.applyAsInt((int) x, (int) y),
                null,
                spelling,
                1,
                EXACT);
    }

    /** An operation of loops: what its arguments are stands in its row. */
    Op(String name, int arity, Type argument, Type result) {
        this(name, arity, argument, result, null, null, structure(), 1);
    }

    /** A function that is not in this table. */
    Op(String name, int arity, Type argument, Type result, int cost) {
        this(name, arity, argument, result, null, null, structure(), cost);
    }

    /** A leaf. */
    Op(String name, Type type) {
        this(name, 0, type, type, null, null, structure(), 0);
    }

    /** An exact operation of one argument. */
    Op(String name, DoubleUnaryOperator meaning, Spelling spelling, int cost) {
        this(name, meaning, spelling, cost, ALL);
    }

    Op(String name, DoubleUnaryOperator meaning, Spelling spelling, int cost, Domain domain) {
        this(name, 1, REAL, REAL, Meaning.of(meaning), null, spelling, cost, domain, EXACT);
    }

    /** An exact operation of two arguments. */
    Op(String name, DoubleBinaryOperator meaning, Spelling spelling, int cost, Trait... traits) {
        this(name, 2, REAL, REAL, Meaning.of(meaning), null, spelling, cost, ALL, withExact(traits));
    }

    /** A function of one argument, as {@code Math} and as {@code StrictMath} compute it. */
    Op(
            String name,
            DoubleUnaryOperator meaning,
            DoubleUnaryOperator strict,
            Spelling spelling,
            int cost,
            Domain domain) {
        this(name, 1, REAL, REAL, Meaning.of(meaning), Meaning.of(strict), spelling, cost, domain);
    }

    /** A function of two arguments, as {@code Math} and as {@code StrictMath} compute it. */
    Op(
            String name,
            DoubleBinaryOperator meaning,
            DoubleBinaryOperator strict,
            Spelling spelling,
            int cost,
            Trait... traits) {
        this(name, 2, REAL, REAL, Meaning.of(meaning), Meaning.of(strict), spelling, cost, traits);
    }

    /** A comparison. */
    Op(String name, Meaning.Relation meaning, Spelling spelling, Trait... traits) {
        this(name, 2, REAL, CONDITION, Meaning.ofRelation(meaning), null, spelling, 1, ALL, withExact(traits));
    }

    private static Trait[] withExact(Trait... traits) {
        Trait[] all = Arrays.copyOf(traits, traits.length + 1);
        all[traits.length] = EXACT;
        return all;
    }

    /** Its name in the language: a symbol or a function. */
    public String symbol() {
        return name;
    }

    public int arity() {
        return arity;
    }

    /** The type of the argument at this position. */
    public Type argumentType(int position) {
        return this == SELECT && position == 0 ? CONDITION : argumentType;
    }

    public Type type() {
        return type;
    }

    /** What it computes: with {@code Math}, or with {@code StrictMath} where {@code strict}. */
    public Meaning meaning(boolean strict) {
        return strict ? strictMeaning : meaning;
    }

    public Spelling spelling() {
        return spelling;
    }

    /** Its time in multiplications, roughly. */
    public int cost() {
        return cost;
    }

    /** Where its first argument may lie. */
    public Domain domain() {
        return domain;
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    public boolean isLeaf() {
        return arity == 0;
    }

    /** Whether it is an operation on numbers and truths that the language has. */
    public boolean isElementary() {
        return meaning != null && compareTo(SELECT) <= 0;
    }

    /** Whether it needs no integers, axes and arrays: a leaf or an elementary operation. */
    public boolean isScalar() {
        return compareTo(DETACH) <= 0;
    }

    /** Whether it binds axes, its first arguments. */
    public boolean bindsAxes() {
        return this == MAP || this == SCATTER || this == SCAN || this == SOLVE || this == LINEAR || isReduction();
    }

    /** Whether it makes one value of a body's values over axes. */
    public boolean isReduction() {
        return compareTo(SUM) >= 0 && compareTo(ARGMIN) <= 0;
    }

    /** Whether an integer belongs to the node itself: the exponent of POWER, the order of POLYGAMMA. */
    public boolean takesInteger() {
        return this == POWER || this == POLYGAMMA;
    }
}
