package dev.jacobi.calculus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.graph.Scatter;
import dev.jacobi.op.Op;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Derivatives of what mentions an axis that nothing binds. */
class OpenAxesTest {
    private final Graph g = new Graph(1000);
    private final Loops loops = new Loops(g);
    private final Node x = g.parameter(Role.VARIABLE, 0);
    private final Node w = loops.array(Role.VARIABLE, 1, false, List.of(loops.size(0)));
    private final Node i = loops.axis(loops.integer(0), loops.size(0));
    private final Node element = loops.read(w, List.of(i));

    @Test
    void thereIsADerivativeForEachIndexInBothModes() {
        Node product = g.multiply(x, element);
        assertThat(Derivatives.derivative(g, product, x)).isSameAs(element);
        assertThat(Derivatives.gradient(g, product, List.of(x))).containsExactly(element);
    }

    @Test
    void boundAxesAreSummedOver() {
        Node j = loops.axis(loops.integer(0), loops.size(0));
        Node other = loops.read(w, List.of(j));
        Node sum = loops.reduce(Op.SUM, List.of(j), g.multiply(g.multiply(x, element), other));
        Node gradient = Derivatives.gradient(g, sum, List.of(x)).get(0);
        assertThat(gradient.axes()).containsExactly(i);
        assertThat(gradient.args()).contains(element).anyMatch(factor -> factor.is(Op.SUM));
    }

    @Test
    void anElementAtTheAxisIsOneElement() {
        Node gradient =
                Derivatives.gradient(g, g.multiply(x, element), List.of(w)).get(0);
        assertThat(gradient.axes()).containsExactly(i);
        assertThat(Scatter.of(gradient).indices()).containsExactly(i);
        assertThat(gradient.boundAxes()).isEmpty();
    }
}
