package dev.jacobi.program;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Substitution;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets what is added up over the steps of a recurrence run in its steps. There the value of a state after so many steps as its own axis
 * says is the state before the step: where nothing needs the recurrence to be through, an element of the SCAN becomes one of the STATE. So
 * both share what they compute, and no value has to be kept for later. Where a condition would have to be known before it can be, which
 * only the order of all statements tells, nothing is moved.
 */
final class StepSharing {
    /** Says that a step would need what comes after it: a condition that decides on a sum in the steps asks for the recurrence's end. */
    static final class CircularException extends RuntimeException {
        CircularException(Node node) {
            super(node + " waits for itself");
        }
    }

    private final Graph graph;
    private final Loops loops;
    /** What has been moved into the steps of each recurrence, by its first STATE. */
    private final Map<Node, Moved> movedTo = new LinkedHashMap<>();

    /** The SCANs of a recurrence, which have to run even where nothing else reads them, and what runs in its steps with them. */
    private record Moved(Set<Node> scans, Set<Node> binders) {
        Moved follow(Map<Node, Node> images) {
            return new Moved(images(scans, images), images(binders, images));
        }

        private static Set<Node> images(Set<Node> nodes, Map<Node, Node> images) {
            Set<Node> followed = new LinkedHashSet<>();
            nodes.forEach(node -> followed.add(images.getOrDefault(node, node)));
            return followed;
        }
    }

    StepSharing(Graph graph) {
        this.graph = graph;
        this.loops = new Loops(graph);
    }

    /**
     * The images of all nodes below the roots.
     *
     * @param scans the SCANs of one recurrence, whose states are its own
     */
    Map<Node, Node> share(List<Node> roots, Set<Node> scans) {
        List<Node> order = Walk.upward(graph, roots);
        Pass pass = new Pass(scans);
        for (int known = -1; known < pass.after.size(); ) {
            known = pass.after.size();
            order.forEach(pass::note);
        }
        pass.findWanted(order, roots);
        order.forEach(pass::move);
        if (!pass.moved.isEmpty()) {
            movedTo.put(lead(scans.iterator().next()), new Moved(scans, pass.moved));
        }
        return pass.images;
    }

    /** Takes over what nodes have become. */
    void follow(Map<Node, Node> images) {
        movedTo.replaceAll((lead, moved) -> moved.follow(images));
    }

    /** The SCANs in whose steps something runs that has been moved there. */
    List<Node> scans() {
        return movedTo.values().stream().flatMap(moved -> moved.scans.stream()).toList();
    }

    /** For what runs in the steps of a recurrence without being part of it, the SCANs of that. */
    Map<Node, List<Node>> runs() {
        Map<Node, List<Node>> runs = new HashMap<>();
        movedTo.values()
                .forEach(moved -> moved.binders.forEach(binder ->
                        runs.computeIfAbsent(binder, key -> new ArrayList<>()).addAll(moved.scans)));
        return runs;
    }

    /**
     * All nodes that some need, each after its arguments and what has to run with it.
     *
     * @param runs as in {@link #runs}
     */
    static List<Node> order(Graph graph, List<Node> roots, Map<Node, List<Node>> runs) {
        if (runs.isEmpty()) {
            return Walk.upward(graph, roots);
        }
        Set<Node> order = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        for (Node root : roots) {
            open.push(root);
            while (!open.isEmpty()) {
                Node node = open.peek();
                int before = open.size();
                node.args().stream().filter(arg -> !order.contains(arg)).forEach(open::push);
                runs.getOrDefault(node, List.of()).stream()
                        .filter(scan -> !order.contains(scan))
                        .forEach(open::push);
                if (open.size() == before) {
                    order.add(open.pop());
                }
            }
        }
        return List.copyOf(order);
    }

    private static Node lead(Node scan) {
        return Recurrence.of(scan).states().get(0).before();
    }

    /** What concerns one recurrence. */
    private final class Pass {
        private final Recurrence recurrence;
        private final Set<Node> scans;
        private final List<Node> around;
        /** The nodes that are made from states before a step. */
        private final Set<Node> inSteps = new HashSet<>();
        /** Those that need the recurrence to be through. */
        private final Set<Node> after = new HashSet<>();
        /** Those that stand in the steps of some recurrence over the same axis already. */
        private final Set<Node> taken = new HashSet<>();
        /** Those that are needed whatever a condition says that is known only when the recurrence is through. */
        private final Set<Node> wanted = new HashSet<>();

