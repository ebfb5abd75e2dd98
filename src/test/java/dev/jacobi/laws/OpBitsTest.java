package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Arithmetic;
import dev.jacobi.laws.Points.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each operation with its first and second derivatives on all tuples of special values: interpreter and compiled code give the same bits,
 * with {@code Math} and with {@code StrictMath}.
 */
class OpBitsTest {
    @ParameterizedTest
    @MethodSource("dev.jacobi.laws.OpCases#all")
    void interpreterEqualsJaninoOnSpecialValues(OpCases c) {
        List<Point> points = points(c);
        // All of them against the source; every third again in default arithmetic, where only the rules differ.
        List<Point> third = IntStream.range(0, points.size())
                .filter(i -> i % 3 == 0)
                .mapToObj(points::get)
                .toList();
        assertThat(BitLawsTest.source(Arithmetic.IEEE, false).violation(c.function(), points))
                .isNull();
        assertThat(BitLawsTest.simplified(Arithmetic.DEFAULT).violation(c.function(), third))
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("dev.jacobi.laws.OpCases#all")
    void strictInterpreterEqualsStrictJaninoOnSpecialValues(OpCases c) {
        assertThat(BitLawsTest.source(Arithmetic.IEEE, true).violation(c.function(), points(c)))
                .isNull();
    }

    /** All pairs of special values; all triples of every fourth. An operation of one argument gets each value once. */
    private static List<Point> points(OpCases c) {
        double[] second = c.op().arity() == 1 ? new double[] {1.5} : Points.SPECIAL;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < Points.SPECIAL.length; i++) {
            for (int j = 0; j < second.length; j++) {
                if (c.variables() == 2) {
                    points.add(point(Points.SPECIAL[i], second[j]));
                } else if ((i + j) % 4 == 0) {
                    for (int k = j % 3; k < Points.SPECIAL.length; k += 5) {
                        points.add(point(Points.SPECIAL[i], second[j], Points.SPECIAL[k]));
                    }
                }
            }
        }
        return points;
    }

    private static Point point(double... x) {
        return new Point(x, new double[0], Arrays.copyOf(new double[] {1, -0.5, 2}, x.length));
    }
}
