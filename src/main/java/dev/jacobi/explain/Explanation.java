package dev.jacobi.explain;

import java.util.List;

/**
 * How a function's derivatives come about at a point, in forward and in reverse mode.
 *
 * @param heading the function and the point, as in {@code f(x, l) at x = 3, l = 5}
 * @param result the name of the result
 * @param variables the names of the variables
 * @param steps the steps with their local derivatives, in order
 * @param forward variables, then steps, with their values and tangents
 * @param reverse steps, then variables, with their adjoints, in the order in which they are complete
 * @param operations what both modes cost
 */
public record Explanation(
        String heading,
        String result,
        List<String> variables,
        List<Step> steps,
        List<Row> forward,
        List<Adjoint> reverse,
        Operations operations) {

    /** A named value, in terms of those before it. */
    public record Step(String name, Symbolic formula, List<Local> locals) {}

    /** The derivative of a step by a value that its formula mentions. */
    public record Local(String by, Symbolic derivative) {}

    /**
     * A value and its tangents.
     *
     * @param tangents one for each variable, in order
     */
    public record Row(String name, double value, List<Double> tangents) {}

    /**
     * An adjoint, the derivative of the result by a value: the sum of what the value's consumers pass back.
     *
     * @param terms what each consumer contributes; empty for the result itself, whose adjoint is 1, and for an unused variable
     */
    public record Adjoint(String name, List<Term> terms, double value) {}

    /**
     * What a consumer contributes to an adjoint: its own adjoint times its local derivative.
     *
     * @param factor the local derivative in symbols
     * @param consumerAdjoint the consumer's adjoint, as a number
     * @param factorValue the local derivative, as a number
     */
    public record Term(String consumer, Symbolic factor, double consumerAdjoint, double factorValue) {}

    /**
     * The numbers of operations of the programs that the compiler would run.
     *
     * @param value for the value alone
     * @param forward for the value and one tangent for each variable
     * @param reverse for the value and the gradient in one sweep back
     */
    public record Operations(int value, int forward, int reverse) {}

    /** Which mode takes fewer operations, as a sentence. */
    public String verdict() {
        int difference = operations.forward() - operations.reverse();
        if (difference == 0) {
            return "Both modes take the same number of operations.";
        }
        String cheaper = difference > 0 ? "Reverse" : "Forward";
        int count = Math.abs(difference);
        return cheaper + " mode is cheaper here, by " + count + (count == 1 ? " operation." : " operations.");
    }
}
