package dev.jacobi.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.op.Op;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntegerRangesTest {
    private final Graph g = new Graph(1000);
    private final Loops loops = new Loops(g);
    private final Node n = loops.size(0);
    private final Node m = loops.size(1);

    private boolean productMayFail(Node a, Node b, List<Node> extents) {
        Node array = loops.array(Role.VARIABLE, 0, false, extents);
        Node product = loops.arithmetic(Op.IMUL, a, b);
        return new IntegerRanges(Walk.upward(g, List.of(array, product))).mayFail(product);
    }

    private Node less(Node size, int literal) {
        return loops.arithmetic(Op.ISUB, size, loops.integer(literal));
    }

    @Test
    void aMatrixThatIsThereHasAsManyElementsAsItsExtentsSay() {
        assertThat(productMayFail(n, m, List.of(n, m))).isFalse();
        assertThat(productMayFail(m, less(n, 1), List.of(n, m))).isFalse();
        assertThat(productMayFail(less(m, 1), less(n, 1), List.of(n, m))).isFalse();
        assertThat(productMayFail(n, less(n, 1), List.of(n, n))).isFalse();
    }

    @Test
    void otherProductsMayOverflow() {
        assertThat(productMayFail(n, n, List.of(n, m))).isTrue();
        assertThat(productMayFail(n, m, List.of(n))).isTrue();
        // Where the third is 0, the others may be as large as they like.
        assertThat(productMayFail(n, m, List.of(n, m, loops.size(2)))).isTrue();
        // So may one where the other is 0.
        assertThat(productMayFail(less(m, 2), less(n, 1), List.of(n, m))).isTrue();
        assertThat(productMayFail(less(n, 1 << 20), less(m, 1 << 20), List.of(n, m)))
                .isTrue();
    }
}
