package dev.jacobi.syntax;

import dev.jacobi.diag.Span;
import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.Expr.Comparator;
import dev.jacobi.syntax.FpCoreBody.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the operations and constants of FPCore are in our language, and which of them are nothing there. */
final class FpCoreOperations {
    private static final int ANY = Integer.MAX_VALUE;
    /** The comparisons of all with all grow with the square. */
    private static final int MOST_DISTINCT = 50;

    /** How an operation is written, given its translated operands. */
    private interface Writing {
        Value write(FpCoreBody body, Span span, Value... operands);
    }

    /**
     * An operation.
     *
     * @param least the fewest operands
     * @param most the most operands
     * @param conditions whether its operands are conditions
     */
    record Operation(int least, int most, boolean conditions, Writing writing) {
        Value write(FpCoreBody body, Span span, List<Value> operands) {
            return writing.write(body, span, operands.toArray(Value[]::new));
        }
    }

    private static final Map<String, Operation> OPERATIONS = operations();

    private static final Map<String, String> REFUSED = refused();

    /** Every function that an imported text may call: no function of the text may be called so. */
    static final Set<String> CALLED = Set.of(
            "sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh"
                    .concat(" atanh hypot erf erfc gamma lgamma fma abs max min floor ceil trunc round rem sign")
                    .split(" "));

    private FpCoreOperations() {}

    /** The operation of this name, or null. */
    static Operation find(String name) {
        return OPERATIONS.get(name);
    }

    /** Why an operation of this name cannot be imported; null if FPCore has none, or if it can. */
    static String whyRefused(String name) {
        return REFUSED.get(name);
    }

    static Set<String> names() {
        return OPERATIONS.keySet();
    }

    /** The constant of this name, or null. */
    static Value constant(FpCoreBody body, Span span, String name) {
        return switch (name) {
            case "PI" -> body.name(span, "pi", false);
            case "PI_2" -> body.binary(span, BinaryOperator.DIVIDE, body.name(span, "pi", false), body.number(span, 2));
            case "PI_4" -> body.binary(span, BinaryOperator.DIVIDE, body.name(span, "pi", false), body.number(span, 4));
            case "E" -> body.name(span, "e", false);
            case "INFINITY" -> body.name(span, "inf", false);
            case "NAN" -> body.name(span, "nan", false);
            case "TRUE" -> body.truth(span, true);
            case "FALSE" -> body.truth(span, false);
            case "LOG2E" -> body.number(span, 0x1.71547652b82fep0);
            case "LOG10E" -> body.number(span, 0x1.bcb7b1526e50ep-2);
            case "LN2" -> body.number(span, 0x1.62e42fefa39efp-1);
            case "LN10" -> body.number(span, 0x1.26bb1bbb55516p1);
            case "M_1_PI", "1_PI" -> body.number(span, 0x1.45f306dc9c883p-2);
            case "M_2_PI", "2_PI" -> body.number(span, 0x1.45f306dc9c883p-1);
            case "M_2_SQRTPI", "2_SQRTPI" -> body.number(span, 0x1.20dd750429b6dp0);
            case "SQRT2" -> body.call(span, "sqrt", body.number(span, 2));
            case "SQRT1_2" -> body.call(span, "sqrt", body.number(span, 0.5));
            default -> null;
        };
    }

