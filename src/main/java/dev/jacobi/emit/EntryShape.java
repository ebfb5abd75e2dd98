package dev.jacobi.emit;

import dev.jacobi.diag.Derivative;

/**
 * What an entry point takes and gives beside the function's parameters.
 *
 * @param method the name of its method
 * @param seed the name of its array of directions or weights, or null
 * @param seedLength how long that must be
 * @param out the name of the array that it fills, or null
 * @param outLength how long that must be
 * @param returnsValue whether it returns the function's only result
 */
public record EntryShape(String method, String seed, int seedLength, String out, int outLength, boolean returnsValue) {

    /** The shape of an entry point of a function with n variables and m results. */
    public static EntryShape of(Derivative derivative, int n, int m) {
        boolean single = m == 1;
        String name = derivative.methodName();
        return switch (derivative) {
            case VALUE -> new EntryShape(name, null, 0, single ? null : "results", m, single);
            case GRADIENT -> new EntryShape(name, null, 0, "gradient", n, single);
            case JACOBIAN -> new EntryShape(name, null, 0, "jacobian", m * n, false);
            case HESSIAN -> new EntryShape(name, null, 0, "hessian", n * n, single);
            case JVP -> new EntryShape(name, "dx", n, "dy", m, false);
            case VJP -> new EntryShape(name, "yBar", m, "xBar", n, false);
            case SPARSE_JACOBIAN -> new EntryShape(name, null, 0, "values", 0, false);
            case SPARSE_HESSIAN -> new EntryShape(name, null, 0, "values", 0, false);
            case HESSIAN_VECTOR_PRODUCT -> new EntryShape(name, "v", n, "hv", n, single);
        };
    }

    /** The shape of a method that only others call. */
    static EntryShape hidden(String method, String out, boolean returnsValue) {
        return new EntryShape(method, null, 0, out, 0, returnsValue);
    }

    /** How many arrays it takes. */
    public int arrays() {
        return (seed == null ? 0 : 1) + (out == null ? 0 : 1);
    }
}
