package dev.jacobi.program;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.External;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Scatter;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Under which conditions the source makes the calls of external functions that a program has. */
final class CallNeeds {
    /** Where there are more ways to need something, only what all have in common is asked. */
    private static final int MOST = 16;

    private static final Need ALWAYS = new Need(List.of(List.of()));

    private final Graph g;
    private final Loops loops;
    /** The last call that a node needs, by id. */
    private final Map<Node, Integer> latest = new HashMap<>();

    /** When the function's results need what they are made from. */
    private final Map<Node, Need> ofValues;

    /** When derivatives need it too; null until that is asked for. */
    private Map<Node, Need> ofAll;

    private final List<Node> order;
    private final List<Node> roots;
    private final Map<Node, Need> known = new HashMap<>();

    /** The calls of the function itself. */
    private final List<Node> calls = new ArrayList<>();

    private final Map<List<External>, Boolean> leads = new HashMap<>();
    private final Map<External, Boolean> keeps = new HashMap<>();

    /** How many nodes there were before those that conditions are made of here. */
    private final int made;

    /**
     * When something is needed.
     *
     * @param ways in each of them all sides hold; conditions mention no axes but those of what is needed
     */
    record Need(List<List<Side>> ways) {
        Need or(Need other) {
            if (other == this || ways.equals(ALWAYS.ways)) {
                return this;
            }
            List<List<Side>> kept = new ArrayList<>(ways);
            for (List<Side> way : other.ways) {
                Set<Side> sides = new HashSet<>(way);
                if (kept.stream().noneMatch(sides::containsAll)) {
                    kept.removeIf(longer -> longer.size() > way.size() && new HashSet<>(longer).containsAll(way));
                    kept.add(way);
                }
            }
            return new Need(kept.size() > MOST ? List.of(common(kept)) : kept);
        }

        private static List<Side> common(List<List<Side>> ways) {
            List<Side> common = new ArrayList<>(ways.get(0));
            ways.forEach(common::retainAll);
            return common;
        }

        Need and(List<Side> sides) {
            List<List<Side>> more = new ArrayList<>();
            for (List<Side> way : ways) {
                Set<Side> both = new LinkedHashSet<>(way);
                both.addAll(sides);
                if (sides.stream().noneMatch(side -> way.contains(side.other()))) {
                    more.add(List.copyOf(both));
                }
            }
            return new Need(more);
        }

        boolean mentions(List<Node> axes) {
            return ways.stream().anyMatch(way -> way.stream().anyMatch(side -> side.mentions(axes)));
        }
    }

    /**
     * @param order the nodes, each after its arguments
     * @param values the function's results
     * @param derivatives what is computed beside them
     */
    CallNeeds(Graph graph, List<Node> order, List<Node> values, List<Node> derivatives) {
        this.g = graph;
        this.loops = new Loops(graph);
        for (int id = 0; id < graph.size(); id++) {
            Node node = graph.node(id);
            int last = node.is(Op.CALL) ? id : -1;
            for (Node arg : node.args()) {
                last = Math.max(last, latest.getOrDefault(arg, -1));
            }
            if (last >= 0) {
                latest.put(node, last);
            }
        }
        this.made = graph.size();
        this.order = order;
        this.roots = new ArrayList<>(values);
        roots.addAll(derivatives);
        this.ofValues = needs(values);
        ofValues.keySet().stream()
                .filter(node -> node.is(Op.CALL))
                .sorted(Comparator.comparingInt(Node::id))
                .forEach(calls::add);
    }

    private Map<Node, Need> needs(List<Node> from) {
        Map<Node, Need> needs = new HashMap<>();
        from.forEach(root -> needs.put(root, ALWAYS));
        for (int i = order.size() - 1; i >= 0; i--) {
            Node user = order.get(i);
            for (int k = 0; k < user.arity() && latest.containsKey(user) && needs.containsKey(user); k++) {
                Node arg = user.arg(k);
                if (latest.containsKey(arg)) {
                    needs.merge(arg, passed(needs.get(user), user, k), Need::or);
                }
            }
        }
        return needs;
    }

    /** When a call is needed: by conditions that no later call decides, so that they can be asked first. */
    Need of(Node call) {
        return known.computeIfAbsent(call, this::need);
    }

