package dev.jacobi.emit;

import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import dev.jacobi.program.Block;
import dev.jacobi.program.Buffer;
import dev.jacobi.program.Carried;
import dev.jacobi.program.LoopProgram;
import dev.jacobi.program.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds loops over the steps of recurrences that may end early: where each next value is {@code if c then ... else the state}, and the
 * condition c asks such a state only, nothing changes any more once it fails.
 */
final class EarlyEnd {
    private final LoopProgram program;

    EarlyEnd(LoopProgram program) {
        this.program = program;
    }

    /**
     * Comparisons of a state with a constant: while none of them holds, the loop does nothing. None where it may not end early.
     *
     * @return each {@code state < constant}
     */
    Set<Node> conditions(Statement.Loop loop) {
        List<Recurrence.State> states = new ArrayList<>();
        Set<Node> conditions = new LinkedHashSet<>();
        boolean carries = program.carried().values().stream().anyMatch(carried -> carried.steps() == loop.axis());
        if (!carries || !isOfSteps(loop.body(), loop.axis(), states)) {
            return Set.of();
        }
        for (Recurrence.State state : states) {
            Node next = state.next();
            Carried carried = program.carried().get(state.before());
            boolean may = next.is(Op.SELECT) && isBefore(next.arg(2), state) && !carried.every();
            if (!may || carried.steps() != loop.axis()) {
                return Set.of();
            }
            conditions.add(next.arg(0));
        }
        return conditions.stream().allMatch(condition -> asksState(condition, states)) ? conditions : Set.of();
    }

    /** Whether rows that take turns hold a state of these steps. */
    boolean hasRows(Node axis) {
        return program.carried().values().stream().anyMatch(carried -> carried.steps() == axis && !carried.isNumber());
    }

    /** Whether nothing within is computed for each index of an axis but the next values of states, which are added to a list. */
    private boolean isOfSteps(Block block, Node axis, List<Recurrence.State> states) {
        boolean only = true;
        for (Statement statement : block.statements()) {
            if (statement instanceof Statement.Loop loop) {
                only &= isOfSteps(loop.body(), axis, states);
            } else if (statement instanceof Statement.Choice choice) {
                only &= isOfSteps(choice.then(), axis, states) && isOfSteps(choice.otherwise(), axis, states);
            } else if (statement instanceof Statement.Call call) {
                only &= isOfSteps(program.methods().get(call.method()), axis, states);
            } else if (statement instanceof Statement.Accumulate accumulate) {
                only &= !accumulate.binder().boundAxes().contains(axis);
            } else if (statement instanceof Statement.Keep keep) {
                Buffer buffer = program.buffers().get(keep.node());
                only &= buffer == null || !buffer.indices().contains(axis);
            } else if (statement instanceof Statement.StoreElement store) {
                only &= !store.axes().contains(axis);
            } else if (statement instanceof Statement.Next next) {
                add(next.state(), axis, states);
            } else if (statement instanceof Statement.Advance advance) {
                advance.states().forEach(state -> add(state, axis, states));
            }
        }
        return only;
    }

    private void add(Recurrence.State state, Node axis, List<Recurrence.State> states) {
        if (program.carried().get(state.before()).steps() == axis) {
            states.add(state);
        }
    }

    private static boolean isBefore(Node kept, Recurrence.State state) {
        int rank = state.axes().size();
        return kept.is(Op.READ)
                && kept.arg(0) == state.before()
                && kept.args().subList(1, 1 + rank).equals(state.axes());
    }

    private static boolean asksState(Node condition, List<Recurrence.State> states) {
        Set<Node> own = states.stream()
                .filter(state -> state.axes().isEmpty() && state.next().arg(0) == condition)
                .map(Recurrence.State::before)
                .collect(Collectors.toSet());
        return condition.is(Op.LT)
                && condition.arg(0).is(Op.READ)
                && own.contains(condition.arg(0).arg(0))
                && condition.arg(1).isConstant();
    }
}
