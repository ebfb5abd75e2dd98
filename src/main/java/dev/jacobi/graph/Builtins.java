package dev.jacobi.graph;

import dev.jacobi.op.Op;
import java.util.Map;
import java.util.TreeMap;

/** The functions and constants that every formula knows. Further ones, in terms of these, stand in {@code prelude.jacobi}. */
final class Builtins {
    private static final Map<String, Op> FUNCTIONS = functions();
    private static final Map<String, Double> CONSTANTS =
            Map.of("pi", Math.PI, "e", Math.E, "inf", Double.POSITIVE_INFINITY, "nan", Double.NaN);

    private Builtins() {}

    /** The operations that are called by name. */
    static Map<String, Op> operations() {
        return FUNCTIONS;
    }

    static Map<String, Double> constants() {
        return CONSTANTS;
    }

    /** The order of a function that is POLYGAMMA of a fixed order, or -1. */
    static int polygammaOrder(String function) {
        return switch (function) {
            case "digamma" -> 0;
            case "trigamma" -> 1;
            default -> -1;
        };
    }

    private static Map<String, Op> functions() {
        Map<String, Op> functions = new TreeMap<>();
        for (Op op : Op.values()) {
            if (op.isElementary() && Character.isLetter(op.symbol().charAt(0)) && op.argumentType(0) == op.type()) {
                functions.put(op.symbol(), op);
            }
        }
        for (Op op : new Op[] {Op.AND, Op.OR, Op.NOT, Op.SELECT, Op.DETACH}) {
            functions.remove(op.symbol());
        }
        functions.put("ln", Op.LOG);
        functions.put("arcsin", Op.ASIN);
        functions.put("arccos", Op.ACOS);
        functions.put("arctan", Op.ATAN);
        functions.put("digamma", Op.POLYGAMMA);
        functions.put("trigamma", Op.POLYGAMMA);
        return functions;
    }
}