    private Need need(Node call) {
        Need all = new Need(List.of());
        for (List<Side> way : exact(call).ways()) {
            all = all.or(new Need(List.of(askable(way, call))));
        }
        return all;
    }

    /**
     * A derivative is there only where the calls are that it comes from. So the calls of the function itself say when those in its
     * derivatives are needed, and in simpler words than these.
     */
    private Need exact(Node call) {
        Need need = null;
        for (Node origin : calls) {
            boolean leads = leads(origin.external(), call.external());
            if (leads && !keeps.computeIfAbsent(origin.external(), External::keepsArguments)) {
                return ofAll(call);
            }
            if (leads && origin.args().equals(call.args())) {
                need = need == null ? ofValues.get(origin) : need.or(ofValues.get(origin));
            }
        }
        return need == null ? ofAll(call) : need;
    }

    private Need ofAll(Node call) {
        ofAll = ofAll == null ? needs(roots) : ofAll;
        return ofAll.get(call);
    }

    /** The sides, and in the place of those that a later call decides what can be said of them before it. */
    private List<Side> askable(List<Side> way, Node call) {
        List<Side> askable = new ArrayList<>(
                way.stream().filter(side -> last(side.condition()) < call.id()).toList());
        Set<Side> said = consequences(askable);
        for (Side side : consequences(way)) {
            Side weaker = last(side.condition()) < call.id() ? side : new Side(weaker(side, call), true);
            if (!weaker.condition().isTruth(true) && said.add(weaker)) {
                askable.add(weaker);
            }
        }
        return askable;
    }

    /** The sides and what they say together of the parts of their connectives. */
    private static Set<Side> consequences(List<Side> sides) {
        Set<Side> known = new LinkedHashSet<>(sides);
        for (int before = -1; before < known.size(); ) {
            before = known.size();
            for (Side side : List.copyOf(known)) {
                Node condition = side.condition();
                if (condition.is(Op.NOT)) {
                    known.add(new Side(condition.arg(0), !side.holds()));
                } else if (condition.is(Op.AND) || condition.is(Op.OR)) {
                    for (int k = 0; k < 2; k++) {
                        Side other = new Side(condition.arg(1 - k), !side.holds());
                        if (condition.is(side.holds() ? Op.AND : Op.OR) || known.contains(other)) {
                            known.add(new Side(condition.arg(k), side.holds()));
                        }
                    }
                }
            }
        }
        return known;
    }

    /** What a condition needs to hold, or to fail. */
    private record Implied(Node holding, Node failing) {}

    /** A condition that holds wherever the side does, and that no call from this one on decides. */
    private Node weaker(Side side, Node call) {
        Map<Node, Implied> implied = new HashMap<>();
        for (Node node : Walk.upward(g, List.of(side.condition()), CallNeeds::isConnective)) {
            boolean known = last(node) < call.id();
            Implied a = isConnective(node) ? implied.get(node.arg(0)) : null;
            Implied b = node.arity() == 2 && a != null ? implied.get(node.arg(1)) : a;
            Node nothing = g.truth(true);
            implied.put(
                    node,
                    known
                            ? new Implied(node, node.type() == Type.CONDITION ? g.not(node) : nothing)
                            : switch (node.op()) {
                                case AND -> new Implied(g.and(a.holding, b.holding), g.or(a.failing, b.failing));
                                case OR -> new Implied(g.or(a.holding, b.holding), g.and(a.failing, b.failing));
                                case NOT -> new Implied(a.failing, a.holding);
                                default -> new Implied(nothing, nothing);
                            });
        }
        Implied whole = implied.get(side.condition());
        return side.holds() ? whole.holding : whole.failing;
    }

    private static boolean isConnective(Node node) {
        return node.is(Op.AND) || node.is(Op.OR) || node.is(Op.NOT);
    }

    private boolean leads(External from, External to) {
        return leads.computeIfAbsent(List.of(from, to), pair -> from.leadsTo(to));
    }

    /** The last call that a condition needs. */
    private int last(Node condition) {
        int last = latest.getOrDefault(condition, -1);
        for (Node node : Walk.upward(g, List.of(condition), node -> node.id() >= made)) {
            last = Math.max(last, latest.getOrDefault(node, -1));
        }
        return last;
    }

