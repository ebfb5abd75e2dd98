package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.program.Statement.Assign;
import dev.jacobi.program.Statement.Choice;
import dev.jacobi.program.Statement.Let;
import dev.jacobi.program.Statement.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the nodes into statements. Conditionals with one condition share a branch: a branch stays open, collecting what belongs into it,
 * until something outside needs one of its results; then it takes its place in the sequence.
 */
final class Scheduler {
    private final Placement placement;
    private final Inlining inlining;
    private final Block whole = new Block();
    private final Map<Branch, Opened> open = new HashMap<>();
    private final Map<Node, Branch> pending = new HashMap<>();

    /** Where a branch belongs and what it asks. */
    private record Branch(Region home, Node condition) {}

    /** A branch that still collects, and the conditionals that it decides so far. */
    private record Opened(Choice choice, List<Node> targets) {}

    private Scheduler(Placement placement, Inlining inlining) {
        this.placement = placement;
        this.inlining = inlining;
    }

    /**
     * @param order the nodes, each after its arguments
     * @param returned the node whose value the program returns
     * @param stores the nodes of the output array, in its order
     */
    static Block schedule(List<Node> order, Node returned, List<Node> stores, Placement placement, Inlining inlining) {
        Scheduler scheduler = new Scheduler(placement, inlining);
        Map<Node, List<Integer>> indices = new HashMap<>();
        for (int i = 0; i < stores.size(); i++) {
            indices.computeIfAbsent(stores.get(i), node -> new ArrayList<>()).add(i);
        }
        for (Node node : order) {
            if (inlining.hasVariable(node)) {
                scheduler.place(node);
            }
            indices.getOrDefault(node, List.of()).forEach(index -> scheduler.store(index, node));
        }
        scheduler.need(inlining.mentions(returned));
        return scheduler.whole;
    }

    private void store(int index, Node value) {
        need(inlining.mentions(value));
        whole.add(new Store(index, value));
    }

    private void place(Node node) {
        need(inlining.argumentMentions(node));
        if (placement.branches(node)) {
            Branch branch = new Branch(placement.home(node), node.arg(0));
            Opened opened = open(branch);
            opened.choice.then().add(new Assign(node, node.arg(1)));
            opened.choice.otherwise().add(new Assign(node, node.arg(2)));
            opened.targets.add(node);
            pending.put(node, branch);
        } else {
            block(placement.home(node)).add(new Let(node));
        }
    }

    /** Gives the branches that compute these nodes their place. */
    private void need(List<Node> nodes) {
        for (Node node : nodes) {
            Branch branch = pending.get(node);
            if (branch != null) {
                close(branch);
            }
        }
    }

    private void close(Branch branch) {
        Opened closed = open.remove(branch);
        closed.targets.forEach(pending::remove);
        Block home = block(branch.home);
        if (isSelection(closed.choice.then(), closed) && isSelection(closed.choice.otherwise(), closed)) {
            closed.targets.forEach(target -> home.add(new Let(target)));
        } else {
            home.add(closed.choice);
        }
    }

    /** Whether nothing is computed in a branch but its results, so that a selection says it shorter. */
    private static boolean isSelection(Block branch, Opened opened) {
        return branch.statements().size() == opened.targets.size();
    }

    private Opened open(Branch branch) {
        Opened found = open.get(branch);
        if (found == null) {
            need(inlining.mentions(branch.condition));
            found = new Opened(new Choice(branch.condition, new Block(), new Block()), new ArrayList<>());
            open.put(branch, found);
        }
        return found;
    }

    private Block block(Region region) {
        if (region.parent() == null) {
            return whole;
        }
        Choice choice = open(new Branch(region.parent(), region.condition())).choice;
        return region.holds() ? choice.then() : choice.otherwise();
    }
}
