package dev.jacobi.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.op.Op;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundsTest {
    private final Graph g = new Graph(1000);
    private final Loops loops = new Loops(g);
    private final Node size = loops.size(0);
    private final Node lessByOne = plus(size, -1);
    /** How many steps a loop over all but one has. */
    private final Node steps = loops.arithmetic(Op.IMAX, loops.integer(0), lessByOne);

    private final Node step = loops.axis(loops.integer(0), steps);
    private final Node all = loops.axis(loops.integer(0), size);

    private Node plus(Node integer, int literal) {
        Op op = literal < 0 ? Op.ISUB : Op.IADD;
        return loops.arithmetic(op, integer, loops.integer(Math.abs(literal)));
    }

    private Node less(Node a, Node b) {
        return g.apply(Op.LT, loops.real(a), loops.real(b));
    }

    private boolean isInside(Node index, Node extent, Node condition, boolean holds) {
        return Bounds.within(List.of(index), List.of(extent), Bounds.Order.of(condition, holds));
    }

    @Test
    void aLoopThatRunsHasMoreThanNoSteps() {
        assertThat(Bounds.within(plus(step, 1), size)).isTrue();
        assertThat(Bounds.within(plus(step, 2), size)).isFalse();
        assertThat(Bounds.within(plus(step, 1), plus(steps, 1))).isTrue();
        Node mirrored = loops.arithmetic(Op.ISUB, plus(steps, -1), step);
        assertThat(Bounds.within(mirrored, steps)).isTrue();
        assertThat(Bounds.within(plus(mirrored, 1), size)).isTrue();
        assertThat(Bounds.within(plus(mirrored, 2), size)).isFalse();
    }

    @Test
    void theLargerOfTwoIsAtLeastEach() {
        assertThat(Bounds.isBelow(plus(all, -1), steps)).isTrue();
        assertThat(Bounds.isBelow(all, steps)).isFalse();
        assertThat(Bounds.isNatural(steps)).isTrue();
        assertThat(Bounds.isNatural(plus(steps, -1))).isFalse();
    }

    @Test
    void conditionsBoundIndices() {
        Node before = plus(all, -1);
        Node after = plus(all, 1);
        Node zero = loops.integer(0);
        assertThat(isInside(before, steps, less(zero, all), true)).isTrue();
        assertThat(isInside(before, steps, less(zero, all), false)).isFalse();
        assertThat(isInside(before, steps, less(all, loops.integer(1)), false)).isTrue();
        assertThat(isInside(after, size, less(all, lessByOne), true)).isTrue();
        assertThat(isInside(after, size, less(all, size), true)).isFalse();
        Node first = g.apply(Op.EQ, loops.real(all), g.constant(0));
        assertThat(isInside(before, steps, first, false)).isTrue();
        assertThat(isInside(before, steps, first, true)).isFalse();
        Node third = g.apply(Op.EQ, loops.real(all), g.constant(2));
        assertThat(isInside(before, steps, third, false)).isFalse();
        assertThat(isInside(before, steps, third, true)).isTrue();
    }

    @Test
    void conditionsOnOtherNumbersSayNothing() {
        Node x = g.parameter(Role.VARIABLE, 0);
        assertThat(Bounds.Order.of(g.apply(Op.LT, x, g.constant(1)), true)).isEmpty();
        assertThat(Bounds.Order.of(g.apply(Op.LT, loops.real(all), g.constant(0.5)), true))
                .isEmpty();
    }
}
