package dev.jacobi.simplify;

import dev.jacobi.graph.Failing;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Substitution;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.op.Op.Trait;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Maps roots and a grade to equivalent roots; redefines nothing. One pass from the leaves up: each node is rebuilt over the simplified
 * arguments, constants are folded, and the rules of its operation are tried until none fires.
 */
public final class Simplifier {
    /** No node needs more: a bound on firings at one node, so that a cycle among rules would cost time but not hang. */
    private static final int MOST_FIRINGS = 64;

    /** A rule's right side is simplified as it is built; this bounds how deep such firings may nest. */
    private static final int DEEPEST = 16;

    private static final Map<Grade, Map<Op, List<Rule>>> RULES = byGradeAndOperation();

    private final Graph graph;
    private final Grade grade;
    private final boolean strict;
    private final Map<Node, Node> images;
    private final Set<Node> kept;
    private final Consumer<Rule> fired;

    private final Failing failing;

    /** Whether nothing is computed beside this. */
    private final boolean isSource;

    /** What each node became that was looked at; also those that rules made on the way. */
    private final Map<Node, Node> normal = new HashMap<>();

    private Simplifier(
            Graph graph, Grade grade, boolean strict, Map<Node, Node> images, Set<Node> kept, Consumer<Rule> fired) {
        this.fired = fired;
        this.graph = graph;
        this.grade = grade;
        this.strict = strict;
        this.images = images;
        this.kept = kept;
        this.failing = new Failing(graph);
        this.isSource = images.isEmpty();
    }

    /**
     * The image of every node below the roots.
     *
     * @param strict whether functions come from {@code StrictMath}; then those of constants are folded too
     * @param primal images that an earlier call gave for nodes that are computed anyway: they are used as they are, never rewritten,
     *     since a rewritten copy would be computed beside them
     */
    public static Map<Node, Node> simplify(
            Graph graph, List<Node> roots, Grade grade, boolean strict, Map<Node, Node> primal) {
        return simplify(graph, roots, grade, strict, primal, rule -> {});
    }

    /** As {@link #simplify(Graph, List, Grade, boolean, Map)}, telling each rule that fires. */
    public static Map<Node, Node> simplify(Graph graph, List<Node> roots, Grade grade, Consumer<Rule> fired) {
        return simplify(graph, roots, grade, false, Map.of(), fired);
    }

    private static Map<Node, Node> simplify(
            Graph graph, List<Node> roots, Grade grade, boolean strict, Map<Node, Node> primal, Consumer<Rule> fired) {
        Set<Node> kept = new HashSet<>(primal.values());
        Simplifier simplifier = new Simplifier(graph, grade, strict, new HashMap<>(primal), kept, fired);
        for (Node node : Walk.upward(graph, roots)) {
            if (!simplifier.images.containsKey(node)) {
                simplifier.images.put(node, simplifier.image(node));
            }
        }
        return switch (grade) {
            case IEEE -> simplifier.images;
            case REAL, FAST -> Sharing.share(graph, roots, simplifier.images, kept);
            case TEXT -> Collect.collect(graph, roots, simplifier.images);
        };
    }

    private Node image(Node node) {
        if (node.op().isLeaf()) {
            return node;
        }
        Node[] args = Substitution.arguments(node, images);
        boolean written = grade == Grade.TEXT && Recurrence.isRunning(node);
        boolean simplifies = node.op().isScalar() && !node.is(Op.CALL) && !written;
        return simplifies ? reduce(node.op(), node.integer(), args, 0) : graph.like(node, args);
    }

    /** The simplest node known for an operation over simplified arguments. */
    private Node reduce(Op op, int integer, Node[] args, int depth) {
        Node made = made(op, integer, args);
        Node known = kept.contains(made) ? made : normal.get(made);
        if (known != null) {
            return known;
        }
        Node current = made;
        for (int firings = 0; firings < MOST_FIRINGS && depth < DEEPEST; firings++) {
            Node next = kept.contains(current) ? null : step(current, depth);
            if (next == null) {
                break;
            }
            current = next;
        }
        normal.put(made, current);
        normal.put(current, current);
        return current;
    }

    /**
     * The operation over simplified arguments. In what the source computes, a condition that may fail is asked for also where nothing hangs
     * on it; where derivatives are beside their primal, that fails.
     */
    private Node made(Op op, int integer, Node[] args) {
        Node made = shortened(op, integer, args);
        boolean connects = op == Op.AND || op == Op.OR || op == Op.SELECT;
        boolean drops = connects && made != args[0] && !made.args().contains(args[0]);
        return drops && isSource && failing.mayFail(args[0]) ? graph.apply(op, args) : made;
    }

    private Node shortened(Op op, int integer, Node[] args) {
        return switch (op) {
            case AND -> graph.and(args[0], args[1]);
            case OR -> graph.or(args[0], args[1]);
            case NOT -> graph.not(args[0]);
            case SELECT -> graph.select(args[0], args[1], args[2]);
            case POWER -> integer == 0 ? graph.constant(1) : integer == 1 ? args[0] : graph.power(args[0], integer);
            case POLYGAMMA -> graph.apply(op, integer, args[0]);
            default -> graph.apply(op, args);
        };
    }

    /** The node after one firing, or null where nothing fires. */
    private Node step(Node node, int depth) {
        Node folded = fold(node);
        if (folded != null) {
            return folded;
        }
        for (Rule rule : RULES.get(grade).getOrDefault(node.op(), List.of())) {
            Match match = rule.before().match(node);
            if (match != null
                    && rule.guards().stream().allMatch(guard -> guard.test().holds(match))) {
                fired.accept(rule);
                return build(rule.after(), match, depth);
            }
        }
        return null;
    }

    private Node fold(Node node) {
        if (node.op().isLeaf() || !strict && !node.op().has(Trait.EXACT)) {
            return null;
        }
        double[] values = new double[3];
        for (int i = 0; i < node.arity(); i++) {
            Node arg = node.arg(i);
            if (!arg.isConstant() && !arg.is(Op.TRUTH)) {
                return null;
            }
            values[i] = arg.isConstant() ? arg.constant() : arg.truth() ? 1 : 0;
        }
        double value = node.op().meaning(strict).of(values[0], values[1], values[2], node.integer());
        return node.type() == Type.CONDITION ? graph.truth(value != 0) : graph.constant(value);
    }

    private Node build(Pattern pattern, Match match, int depth) {
        if (pattern.name() != null) {
            return match.node(pattern.name());
        }
        if (pattern.op() == Op.CONSTANT) {
            return graph.constant(pattern.number());
        }
        Node[] args = new Node[pattern.args().size()];
        for (int i = 0; i < args.length; i++) {
            args[i] = build(pattern.args().get(i), match, depth);
        }
        int integer = pattern.integer() == null ? 0 : pattern.integer().value(match);
        return reduce(pattern.op(), integer, args, depth + 1);
    }

    private static Map<Grade, Map<Op, List<Rule>>> byGradeAndOperation() {
        Map<Grade, Map<Op, List<Rule>>> rules = new EnumMap<>(Grade.class);
        for (Grade grade : Grade.values()) {
            Map<Op, List<Rule>> byOperation = new EnumMap<>(Op.class);
            for (Rule rule : Rules.all()) {
                if (grade.includes(rule.grade())) {
                    byOperation
                            .computeIfAbsent(rule.before().op(), op -> new ArrayList<>())
                            .add(rule);
                }
            }
            rules.put(grade, byOperation);
        }
        return rules;
    }
}
