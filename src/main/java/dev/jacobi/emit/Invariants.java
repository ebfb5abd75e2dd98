package dev.jacobi.emit;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.Block;
import dev.jacobi.program.LoopProgram;
import dev.jacobi.program.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an innermost loop reads again and again from one place: HotSpot reads it each time, since for all it knows the loop writes there. It is
 * held in a variable round the loop instead.
 */
final class Invariants {
    private final LoopProgram program;
    private final Predicate<Node> isLocal;
    private final Predicate<Node> isInside;
    private final Predicate<Node> isSure;

    /**
     * @param isLocal whether a node is in a local variable
     * @param isInside whether an element is sure to be inside its array before the loop
     * @param isSure whether a condition is sure to hold in the loop
     */
    Invariants(LoopProgram program, Predicate<Node> isLocal, Predicate<Node> isInside, Predicate<Node> isSure) {
        this.program = program;
        this.isLocal = isLocal;
        this.isInside = isInside;
        this.isSure = isSure;
    }

    /** The values to hold round a loop, the largest that do not vary in it; none where other loops are inside. */
    Set<Node> of(Statement.Loop loop) {
        List<Statement> statements = statements(loop.body());
        boolean innermost = statements.stream()
                .noneMatch(statement -> statement instanceof Statement.Loop || statement instanceof Statement.Call);
        Set<Node> held = new LinkedHashSet<>();
        Set<Node> seen = new HashSet<>();
        List<Node> open = new ArrayList<>();
        statements.forEach(statement -> open.addAll(0, written(statement)));
        while (innermost && !open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (!seen.add(node) || isLocal.test(node) || node.type() != Type.REAL) {
                continue;
            }
            if (!node.axes().contains(loop.axis()) && reads(node)) {
                held.add(node);
            } else if (!program.variables().contains(node) && !node.is(Op.READ)) {
                open.addAll(node.args());
            }
        }
        return held;
    }

    /** What a loop does in any case, and its branches. */
    private List<Statement> statements(Block body) {
        List<Statement> statements = new ArrayList<>();
        for (Statement statement : body.statements()) {
            boolean sure = statement instanceof Statement.Choice choice && isSure.test(choice.condition());
            statements.addAll(sure ? statements(((Statement.Choice) statement).then()) : List.of(statement));
        }
        return statements;
    }

    /** What a statement writes as expressions. */
    private static List<Node> written(Statement statement) {
        if (statement instanceof Statement.Let let) {
            return let.node().args();
        }
        if (statement instanceof Statement.Accumulate accumulate) {
            return List.of(accumulate.binder().body());
        }
        if (statement instanceof Statement.StoreElement store) {
            return List.of(store.value());
        }
        return List.of();
    }

    /** Whether an expression reads elements, all of which may be read before the loop, and asks no condition. */
    private boolean reads(Node root) {
        boolean reads = false;
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (isLocal.test(node) || node.op().isLeaf() || node.type() == Type.INTEGER || node.is(Op.TO_REAL)) {
                continue;
            }
            boolean stored = program.variables().contains(node);
            if (stored || node.is(Op.READ)) {
                if (!stored && !isInside.test(node)) {
                    return false;
                }
                reads = true;
            } else if (node.is(Op.SELECT) || node.type() != Type.REAL) {
                return false;
            } else {
                open.addAll(node.args());
            }
        }
        return reads;
    }
}
