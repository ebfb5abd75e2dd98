package dev.jacobi.graph;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.op.Op;
import java.util.List;
import java.util.Map;

/** What the language says in place of an element of a running product or sum: the product or sum of so many terms. */
final class RunningForm {
    private RunningForm() {}

    /**
     * The element as a reduction.
     *
     * @throws JacobiException where the recurrence is another
     */
    static Node of(Graph graph, Node read) {
        Recurrence recurrence = Recurrence.of(read.arg(0));
        Recurrence.State state = recurrence.states().get(0);
        Op op = state.next().is(Op.MUL) && state.first().isConstant(1)
                ? Op.PROD
                : state.next().is(Op.ADD) && state.first().isConstant(0) ? Op.SUM : null;
        Node term = op == null ? null : term(state);
        if (term == null || recurrence.states().size() > 1) {
            throw new JacobiException(
                    ErrorCode.UNSUPPORTED,
                    "a fold or a scan cannot be written as a formula yet, only compiled and evaluated");
        }
        Loops loops = new Loops(graph);
        Node axis = loops.axis(loops.integer(0), read.arg(1));
        return loops.reduce(op, List.of(axis), loops.substitute(term, Map.of(recurrence.axis(), axis)));
    }

    /** The operand of a next value that is not the state before the step, where it does not mention that. */
    private static Node term(Recurrence.State state) {
        for (int k = 0; k < 2; k++) {
            Node before = state.next().arg(k);
            Node other = state.next().arg(1 - k);
            if (before.is(Op.READ) && before.arg(0) == state.before() && !mentions(other, state.before())) {
                return other;
            }
        }
        return null;
    }

    private static boolean mentions(Node root, Node state) {
        return Walk.needed(List.of(root)).get(state.id());
    }
}
