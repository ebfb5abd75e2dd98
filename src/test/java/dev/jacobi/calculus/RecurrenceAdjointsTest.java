package dev.jacobi.calculus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.Formula;
import dev.jacobi.Pipeline;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Scatter;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What adjoints of recurrences are made of. */
class RecurrenceAdjointsTest {
    private static List<Node> gradient(String text) {
        Pipeline.Stage stage =
                Pipeline.simplified(Pipeline.function(Formula.parse(text)), Derivative.GRADIENT, Options.defaults());
        return Walk.upward(stage.graph(), stage.derivatives());
    }

    private static boolean counts(Node node) {
        return node.is(Op.SCATTER)
                && Scatter.of(node).contributions().stream()
                        .anyMatch(contribution -> contribution.value().isConstant(1));
    }

    @Test
    void theAdjointOfARunningSumIsNoState() {
        assertThat(gradient("function f(x[N]) = fold(i in N, s = 0: s + x[i]^2) / N"))
                .noneMatch(node -> node.is(Op.SCAN));
        assertThat(gradient("function f(a; x[N]) = fold(i in N, s = a: sin(a * s) + x[i])"))
                .anyMatch(node -> node.is(Op.SCAN));
    }

    /** Each layer passes on something to the state of its own, from the last to the first. */
    @Test
    void whatLoopsReachBackwardsIsThere() {
        String layers =
                "sum(i in L: fold(t in T, h[l in L] = a * w[l]: scan(k in %s, y = x[t]: sin(y + a) * h[k])[%s])[i])";
        String function = "function f(a; x[T], w[L]) = ";
        assertThat(gradient(function + layers.formatted("L", "l"))).noneMatch(RecurrenceAdjointsTest::counts);
        // The last layer is not reached.
        assertThat(gradient(function + layers.formatted("L - 1", "min(l, L - 2)")))
                .anyMatch(RecurrenceAdjointsTest::counts);
    }
}