    private static Map<String, Operation> operations() {
        Map<String, Operation> all = new HashMap<>();
        putBinary(all, "+", BinaryOperator.ADD);
        putBinary(all, "*", BinaryOperator.MULTIPLY);
        putBinary(all, "/", BinaryOperator.DIVIDE);
        putBinary(all, "pow", BinaryOperator.POWER);
        all.put(
                "-",
                new Operation(
                        1,
                        2,
                        false,
                        (b, s, x) -> x.length == 1 ? b.negate(s, x[0]) : b.binary(s, BinaryOperator.SUBTRACT, x[0], x[1])));
        for (Comparator comparator : Comparator.values()) {
            all.put(comparator.symbol(), new Operation(2, ANY, false, (b, s, x) -> b.compare(s, comparator, x)));
        }
        all.put("!=", new Operation(2, MOST_DISTINCT, false, FpCoreOperations::allDistinct));
        all.put("and", new Operation(0, ANY, true, (b, s, x) -> junction(b, s, BinaryOperator.AND, x)));
        all.put("or", new Operation(0, ANY, true, (b, s, x) -> junction(b, s, BinaryOperator.OR, x)));
        all.put("not", new Operation(1, 1, true, (b, s, x) -> b.not(s, x[0])));
        putFunctions(all);
        putRounding(all);
        putClasses(all);
        return all;
    }

    private static void putBinary(Map<String, Operation> all, String name, BinaryOperator operator) {
        all.put(name, new Operation(2, 2, false, (b, s, x) -> b.binary(s, operator, x[0], x[1])));
    }

    private static void putCall(Map<String, Operation> all, String name, int arity, String ours) {
        all.put(name, new Operation(arity, arity, false, (b, s, x) -> b.call(s, ours, x)));
    }

    private static void putFunctions(Map<String, Operation> all) {
        String unary = "sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh"
                + " acosh atanh erf erfc lgamma";
        for (String name : unary.split(" ")) {
            putCall(all, name, 1, name);
        }
        putCall(all, "tgamma", 1, "gamma");
        putCall(all, "fabs", 1, "abs");
        putCall(all, "atan2", 2, "atan2");
        putCall(all, "hypot", 2, "hypot");
        putCall(all, "fma", 3, "fma");
        all.put("fmax", new Operation(2, 2, false, (b, s, x) -> extreme(b, s, "max", x)));
        all.put("fmin", new Operation(2, 2, false, (b, s, x) -> extreme(b, s, "min", x)));
        all.put("fdim", new Operation(2, 2, false, FpCoreOperations::fdim));
        all.put("copysign", new Operation(2, 2, false, FpCoreOperations::copysign));
        // The precision that it casts to is noted where it is declared.
        all.put("cast", new Operation(1, 1, false, (b, s, x) -> x[0]));
    }

    private static void putRounding(Map<String, Operation> all) {
        putCall(all, "floor", 1, "floor");
        putCall(all, "ceil", 1, "ceil");
        putCall(all, "trunc", 1, "trunc");
        putCall(all, "nearbyint", 1, "round");
        putCall(all, "fmod", 2, "rem");
        all.put("round", new Operation(1, 1, false, FpCoreOperations::roundHalfAway));
    }

    /** The kinds of number that there are. */
    private static void putClasses(Map<String, Operation> all) {
        all.put("isnan", new Operation(1, 1, false, (b, s, x) -> {
            Value v = b.repeatable(x[0]);
            return b.compare(s, Comparator.NOT_EQUAL, v, v);
        }));
        all.put("isinf", new Operation(1, 1, false, (b, s, x) -> b.compare(s, Comparator.EQUAL, abs(b, s, x[0]), inf(b, s))));
        all.put("isfinite", new Operation(1, 1, false, (b, s, x) -> b.compare(s, Comparator.LESS, abs(b, s, x[0]), inf(b, s))));
        all.put("isnormal", new Operation(1, 1, false, (b, s, x) -> {
            Value v = b.repeatable(abs(b, s, x[0]));
            Value above = b.compare(s, Comparator.LESS_OR_EQUAL, b.number(s, Double.MIN_NORMAL), v);
            return b.binary(s, BinaryOperator.AND, above, b.compare(s, Comparator.LESS, v, inf(b, s)));
        }));
        all.put("signbit", new Operation(1, 1, false, (b, s, x) -> negative(b, s, b.repeatable(x[0]))));
    }

    private static Value abs(FpCoreBody body, Span span, Value x) {
        return body.call(span, "abs", x);
    }

    private static Value inf(FpCoreBody body, Span span) {
        return body.name(span, "inf", false);
    }