        private final Map<Node, Node> images = new HashMap<>();
        /** The images of what runs in the steps. */
        private final Map<Node, Node> inside = new HashMap<>();

        private final Set<Node> moved = new LinkedHashSet<>();

        Pass(Set<Node> scans) {
            Node first = scans.iterator().next();
            this.recurrence = Recurrence.of(first);
            this.scans = scans;
            this.around = first.axes();
        }

        private boolean closes(Node node) {
            return node.boundAxes().contains(recurrence.axis());
        }

        private boolean isBeforeStep(Node node) {
            return node.is(Op.READ) && scans.contains(node.arg(0)) && node.arg(1) == recurrence.axis();
        }

        void note(Node node) {
            boolean closes = closes(node);
            boolean step = isBeforeStep(node);
            List<Node> needs = new ArrayList<>(step ? node.args().subList(2, node.arity()) : node.args());
            if (node.is(Op.SCAN)) {
                Moved members = movedTo.get(lead(node));
                needs.addAll(members == null ? Set.of() : members.binders);
            }
            boolean within = step || needs.stream().anyMatch(inSteps::contains);
            boolean over = node.is(Op.STATE) && node.arg(0) == recurrence.axis();
            if (!closes && (over || needs.stream().anyMatch(taken::contains))) {
                taken.add(node);
            }
            // What takes all values of an axis round the recurrence needs all its runs.
            boolean leaves = closes || node.boundAxes().stream().anyMatch(around::contains);
            if (scans.contains(node) || needs.stream().anyMatch(after::contains) || within && leaves) {
                after.add(node);
            }
            if (within && !leaves) {
                inSteps.add(node);
            }
        }

        void findWanted(List<Node> order, List<Node> roots) {
            wanted.addAll(roots);
            for (int i = order.size() - 1; i >= 0; i--) {
                Node user = order.get(i);
                for (int k = 0; k < user.arity() && wanted.contains(user); k++) {
                    int position = k;
                    boolean decided = user.is(Op.SELECT) && k > 0 && after.contains(user.arg(0))
                            || user.is(Op.AND)
                            || user.is(Op.OR)
                            || user.is(Op.SCATTER) && after.contains(Loops.condition(user));
                    if (!decided || user.is(Op.SCATTER) && Loops.condition(user) == user.arg(position)) {
                        wanted.add(user.arg(k));
                    }
                }
            }
        }

        void move(Node node) {
            boolean moves = mayRunInSteps(node);
            Node image = graph.like(node, Substitution.arguments(node, moves ? inside : images));
            images.put(node, image);
            if (moves) {
                moved.add(image);
            }
            if (after.contains(node)) {
                return;
            }
            if (isBeforeStep(node)) {
                Node before = recurrence.states().get(node.arg(0).number()).before();
                List<Node> indices = new ArrayList<>();
                node.args().subList(2, node.arity()).forEach(index -> indices.add(inside.get(index)));
                indices.addAll(around);
                inside.put(node, loops.read(before, indices));
            } else {
                boolean same = !inSteps.contains(node);
                inside.put(node, same ? image : graph.like(node, Substitution.arguments(node, inside)));
            }
        }

        /**
         * Whether what a node adds up may run in the steps: nothing of it waits for the last step, its loops may be in the order that
         * makes, and no array is made afresh in them.
         */
        private boolean mayRunInSteps(Node binder) {
            List<Node> args = binder.args();
            if (!closes(binder)
                    || binder.is(Op.SCAN)
                    || !wanted.contains(binder)
                    || args.stream().noneMatch(inSteps::contains)
                    || args.stream().anyMatch(arg -> after.contains(arg) || taken.contains(arg))) {
                return false;
            }
            List<Node> bound = binder.boundAxes();
            boolean outermost = around.containsAll(bound.subList(0, bound.indexOf(recurrence.axis())));
            boolean number = binder.op().isReduction() && binder.type() == Type.REAL;
            return outermost && (number || around.containsAll(binder.axes()));
        }
    }
}
