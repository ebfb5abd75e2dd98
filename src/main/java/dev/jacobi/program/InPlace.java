package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a program may put each of its results in the place of the variable of its number: it reads no element that it has changed. */
public final class InPlace {
    private final LoopProgram program;
    private final List<Node> reads = new ArrayList<>();
    /** The variables that have been changed, by number. */
    private final Set<Integer> written = new HashSet<>();

    private boolean possible = true;

    private InPlace(LoopProgram program) {
        this.program = program;
    }

    /** Whether that is so. */
    public static boolean isPossible(LoopProgram program) {
        InPlace place = new InPlace(program);
        boolean plain = program.methods().size() == 1
                && program.buffers().isEmpty()
                && program.stores().stream().allMatch(store -> store.is(Op.MAP));
        if (plain) {
            place.follow(program.methods().get(0), List.of());
        }
        return plain && place.possible;
    }

    /** Follows the order of a run; in a loop over an axis elements at that axis are read before they are changed, and no others. */
    private void follow(Block block, List<Node> axes) {
        for (Statement statement : block.statements()) {
            if (statement instanceof Statement.Loop loop) {
                follow(loop, axes);
            } else if (statement instanceof Statement.StoreElement store) {
                read(store.value());
                written.add(store.output());
            } else if (statement instanceof Statement.Let let) {
                read(let.node());
            } else if (statement instanceof Statement.Accumulate accumulate) {
                read(accumulate.binder().body());
            } else if (statement instanceof Statement.Assign assign) {
                read(assign.value());
            } else if (statement instanceof Statement.Choice choice) {
                read(choice.condition());
                follow(choice.then(), axes);
                follow(choice.otherwise(), axes);
            } else {
                possible &= statement instanceof Statement.Begin || statement instanceof Statement.Declare;
            }
        }
    }

    private void follow(Statement.Loop loop, List<Node> axes) {
        List<Node> inner = new ArrayList<>(axes);
        inner.add(loop.axis());
        Set<Integer> before = new HashSet<>(written);
        int from = reads.size();
        follow(loop.body(), inner);
        for (Node read : reads.subList(from, reads.size())) {
            boolean changed = isChanged(read) && !before.contains(read.arg(0).index());
            possible &= !changed || axes.isEmpty() && read.arg(1) == loop.axis();
        }
    }

    private void read(Node root) {
        List<Node> found = reads(root);
        possible &= found.stream().noneMatch(this::isChanged);
        reads.addAll(found);
    }

    private boolean isChanged(Node read) {
        Node array = read.arg(0);
        return array.isParameter() && array.role() == Role.VARIABLE && written.contains(array.index());
    }

    /** The elements that an expression mentions, up to what has a variable. */
    private List<Node> reads(Node root) {
        List<Node> reads = new ArrayList<>();
        List<Node> open = new ArrayList<>(List.of(root));
        Set<Node> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (!seen.add(node) || node != root && program.variables().contains(node)) {
                continue;
            }
            if (node.is(Op.READ)) {
                reads.add(node);
            }
            open.addAll(node.args());
        }
        return reads;
    }
}
