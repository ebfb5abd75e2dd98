package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts statements into loops and branches, by their places and times. */
final class Blocks {
    private final Expressions expressions;

    private Blocks(Expressions expressions) {
        this.expressions = expressions;
    }

    static Block of(List<Placed> statements, Expressions expressions) {
        return new Blocks(expressions).block(statements, 0);
    }

    /** Recurses over constructs only. */
    private Block block(List<Placed> statements, int depth) {
        TreeMap<Integer, List<Placed>> byTime = new TreeMap<>();
        statements.forEach(statement -> byTime.computeIfAbsent(statement.time()[depth], time -> new ArrayList<>())
                .add(statement));
        Block block = new Block();
        for (List<Placed> together : byTime.values()) {
            Map<Node, List<Placed>> constructs = new LinkedHashMap<>();
            for (Placed statement : together) {
                if (statement.isPlainAt(depth)) {
                    block.add(statement.statement());
                } else {
                    constructs
                            .computeIfAbsent(statement.path().get(depth).key(), key -> new ArrayList<>())
                            .add(statement);
                }
            }
            constructs.forEach((key, inside) -> construct(key, inside, depth, block));
        }
        return block;
    }

    private void construct(Node key, List<Placed> inside, int depth, Block into) {
        if (key.is(Op.AXIS)) {
            into.add(new Statement.Loop(key, block(inside, depth + 1)));
            return;
        }
        if (inside.stream().allMatch(statement -> isSelection(statement, depth))) {
            Set<Node> targets = new LinkedHashSet<>();
            inside.forEach(statement -> targets.add(((Statement.Assign) statement.statement()).target()));
            for (Node target : targets) {
                into.statements().remove(new Statement.Declare(target));
                into.add(new Statement.Let(target));
            }
            return;
        }
        Map<Boolean, List<Placed>> sides = new HashMap<>();
        for (Placed statement : inside) {
            boolean holds = ((Side) statement.path().get(depth)).holds();
            sides.computeIfAbsent(holds, side -> new ArrayList<>()).add(statement);
        }
        into.add(new Statement.Choice(
                key,
                block(sides.getOrDefault(true, List.of()), depth + 1),
                block(sides.getOrDefault(false, List.of()), depth + 1)));
    }

    /** Whether a statement in a branch does nothing but pass a value on. */
    private boolean isSelection(Placed statement, int depth) {
        return statement.path().size() == depth + 1
                && statement.statement() instanceof Statement.Assign assign
                && expressions.isShort(assign.value());
    }
}
