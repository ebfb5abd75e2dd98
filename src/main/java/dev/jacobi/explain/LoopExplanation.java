package dev.jacobi.explain;

import java.util.List;

/**
 * How the derivatives of a function with arrays or loops come about, in forward and in reverse mode.
 *
 * @param heading the function
 * @param steps the named values in order, the result last
 * @param adjoints the adjoints in the order in which they are complete, that of the result first
 * @param values the names and values of parameters, then of steps; empty where no point is given
 */
public record LoopExplanation(String heading, List<Step> steps, List<Adjoint> adjoints, List<Value> values) {

    /**
     * A named value, in terms of those before it.
     *
     * @param tangent its tangent, of the tangents {@code nameDot} of what it mentions
     */
    public record Step(String name, Symbolic formula, Symbolic tangent) {}

    /**
     * An adjoint, the derivative of the result by each element of a value.
     *
     * @param terms what its users contribute; none for the result itself and for what is not used
     * @param number it at the point, or null where none is given
     */
    public record Adjoint(String name, List<Term> terms, Value number) {}

    /**
     * What a user contributes to an adjoint.
     *
     * @param formula of the user's adjoint {@code nameBar}
     * @param rules the rules of calculus that give it
     * @param simplifications the names of the rules by which it was simplified
     */
    public record Term(String user, Symbolic formula, List<String> rules, List<String> simplifications) {}

    /** A number or an array by its elements, row-major. */
    public record Value(String name, List<Integer> shape, double[] elements) {
        /** More elements than a person reads. */
        private static final int MOST = 60;

        /** The number, or nested lists; a long array by its length. */
        public String text() {
            if (elements.length > MOST) {
                return elements.length + " elements";
            }
            return text(0, 0, elements.length);
        }

        /** Recurses over dimensions only. */
        private String text(int dimension, int from, int length) {
            if (dimension == shape.size()) {
                return Symbolic.number(elements[from]);
            }
            int extent = shape.get(dimension);
            StringBuilder out = new StringBuilder("[");
            for (int i = 0; i < extent; i++) {
                int part = length / extent;
                out.append(i == 0 ? "" : ", ").append(text(dimension + 1, from + i * part, part));
            }
            return out.append(']').toString();
        }
    }
}
