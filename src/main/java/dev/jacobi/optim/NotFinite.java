package dev.jacobi.optim;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.util.List;

/** Says what is no number where a minimisation cannot go on. */
final class NotFinite {
    private NotFinite() {}

    /**
     * The failure at a place where the loss, an element of its gradient or the gradient's norm is not finite.
     *
     * @param where says where that was, and what may help
     */
    static JacobiException failure(CompiledFunction loss, double value, double[] gradient, String where) {
        String what = Double.isFinite(value) ? gradientText(loss, gradient) : "the loss is " + value;
        return new JacobiException(ErrorCode.ARGUMENT, what + " " + where);
    }

    private static String gradientText(CompiledFunction loss, double[] gradient) {
        int first = 0;
        while (first < gradient.length && Double.isFinite(gradient[first])) {
            first++;
        }
        if (first == gradient.length) {
            return "the norm of the gradient is beyond all numbers";
        }
        List<String> names = loss.variables();
        String name = names.size() == gradient.length ? "by '" + names.get(first) + "'" : "element " + first;
        return "the gradient, " + name + ", is " + gradient[first];
    }
}
