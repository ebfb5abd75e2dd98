package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Reverse mode through a recurrence. The adjoints of its states are the states of another recurrence, which runs from the last step to the
 * first and reads the saved states: its states are what later steps, and reads of the values between, pass on to the state after the step
 * that is next. Let a be the adjoint of the state after step t, which is that and what reads of just this value pass on. A step pulls a
 * back through the recurrence's next values, to the states before step t. What else the next values are made from gets its part of a at
 * every step afterwards, in loops over the mirrored steps, so that these share their nodes with the step; the first values get what is
 * left after the first step.
 */
final class ReverseRecurrence {
    private final Graph g;
    private final Loops loops;
    private final LoopDuals duals;
    private final Reverse around;
    private final List<Node> scans;
    private final Recurrence recurrence;
    private final List<List<Node>> axes = new ArrayList<>();
    private final List<ScanAdjoint> adjoints = new ArrayList<>();

    /** The steps of the adjoints, and the step of the recurrence that belongs to one. */
    private final Node mirrored;

    private final Node step;
    private final List<Node> next;

    /** @param scans all SCANs of the recurrence, in order */
    ReverseRecurrence(Graph graph, Reverse around, List<Node> scans) {
        this.g = graph;
        this.loops = new Loops(graph);
        this.duals = new LoopDuals(graph);
        this.around = around;
        this.scans = scans;
        this.recurrence = Recurrence.of(scans.get(0));
        this.mirrored = loops.axis(loops.integer(0), recurrence.steps());
        this.step = loops.backwards(mirrored);
        this.next = loops.nextFromSaved(scans.get(0), step);
        for (int k = 0; k < scans.size(); k++) {
            axes.add(recurrence.states().get(k).axes());
            adjoints.add(around.ofScan(scans.get(k)));
        }
    }

    /** Passes the adjoints of the SCANs on to what the recurrence is made from. */
    void pullBack() {
        List<Dual> last = new ArrayList<>();
        for (int k = 0; k < scans.size(); k++) {
            last.add(element(adjoints.get(k).fixed(), axes.get(k)));
        }
        List<Dual> solved = new StateDuals(g, mirrored, axes, last).solve(this::before);
        passToCaptured(solved);
        passToFirst(solved);
    }

    /** One step: from what is known of the states after it to that of the states before it. */
    private List<Dual> before(List<Dual> known) {
        Reverse within = around.within(new HashSet<>(scans));
        List<Node> order = within.activate(next);
        for (int k = 0; k < scans.size(); k++) {
            if (within.isActive(next.get(k))) {
                within.contribute(
                        next.get(k),
                        after(k, element(known.get(k), axes.get(k))),
                        around.inside(scans, at(mirrored, k)));
            }
        }
        within.sweep(order);
        List<Dual> before = new ArrayList<>();
        for (int k = 0; k < scans.size(); k++) {
            Dual passed = element(within.ofScan(scans.get(k)).fixed(), axes.get(k));
            before.add(Dual.sum(g, passed, inside(adjoints.get(k).before(), at(step, k))));
        }
        return before;
    }

    /** The adjoint of a state after the step, from what is known of it without the reads of just this value. */
    private Dual after(int k, Dual known) {
        Node entry = loops.arithmetic(Op.IADD, step, loops.integer(1));
        Dual both = Dual.sum(g, known, inside(adjoints.get(k).after(), at(step, k)));
        return Dual.sum(g, both, inside(adjoints.get(k).any(), at(entry, k)));
    }

    private void passToCaptured(List<Dual> solved) {
        // The saved states have their adjoints.
        around.deactivate(scans);
        List<Node> order = around.activate(next);
        for (int k = 0; k < scans.size(); k++) {
            if (around.isActive(next.get(k))) {
                Dual known = inside(solved.get(k), at(mirrored, k));
                around.contribute(next.get(k), after(k, known), around.inside(scans, at(mirrored, k)));
            }
        }
        around.sweep(order);
    }

    private void passToFirst(List<Dual> solved) {
        for (int k = 0; k < scans.size(); k++) {
            Node first = recurrence.states().get(k).first();
            if (around.isActive(first)) {
                Dual left = Dual.sum(
                        g,
                        inside(solved.get(k), at(recurrence.steps(), k)),
                        inside(adjoints.get(k).any(), at(loops.integer(0), k)));
                around.contribute(first, left, around.inside(scans, axes.get(k)));
            }
        }
    }

    private Dual element(Dual array, List<Node> indices) {
        return array == null ? null : duals.element(array, indices);
    }

    private Dual inside(Dual array, List<Node> indices) {
        return array == null ? null : duals.inside(array, indices);
    }

    /** The indices of a state's element in an array that has a dimension before the state's. */
    private List<Node> at(Node index, int k) {
        List<Node> indices = new ArrayList<>(List.of(index));
        indices.addAll(axes.get(k));
        return indices;
    }
}
