package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Substitution;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.program.CallNeeds.Need;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes calls of external functions conditional: each is made only where the source makes it, while other operations may leave the
 * branches and loops that need them. A call that is not needed always becomes {@code if needed then call else NaN}; where its branch
 * asks the same already, {@link Decisions} finds that.
 */
public final class CallGuards {
    private final Graph g;
    private final CallNeeds needs;
    private final Map<Node, Node> images = new HashMap<>();

    private CallGuards(Graph graph, List<Node> order, List<Node> values, List<Node> derivatives) {
        this.g = graph;
        this.needs = new CallNeeds(graph, order, values, derivatives);
    }

    /**
     * The images of a function's results and of its derivatives, and of what they are made from.
     *
     * @param derivatives what calculus made of the results
     */
    public static Map<Node, Node> of(Graph graph, List<Node> values, List<Node> derivatives) {
        List<Node> roots = new ArrayList<>(values);
        roots.addAll(derivatives);
        List<Node> order = Walk.upward(graph, roots);
        Map<Node, Node> same = new HashMap<>();
        if (order.stream().noneMatch(node -> node.is(Op.CALL))) {
            order.forEach(node -> same.put(node, node));
            return same;
        }
        CallGuards guards = new CallGuards(graph, order, values, derivatives);
        roots.forEach(guards::build);
        return guards.images;
    }

    /** Whether this is a call that is made conditional: it is a branch however deep it stands. */
    static boolean isGuard(Node node) {
        Node inner = node;
        while (inner.is(Op.SELECT) && (isNaN(inner.arg(1)) || isNaN(inner.arg(2)))) {
            inner = inner.arg(isNaN(inner.arg(2)) ? 1 : 2);
        }
        return inner != node && inner.is(Op.CALL);
    }

    private static boolean isNaN(Node node) {
        return node.isConstant(Double.NaN);
    }

    /** The condition of a guard mentions calls before it only, so that this ends. */
    private void build(Node root) {
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.get(open.size() - 1);
            int waiting = open.size();
            for (Node part : parts(node)) {
                if (!images.containsKey(part)) {
                    open.add(part);
                }
            }
            if (open.size() == waiting) {
                open.remove(waiting - 1);
                images.computeIfAbsent(node, this::image);
            }
        }
    }

    private List<Node> parts(Node node) {
        List<Node> parts = new ArrayList<>(node.args());
        if (node.is(Op.CALL)) {
            needs.of(node).ways().forEach(way -> way.forEach(side -> parts.add(side.condition())));
        }
        return parts;
    }

    private Node image(Node node) {
        if (node.op().isLeaf()) {
            return node;
        }
        Node image = g.like(node, Substitution.arguments(node, images));
        return node.is(Op.CALL) ? guarded(image, needs.of(node)) : image;
    }

    private Node guarded(Node call, Need need) {
        if (need.ways().size() == 1) {
            List<Side> way = need.ways().get(0);
            Node guarded = call;
            for (int i = way.size() - 1; i >= 0; i--) {
                guarded = when(way.get(i), guarded, g.constant(Double.NaN));
            }
            return guarded;
        }
        return g.select(condition(need), call, g.constant(Double.NaN));
    }

    private Node condition(Need need) {
        if (need.ways().stream().flatMap(List::stream).allMatch(side -> isTotal(images.get(side.condition())))) {
            Node any = g.truth(false);
            for (List<Side> way : need.ways()) {
                Node all = g.truth(true);
                for (Side side : way) {
                    Node condition = images.get(side.condition());
                    all = g.and(all, side.holds() ? condition : g.not(condition));
                }
                any = g.or(any, all);
            }
            return any;
        }
        Node any = g.constant(0);
        for (int i = need.ways().size() - 1; i >= 0; i--) {
            Node holds = g.constant(1);
            for (int k = need.ways().get(i).size() - 1; k >= 0; k--) {
                holds = when(need.ways().get(i).get(k), holds, g.constant(0));
            }
            any = g.select(CallNeeds.isOne(g, holds), g.constant(1), any);
        }
        return CallNeeds.isOne(g, any);
    }

    /** Whether a condition may be asked anywhere: it needs no elements and no integers. */
    private boolean isTotal(Node condition) {
        return Walk.upward(g, List.of(condition)).stream()
                .allMatch(node -> node.op().isScalar());
    }

    private Node when(Side side, Node holds, Node otherwise) {
        Node condition = images.get(side.condition());
        return side.holds() ? g.select(condition, holds, otherwise) : g.select(condition, otherwise, holds);
    }
}
