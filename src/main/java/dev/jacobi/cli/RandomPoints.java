package dev.jacobi.cli;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Interpreter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Random points of a function's domain: such where all values and derivatives are finite. */
final class RandomPoints {
    private static final int TRIES = 10_000;

    private final FunctionGraph function;
    private final Assignments fixed;
    private final SplittableRandom random;
    private final List<Node> outputs;

    /** Points with some values given; the others are random. */
    RandomPoints(FunctionGraph function, Assignments fixed, long seed) {
        this.function = function;
        this.fixed = fixed;
        this.random = new SplittableRandom(seed);
        this.outputs = new ArrayList<>(function.results());
        outputs.addAll(Derivatives.jacobian(function.graph(), function.results(), function.variableNodes()));
    }

    Point next() {
        for (int i = 0; i < TRIES; i++) {
            Point point = draw();
            double[] numbers = Interpreter.evaluate(function.graph(), outputs, point::value, false);
            if (Arrays.stream(numbers).allMatch(Double::isFinite)) {
                return point;
            }
        }
        throw new JacobiException(
                ErrorCode.ARGUMENT,
                "none of " + TRIES + " random points has a finite value and derivative; give one, as in "
                        + Point.names(function).get(0) + "=1.5");
    }

    /** Each value between 0 and 1, between -1 and 1, or up to 10 and more; the same for all or for each its own. */
    private Point draw() {
        int kind = random.nextInt(4);
        List<String> names = Point.names(function);
        double[] values = new double[names.size()];
        for (int i = 0; i < values.length; i++) {
            String name = names.get(i);
            values[i] = fixed.contains(name) ? fixed.get(name) : draw(kind == 3 ? random.nextInt(3) : kind);
        }
        return Point.of(function, values);
    }

    private double draw(int kind) {
        return switch (kind) {
            case 0 -> random.nextDouble();
            case 1 -> 2 * random.nextDouble() - 1;
            default -> Math.exp(4 * random.nextDouble() - 1.5);
        };
    }
}