    private static Value allDistinct(FpCoreBody body, Span span, Value... operands) {
        if (operands.length == 2) {
            return body.compare(span, Comparator.NOT_EQUAL, operands);
        }
        Value[] each = new Value[operands.length];
        for (int i = 0; i < each.length; i++) {
            each[i] = body.repeatable(operands[i]);
        }
        Value all = null;
        for (int i = 0; i < each.length; i++) {
            for (int j = i + 1; j < each.length; j++) {
                Value differ = body.compare(span, Comparator.NOT_EQUAL, each[i], each[j]);
                all = all == null ? differ : body.binary(span, BinaryOperator.AND, all, differ);
            }
        }
        return all;
    }

    private static Value junction(FpCoreBody body, Span span, BinaryOperator operator, Value... operands) {
        if (operands.length == 0) {
            return body.truth(span, operator == BinaryOperator.AND);
        }
        Value all = operands[0];
        for (int i = 1; i < operands.length; i++) {
            all = body.binary(span, operator, all, operands[i]);
        }
        return all;
    }

    private static Value extreme(FpCoreBody body, Span span, String ours, Value... x) {
        body.note("f" + ours + " is " + ours + ", which is nan where an argument is nan; f" + ours + " ignores it.");
        return body.call(span, ours, x);
    }

    /** {@code if x <= y then 0 else x - y}: nan where one of them is. */
    private static Value fdim(FpCoreBody body, Span span, Value... x) {
        Value left = body.repeatable(x[0]);
        Value right = body.repeatable(x[1]);
        Value below = body.compare(span, Comparator.LESS_OR_EQUAL, left, right);
        Value difference = body.binary(span, BinaryOperator.SUBTRACT, left, right);
        return body.choose(span, below, body.number(span, 0), difference);
    }

    private static Value copysign(FpCoreBody body, Span span, Value... x) {
        body.note("The sign of a nan is not seen: copysign takes it for positive.");
        Value magnitude = body.repeatable(body.call(span, "abs", x[0]));
        Value minus = negative(body, span, body.repeatable(x[1]));
        return body.choose(span, minus, body.negate(span, magnitude), magnitude);
    }

    /** Whether the sign is a minus, also that of a zero. */
    private static Value negative(FpCoreBody body, Span span, Value x) {
        Value inverse = body.binary(span, BinaryOperator.DIVIDE, body.number(span, 1), x);
        Value zero = body.number(span, 0);
        return body.binary(
                span,
                BinaryOperator.OR,
                body.compare(span, Comparator.LESS, x, zero),
                body.compare(span, Comparator.LESS, inverse, zero));
    }

    /** Halves away from zero, exactly: the difference to the truncated number is exact, and nan for an infinity. */
    private static Value roundHalfAway(FpCoreBody body, Span span, Value... operands) {
        Value x = body.repeatable(operands[0]);
        Value whole = body.repeatable(body.call(span, "trunc", x));
        Value rest = body.call(span, "abs", body.binary(span, BinaryOperator.SUBTRACT, x, whole));
        Value away = body.binary(span, BinaryOperator.ADD, whole, body.call(span, "sign", x));
        Value far = body.compare(span, Comparator.GREATER_OR_EQUAL, rest, body.number(span, 0.5));
        return body.choose(span, far, away, whole);
    }

    private static Map<String, String> refused() {
        Map<String, String> reasons = new HashMap<>();
        for (String name : List.of("while", "while*")) {
            reasons.put(name, "a loop whose end depends on its values cannot be imported");
        }
        for (String name : List.of("for", "for*", "tensor", "tensor*")) {
            reasons.put(name, "loops over arrays cannot be imported");
        }
        for (String name : List.of("array", "ref", "size", "dim")) {
            reasons.put(name, "arrays cannot be imported");
        }
        reasons.put("remainder", "there is no remainder of IEEE 754, only that of fmod");
        return reasons;
    }
}
