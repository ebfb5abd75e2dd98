package dev.jacobi.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation on intervals: the values at points inside lie inside, and no value is denied that is there. */
class EnclosuresTest {
    static Stream<Op> operations() {
        return Arrays.stream(Op.values())
                .filter(op -> op.isElementary() && op.type() == Type.REAL && !op.isLeaf() && op != Op.SELECT);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void valuesInsideLieInside(Op op) {
        SplittableRandom random = new SplittableRandom(op.ordinal());
        int known = 0;
        for (int i = 0; i < 3000; i++) {
            Enclosure[] args = new Enclosure[op.arity()];
            double[] inside = new double[3];
            for (int k = 0; k < args.length; k++) {
                double low = random.nextInt(4) == 0 ? random.nextInt(-3, 4) : random.nextDouble(-3, 3);
                double high = random.nextBoolean() ? low : low + random.nextDouble();
                args[k] = new Enclosure(low, high);
                inside[k] = low + random.nextDouble() * (high - low);
            }
            int integer = op == Op.POWER ? random.nextInt(-3, 6) : random.nextInt(3);
            Enclosure result = Enclosures.ofArguments(op, integer, args);
            double value = op.meaning(false).of(inside[0], inside[1], inside[2], integer);
            if (result.isNone()) {
                assertThat(value).as("%s at %s", op, Arrays.toString(inside)).isNaN();
            } else if (result.isValue()) {
                known++;
                assertThat(result.contains(value))
                        .as(
                                "%s of %s at %s: %s in %s",
                                op, Arrays.toString(args), Arrays.toString(inside), value, result)
                        .isTrue();
            }
        }
        assertThat(known).isGreaterThan(100);
    }

    /** Sums and products of plain numbers stay exact; decimals that are no doubles do not. */
    @Test
    void exactNumbersStayExact() {
        Graph g = new Graph(100);
        Node x = g.parameter(Role.VARIABLE, 0);
        Node exact = g.divide(g.add(g.multiply(x, x), g.constant(0.5)), g.constant(4));
        Node rounded = g.multiply(x, g.constant(0.1));
        Enclosure[] values = new Enclosures(g, List.of(exact, rounded)).at(node -> 1.5);
        assertThat(values[exact.id()]).isEqualTo(Enclosure.exactly(0.6875));
        assertThat(values[rounded.id()].isExact()).isFalse();
        assertThat(values[rounded.id()].contains(0.15)).isTrue();
    }
}
