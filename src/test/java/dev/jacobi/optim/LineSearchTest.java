package dev.jacobi.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Evaluator;
import dev.jacobi.Jacobi;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Steps along a line, on the functions of J. J. More and D. J. Thuente, ACM Trans. Math. Softw. 20, 1994, and on some with holes. */
class LineSearchTest {
    private static final double[] ALONG = {1};

    private static final List<String> FUNCTIONS = List.of(
            "-x / (x^2 + 2)",
            "(x + 0.004)^5 - 2 * (x + 0.004)^4",
            // A minimum at 1 with a kink smoothed over 0.01, and waves on both sides.
            "(if x <= 0.99 then 1 - x else if x >= 1.01 then x - 1 else (x - 1)^2 / 0.02 + 0.005)"
                    + " + 2 * 0.99 / (39 * pi) * sin(39 * pi / 2 * x)",
            "(sqrt(1 + 0.001^2) - 0.001) * sqrt((1 - x)^2 + 0.001^2) + (sqrt(1 + 0.001^2) - 0.001) * sqrt(x^2 + 0.001^2)",
            "(sqrt(1 + 0.01^2) - 0.01) * sqrt((1 - x)^2 + 0.001^2) + (sqrt(1 + 0.001^2) - 0.001) * sqrt(x^2 + 0.01^2)");

    @Test
    void stepsHaveTheStrongConditionsOfWolfeWhateverTheFirst() {
        for (String function : FUNCTIONS) {
            for (double first : new double[] {1e-3, 0.1, 10, 1000}) {
                CompiledFunction f = Jacobi.compile(function);
                Place from = at(f, 0);
                Place to = new Place(new double[1]);
                double slope = from.gradient()[0];
                assertThat(search(f, from, first, to)).isTrue();
                double step = to.x()[0];
                assertThat(to.value())
                        .as("%s from %s to %s", function, first, step)
                        .isLessThanOrEqualTo(from.value() + LineSearch.DECREASE * step * slope);
                assertThat(Math.abs(to.gradient()[0]))
                        .as("%s from %s to %s", function, first, step)
                        .isLessThanOrEqualTo(LineSearch.CURVATURE * -slope);
            }
        }
    }

    private static Place at(CompiledFunction f, double x) {
        Place place = new Place(new double[] {x});
        place.evaluate(f.evaluator());
        return place;
    }

    private static boolean search(CompiledFunction f, Place from, double first, Place to) {
        Evaluator loss = f.evaluator();
        return new LineSearch(loss).search(from, from.value(), ALONG, from.gradient()[0], first, to);
    }

    @Test
    void whereTheLossIsNoNumberStepsAreShorter() {
        for (String function : List.of("(x - 1)^2 + 0 * log(2 - x)", "if x < 2 then (x - 1)^2 else -inf")) {
            Place to = new Place(new double[1]);
            CompiledFunction f = Jacobi.compile(function);
            assertThat(search(f, at(f, 0), 1e6, to)).isTrue();
            assertThat(to.x()[0]).isBetween(0.001, 1.9);
        }
    }

    @Test
    void aBoundaryBeyondTheLeastLossIsApproached() {
        CompiledFunction f = Jacobi.compile("-log(x) - 1000 * log(3 - x) + 5000 * (3 - x)");
        Place to = new Place(new double[1]);
        Place from = at(f, 0.5);
        assertThat(search(f, from, 1, to)).isTrue();
        assertThat(to.value()).isLessThan(from.value());
        assertThat(Math.abs(to.gradient()[0])).isLessThanOrEqualTo(0.9 * Math.abs(from.gradient()[0]));
    }

    @Test
    void whereTheSlopeNeverFlattensTheLossIsAsLowAsItGets() {
        CompiledFunction f = Jacobi.compile("if x <= 0.7 then -x else x + 5");
        Place to = new Place(new double[1]);
        assertThat(search(f, at(f, 0), 1, to)).isTrue();
        assertThat(to.x()[0]).isCloseTo(0.7, Offset.offset(1e-6));
    }

    @Test
    void whereAllIsHigherThereIsNoStep() {
        CompiledFunction f = Jacobi.compile("if x <= 0 then -x else x + 5");
        Place to = new Place(new double[1]);
        assertThat(search(f, at(f, 0), 1, to)).isFalse();
    }
}
