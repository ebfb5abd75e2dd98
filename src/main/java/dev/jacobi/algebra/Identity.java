package dev.jacobi.algebra;

import dev.jacobi.op.Op;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rules that a proof may use, as equations of real functions. The first ones define operations by others and are applied as they
 * stand here; what the others say is built into the forms of roots, logarithms, exponentials and angles.
 */
public enum Identity {
    // @formatter:off
    TAN            (Op.TAN, "tan(x)", "sin(x) / cos(x)"),
    SINH           (Op.SINH, "sinh(x)", "(exp(x) - exp(-x)) / 2"),
    COSH           (Op.COSH, "cosh(x)", "(exp(x) + exp(-x)) / 2"),
    TANH           (Op.TANH, "tanh(x)", "(exp(x) - exp(-x)) / (exp(x) + exp(-x))"),
    ASINH          (Op.ASINH, "asinh(x)", "log(x + sqrt(x^2 + 1))"),
    ACOSH          (Op.ACOSH, "acosh(x)", "log(x + sqrt(x^2 - 1))", "x >= 1"),
    ATANH          (Op.ATANH, "atanh(x)", "log((1 + x) / (1 - x)) / 2", "-1 < x < 1"),
    ACOS           (Op.ACOS, "acos(x)", "pi / 2 - asin(x)", "-1 <= x <= 1"),
    HYPOT          (Op.HYPOT, "hypot(x, y)", "sqrt(x^2 + y^2)"),
    EXPM1          (Op.EXPM1, "expm1(x)", "exp(x) - 1"),
    LOG1P          (Op.LOG1P, "log1p(x)", "log(1 + x)", "x > -1"),
    LOG2           (Op.LOG2, "log2(x)", "log(x) / log(2)", "x > 0"),
    LOG10          (Op.LOG10, "log10(x)", "log(x) / log(10)", "x > 0"),
    MAX            (Op.MAX, "max(x, y)", "(x + y + abs(x - y)) / 2"),
    MIN            (Op.MIN, "min(x, y)", "(x + y - abs(x - y)) / 2"),
    RELU           (Op.RELU, "relu(x)", "(x + abs(x)) / 2"),
    CLAMP          (Op.CLAMP, "clamp(x, y, z)", "min(max(x, y), z)"),
    SIGN           (Op.SIGN, "sign(x)", "x / abs(x)", "x != 0"),
    MOD            (Op.MOD, "mod(x, y)", "x - y * floor(x / y)", "y != 0"),
    SIGMOID        (Op.SIGMOID, "sigmoid(x)", "1 / (1 + exp(-x))"),
    SOFTPLUS       (Op.SOFTPLUS, "softplus(x)", "log(1 + exp(x))"),
    LOGADDEXP      (Op.LOGADDEXP, "logaddexp(x, y)", "log(exp(x) + exp(y))"),
    XLOGY          (Op.XLOGY, "xlogy(x, y)", "x * log(y)", "y > 0"),
    ERFC           (Op.ERFC, "erfc(x)", "1 - erf(x)"),
    NORMCDF        (Op.NORMCDF, "normcdf(x)", "(1 + erf(x / sqrt(2))) / 2"),
    NORMPDF        (Op.NORMPDF, "normpdf(x)", "exp(-x^2 / 2) / sqrt(2 * pi)"),
    NORMINV        (Op.NORMINV, "norminv(x)", "sqrt(2) * erfinv(2 * x - 1)", "0 < x < 1"),
    LGAMMA         (Op.LGAMMA, "lgamma(x)", "log(abs(gamma(x)))", "x > 0"),
    POWER          (Op.POW, "pow(x, y)", "exp(y * log(x))", "x > 0"),

