package dev.jacobi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.op.Op;
import dev.jacobi.op.Op.Trait;
import dev.jacobi.syntax.Parser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interning, canonical order and budget. */
class GraphTest {
    private final Graph g = new Graph(1000);
    private final Node x = g.parameter(Role.VARIABLE, 0);
    private final Node y = g.parameter(Role.VARIABLE, 1);

    @Test
    void equalComputationsAreOneNode() {
        assertThat(g.add(x, y)).isSameAs(g.add(x, y));
        assertThat(g.power(x, 3)).isSameAs(g.power(x, 3)).isNotSameAs(g.power(x, -3));
        assertThat(g.apply(Op.POLYGAMMA, 0, x)).isNotSameAs(g.apply(Op.POLYGAMMA, 1, x));
        assertThat(g.parameter(Role.DATA, 0)).isNotSameAs(x).isNotSameAs(g.parameter(Role.SEED, 0));
        assertThat(g.subtract(x, y)).isNotSameAs(g.subtract(y, x));
    }

    @Test
    void constantsAreEqualByBitsAndAllNaNsAreOne() {
        assertThat(g.constant(0.0)).isNotSameAs(g.constant(-0.0));
        assertThat(g.constant(Double.NaN)).isSameAs(g.constant(Double.longBitsToDouble(0xFFF8000000000123L)));
        assertThat(g.constant(0.1 + 0.2)).isNotSameAs(g.constant(0.3));
        assertThat(g.truth(true)).isNotSameAs(g.constant(1));
    }

    @ParameterizedTest
    @EnumSource(Op.class)
    void argumentsSwapExactlyWhereTheOperationCommutes(Op op) {
        if (op.arity() != 2 || !op.isElementary()) {
            return;
        }
        boolean real = op.argumentType(0) == dev.jacobi.op.Type.REAL;
        Node a = real ? x : g.apply(Op.LT, x, y);
        Node b = real ? y : g.apply(Op.LE, x, y);
        assertThat(g.apply(op, a, b) == g.apply(op, b, a)).isEqualTo(op.has(Trait.COMMUTES));
    }

    @Test
    void argumentsPrecedeTheirUsers() {
        Node last = g.multiply(g.add(x, g.apply(Op.SIN, y)), g.add(g.apply(Op.SIN, y), x));
        for (Node node : Walk.upward(g, List.of(last))) {
            for (int i = 0; i < node.arity(); i++) {
                assertThat(node.arg(i).id()).isLessThan(node.id());
            }
        }
    }

    @Test
    void decidedConnectivesMakeNoNode() {
        Node c = g.apply(Op.LT, x, y);
        assertThat(g.and(c, g.truth(true))).isSameAs(c);
        assertThat(g.and(g.not(c), c)).isSameAs(g.truth(false));
        assertThat(g.or(c, g.truth(false))).isSameAs(c);
        assertThat(g.or(c, g.not(c))).isSameAs(g.truth(true));
        assertThat(g.not(g.not(c))).isSameAs(c);
        assertThat(g.select(c, x, x)).isSameAs(x);
        assertThat(g.select(g.truth(false), x, y)).isSameAs(y);
    }

    @Test
    void hashAndOrderDoNotDependOnTheOrderOfBuilding() {
        Map<Long, String> texts = new HashMap<>();
        for (long seed = 0; seed < 50; seed++) {
            Graph other = new Graph(1000);
            List<Integer> order = new java.util.ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
            SplittableRandom random = new SplittableRandom(seed);
            java.util.Collections.shuffle(order, new java.util.Random(random.nextLong()));
            // Terms and parameters in any order of making; then one sum of them, each pair typed either way.
            Node[] terms = new Node[6];
            order.forEach(i -> terms[i] = other.apply(
                    i % 2 == 0 ? Op.SIN : Op.EXP,
                    other.multiply(other.parameter(Role.VARIABLE, i), other.constant(i + 0.5))));
            Node sum = terms[0];
            for (int i = 1; i < terms.length; i++) {
                sum = random.nextBoolean() ? other.add(sum, terms[i]) : other.add(terms[i], sum);
            }
            texts.put(sum.hash(), structure(sum));
        }
        assertThat(texts).hasSize(1);
    }

    private static String structure(Node node) {
        StringBuilder out = new StringBuilder().append(node.op());
        for (int i = 0; i < node.arity(); i++) {
            out.append('(').append(structure(node.arg(i))).append(')');
        }
        return out.toString();
    }

    @Test
    void theBudgetHoldsToTheNode() {
        String text = "function f(x, y) = sin(x * y) + x * y";
        int needed = lower(text, 1000).graph().size();
        assertThat(lower(text, needed).graph().size()).isEqualTo(needed);
        assertThat(lower(text, needed + 1).graph().size()).isEqualTo(needed);
        assertThatThrownBy(() -> lower(text, needed - 1))
                .isInstanceOf(JacobiException.class)
                .extracting(e -> ((JacobiException) e).code())
                .isEqualTo(ErrorCode.LIMIT);
    }

    @Test
    void whatIsKnownNeedsNoBudget() {
        Graph full = new Graph(2);
        Node a = full.constant(1);
        full.constant(2);
        assertThat(full.constant(1)).isSameAs(a);
        assertThatThrownBy(() -> full.constant(3)).isInstanceOf(JacobiException.class);
        full.budget(3);
        assertThat(full.constant(3).id()).isEqualTo(2);
    }

    @Test
    void nodesOfOtherGraphsAndTypesAreRefused() {
        Node stranger = new Graph(10).parameter(Role.VARIABLE, 0);
        assertThatThrownBy(() -> g.add(x, stranger)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> g.add(x, g.truth(true))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> g.apply(Op.SIN, x, y)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> g.apply(Op.SELECT, x, x, y)).isInstanceOf(IllegalArgumentException.class);
    }

    private static FunctionGraph lower(String text, int nodes) {
        Limits d = Limits.defaults();
        Limits limits = new Limits(
                d.text(),
                d.tokens(),
                d.nesting(),
                d.variables(),
                nodes,
                d.derivativeNodes(),
                d.constants(),
                d.classBytes());
        return Lowering.lower(Parser.parse(new SourceText("test", text), limits), limits)
                .get(0);
    }
}
