package dev.jacobi;

import dev.jacobi.special.strict.Elementary;
import dev.jacobi.special.strict.Hyperbolic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates an FPCore as it stands, operation by operation: the oracle of the import, with which it shares nothing but
 * the numerical functions. Reads only what the corpora contain, and recurses.
 */
final class FpCoreMeaning {
    private static final Pattern TOKENS =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|;[^\n]*|[()\\[\\]]|[^\\s()\\[\\]\";]+");

    private final List<?> core;

    FpCoreMeaning(String text) {
        this.core = (List<?>) read(text);
    }

    private static Object read(String text) {
        Deque<List<Object>> open = new ArrayDeque<>();
        open.push(new ArrayList<>());
        Matcher tokens = TOKENS.matcher(text);
        while (tokens.find()) {
            String token = tokens.group();
            if (token.equals("(") || token.equals("[")) {
                open.push(new ArrayList<>());
            } else if (token.equals(")") || token.equals("]")) {
                List<Object> group = open.pop();
                open.peek().add(group);
            } else if (!token.startsWith(";")) {
                open.peek().add(token);
            }
        }
        return open.peek().get(0);
    }

    /** The value, with arguments in order. */
    double at(double... arguments) {
        List<?> names = (List<?>) (core.get(1) instanceof List<?> list ? list : core.get(2));
        Map<String, Object> scope = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            scope.put((String) names.get(i), arguments[i]);
        }
        return (double) value(core.get(core.size() - 1), scope);
    }

    private static Object value(Object form, Map<String, Object> scope) {
        if (form instanceof String atom) {
            return scope.containsKey(atom) ? scope.get(atom) : atom(atom);
        }
        List<?> group = (List<?>) form;
        String head = (String) group.get(0);
        switch (head) {
            case "!", "cast":
                return value(group.get(group.size() - 1), scope);
            case "if":
                return value(group.get((boolean) value(group.get(1), scope) ? 2 : 3), scope);
            case "let", "let*":
                return value(group.get(2), bound(group, scope));
            case "and":
                return group.stream().skip(1).allMatch(part -> (boolean) value(part, scope));
            case "or":
                return group.stream().skip(1).anyMatch(part -> (boolean) value(part, scope));
            case "not":
                return !(boolean) value(group.get(1), scope);
            case "pow":
                // A whole exponent means a product, however it is written.
                if (group.get(2) instanceof String n && n.matches("-?\\d{1,2}(\\.0*)?")) {
                    return Elementary.power((double) value(group.get(1), scope), (int) Double.parseDouble(n));
                }
                break;
            default:
        }
        double[] x = group.stream()
                .skip(1)
                .mapToDouble(part -> (double) value(part, scope))
                .toArray();
        return "< <= > >= == !=".contains(head) ? chain(head, x) : operation(head, x);
    }

    private static Map<String, Object> bound(List<?> let, Map<String, Object> outer) {
        Map<String, Object> inner = new HashMap<>(outer);
        for (Object pair : (List<?>) let.get(1)) {
            Object bound = value(((List<?>) pair).get(1), let.get(0).equals("let") ? outer : inner);
            inner.put((String) ((List<?>) pair).get(0), bound);
        }
        return inner;
    }

    private static Object atom(String atom) {
        int slash = atom.indexOf('/');
        return switch (atom) {
            case "PI" -> Math.PI;
            case "E" -> Math.E;
            case "INFINITY" -> Double.POSITIVE_INFINITY;
            case "TRUE" -> true;
            case "FALSE" -> false;
            default ->
                slash < 0
                        ? Double.parseDouble(atom)
                        : new BigDecimal(atom.substring(0, slash))
                                .divide(new BigDecimal(atom.substring(slash + 1)), new MathContext(200))
                                .doubleValue();
        };
    }

    private static boolean chain(String comparison, double... x) {
        for (int i = 1; i < x.length; i++) {
            double a = x[i - 1];
            double b = x[i];
            boolean holds = switch (comparison) {
                case "<" -> a < b;
                case "<=" -> a <= b;
                case ">" -> a > b;
                case ">=" -> a >= b;
                case "==" -> a == b;
                default -> a != b;
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static double operation(String name, double... x) {
        double y = x.length > 1 ? x[1] : 0;
        return switch (name) {
            case "+" -> x[0] + y;
            case "-" -> x.length == 1 ? -x[0] : x[0] - y;
            case "*" -> x[0] * y;
            case "/" -> x[0] / y;
            case "pow" -> StrictMath.pow(x[0], y);
            case "fma" -> Math.fma(x[0], y, x[2]);
            case "fmax" -> Math.max(x[0], y);
            case "fmin" -> Math.min(x[0], y);
            case "fmod" -> x[0] % y;
            case "copysign" -> Math.copySign(x[0], y);
            case "fabs" -> Math.abs(x[0]);
            case "floor" -> Math.floor(x[0]);
            case "ceil" -> Math.ceil(x[0]);
            case "sqrt" -> Math.sqrt(x[0]);
            case "cbrt" -> StrictMath.cbrt(x[0]);
            case "hypot" -> StrictMath.hypot(x[0], y);
            case "atan2" -> StrictMath.atan2(x[0], y);
            case "exp" -> StrictMath.exp(x[0]);
            case "expm1" -> StrictMath.expm1(x[0]);
            case "log" -> StrictMath.log(x[0]);
            case "log1p" -> StrictMath.log1p(x[0]);
            case "log2" -> Elementary.log2(x[0]);
            case "log10" -> StrictMath.log10(x[0]);
            default -> circular(name, x[0]);
        };
    }

    private static double circular(String name, double x) {
        return switch (name) {
            case "sin" -> StrictMath.sin(x);
            case "cos" -> StrictMath.cos(x);
            case "tan" -> StrictMath.tan(x);
            case "asin" -> StrictMath.asin(x);
            case "acos" -> StrictMath.acos(x);
            case "atan" -> StrictMath.atan(x);
            case "sinh" -> StrictMath.sinh(x);
            case "cosh" -> Hyperbolic.cosh(x);
            case "tanh" -> Hyperbolic.tanh(x);
            case "asinh" -> Hyperbolic.asinh(x);
            case "acosh" -> Hyperbolic.acosh(x);
            case "atanh" -> Hyperbolic.atanh(x);
            default -> throw new IllegalArgumentException("no operation " + name);
        };
    }
}