    ROOT_SQUARED   ("sqrt(x)^2", "x", "x >= 0"),
    ROOT_OF_SQUARE ("sqrt(x^2)", "abs(x)"),
    ROOT_OF_PRODUCT("sqrt(x * y)", "sqrt(x) * sqrt(y)", "x >= 0", "y >= 0"),
    HALF_POWER     ("pow(x, 0.5)", "sqrt(x)", "x >= 0"),
    CUBE_ROOT_CUBED("cbrt(x)^3", "x"),
    CUBE_ROOT_OF_PRODUCT("cbrt(x * y)", "cbrt(x) * cbrt(y)"),
    ABS_SQUARED    ("abs(x)^2", "x^2"),
    ABS_OF_PRODUCT ("abs(x * y)", "abs(x) * abs(y)"),
    ABS_OF_POSITIVE("abs(x)", "x", "x >= 0"),
    ABS_OF_NEGATIVE("abs(x)", "-x", "x <= 0"),

    EXP_OF_SUM     ("exp(x + y)", "exp(x) * exp(y)"),
    EXP_OF_LOG     ("exp(log(x))", "x", "x > 0"),
    LOG_OF_PRODUCT ("log(x * y)", "log(abs(x)) + log(abs(y))", "x * y > 0"),
    LOG_OF_POWER   ("log(x^2)", "2 * log(abs(x))", "x != 0"),
    LOG_OF_ROOT    ("log(sqrt(x))", "log(x) / 2", "x > 0"),
    LOG_OF_EXP     ("log(exp(x))", "x"),

    PYTHAGORAS     ("sin(x)^2 + cos(x)^2", "1"),
    SINE_OF_SUM    ("sin(x + y)", "sin(x) * cos(y) + cos(x) * sin(y)"),
    COSINE_OF_SUM  ("cos(x + y)", "cos(x) * cos(y) - sin(x) * sin(y)"),
    SINE_OF_HALF_TURNS("sin(x + pi)", "-sin(x)"),
    COSINE_OF_HALF_TURNS("cos(x + pi)", "-cos(x)"),
    SINE_OF_ARC_SINE("sin(asin(x))", "x", "-1 <= x <= 1"),
    COSINE_OF_ARC_SINE("cos(asin(x))", "sqrt(1 - x^2)", "-1 <= x <= 1"),
    SINE_OF_ARC_TANGENT("sin(atan(x))", "x / sqrt(1 + x^2)"),
    COSINE_OF_ARC_TANGENT("cos(atan(x))", "1 / sqrt(1 + x^2)"),
    ODD_FUNCTION   ("atan(-x)", "-atan(x)"),
    GAMMA_STEP     ("gamma(x + 1)", "x * gamma(x)", "x > 0"),
    FLOOR_STEP     ("floor(x + 1)", "floor(x) + 1"),
    CEIL_STEP      ("ceil(x + 1)", "ceil(x) + 1");
    // @formatter:on

    private static final Map<Op, Identity> DEFINITIONS = definitions();

    private final Op defined;
    private final String before;
    private final String after;
    private final List<String> guards;

    Identity(Op defined, String before, String after, String... guards) {
        this.defined = defined;
        this.before = before;
        this.after = after;
        this.guards = List.of(guards);
    }

    Identity(String before, String after, String... guards) {
        this(null, before, after, guards);
    }

    /** The definition of an operation, or null. */
    static Identity definitionOf(Op op) {
        return DEFINITIONS.get(op);
    }

    private static Map<Op, Identity> definitions() {
        Map<Op, Identity> definitions = new EnumMap<>(Op.class);
        for (Identity identity : values()) {
            if (identity.defined != null) {
                definitions.put(identity.defined, identity);
            }
        }
        return definitions;
    }

    /** Its name, {@code root-of-square} say. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The left side. */
    public String before() {
        return before;
    }

    /** The right side. */
    public String after() {
        return after;
    }

    /** The conditions under which both sides are equal. */
    public List<String> guards() {
        return guards;
    }

    /** One line: name, equation and conditions. */
    @Override
    public String toString() {
        return label() + ": " + before + " = " + after
                + (guards.isEmpty() ? "" : " where " + String.join(", ", guards));
    }
}