    /** When an argument of a user is needed. */
    private Need passed(Need ofUser, Node user, int position) {
        Node arg = user.arg(position);
        Need need = ofUser.and(sides(user, position));
        Set<Node> axes = new LinkedHashSet<>(user.axes());
        axes.addAll(inner(user, position));
        need.ways()
                .forEach(way -> way.forEach(side -> axes.addAll(side.condition().axes())));
        axes.removeAll(arg.axes());
        List<Node> sorted = axes.stream().sorted((a, b) -> a.id() - b.id()).toList();
        return sorted.isEmpty() ? need : somewhere(sorted, need);
    }

    private List<Side> sides(Node user, int position) {
        if (user.is(Op.SELECT) && position > 0) {
            return List.of(new Side(user.arg(0), position == 1));
        }
        if (user.is(Op.AND) || user.is(Op.OR)) {
            return position == 0 ? List.of() : List.of(new Side(user.arg(0), user.is(Op.AND)));
        }
        boolean added = user.is(Op.SCATTER) && Scatter.isAdded(user, position);
        return added ? List.of(new Side(Scatter.condition(user), true)) : List.of();
    }

    /** The axes that a user binds round an argument. */
    private static List<Node> inner(Node user, int position) {
        List<Node> bound = user.boundAxes();
        if (position < bound.size()) {
            return bound.subList(0, position);
        }
        if (!user.is(Op.SCAN)) {
            return bound;
        }
        Node arg = user.arg(position);
        for (Recurrence.State state : Recurrence.of(user).states()) {
            List<Node> axes = new ArrayList<>(state.axes());
            if (state.next() == arg) {
                axes.add(user.arg(0));
            }
            if (state.next() == arg || state.first() == arg) {
                return axes;
            }
        }
        return List.of();
    }

    /** Where something is needed for some index of these axes. */
    private Need somewhere(List<Node> axes, Need need) {
        boolean dependent = axes.stream()
                .anyMatch(axis -> axis.axes().stream().anyMatch(other -> other != axis && axes.contains(other)));
        if (!dependent && !need.mentions(axes)) {
            return need.and(axes.stream()
                    .filter(axis -> !isSurelyRun(axis))
                    .map(axis -> new Side(g.apply(Op.LT, loops.real(axis.arg(0)), loops.real(axis.arg(1))), true))
                    .toList());
        }
        need.ways().forEach(way -> way.forEach(side -> refuseStates(side, axes)));
        Node any = g.constant(0);
        for (List<Side> way : need.ways()) {
            Node holds = g.constant(1);
            for (int k = way.size() - 1; k >= 0; k--) {
                Side side = way.get(k);
                holds = side.holds()
                        ? g.select(side.condition(), holds, g.constant(0))
                        : g.select(side.condition(), g.constant(0), holds);
            }
            any = g.select(isOne(g, holds), g.constant(1), any);
        }
        for (int k = axes.size() - 1; k >= 0; k--) {
            any = loops.reduce(Op.MAXIMUM, List.of(axes.get(k)), any);
        }
        return new Need(List.of(List.of(new Side(isOne(g, any), true))));
    }

    /** What a step decides is not known before it. */
    private void refuseStates(Side side, List<Node> axes) {
        for (Node node : Walk.upward(g, List.of(side.condition()))) {
            if (node.is(Op.STATE)
                    && axes.contains(node.arg(0))
                    && side.condition().axes().contains(node.arg(0))) {
                throw new JacobiException(
                        ErrorCode.UNSUPPORTED,
                        "an external function is called where a state of a fold or scan, or the unknown of a solve, decides it, with "
                                + "arguments that depend on no such thing; call it before, and use its value there");
            }
        }
    }

    private static boolean isSurelyRun(Node axis) {
        Node lower = axis.arg(0);
        Node upper = axis.arg(1);
        return lower.is(Op.INTEGER) && upper.is(Op.INTEGER) && lower.integer() < upper.integer();
    }

    /** The condition that a number which is 1 or 0, or -Infinity over no index, is 1. */
    static Node isOne(Graph g, Node number) {
        boolean chosen = number.is(Op.SELECT)
                && number.arg(1).isConstant()
                && number.arg(2).isConstant()
                && number.arg(1) != number.arg(2);
        if (chosen) {
            return number.arg(1).isConstant(1) ? number.arg(0) : g.not(number.arg(0));
        }
        return number.isConstant() ? g.truth(number.isConstant(1)) : g.apply(Op.LT, g.constant(0), number);
    }
}
