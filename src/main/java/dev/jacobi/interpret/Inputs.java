package dev.jacobi.interpret;

import dev.jacobi.graph.Node;
import java.util.function.ToDoubleFunction;

/** The values of parameters and sizes. Arrays are row-major; integer arrays hold whole numbers. */
public interface Inputs {
    double number(Node parameter);

    double[] array(Node parameter);

    int size(int index);

    /** Those of a function whose parameters are single numbers. */
    static Inputs ofNumbers(ToDoubleFunction<Node> numbers) {
        return new Inputs() {
            @Override
            public double number(Node parameter) {
                return numbers.applyAsDouble(parameter);
            }

            @Override
            public double[] array(Node parameter) {
                throw new IllegalArgumentException("no array: " + parameter);
            }

            @Override
            public int size(int index) {
                throw new IllegalArgumentException("no size " + index);
            }
        };
    }
}
