package dev.jacobi.program;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Scatter;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.Construct.Loop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where values live: in a variable, in a buffer for what crosses from one run of a loop to another, or in an output. */
final class Keeping {
    /** Operations that cost less than keeping their result. */
    private static final int CHEAP = 4;

    private final List<Node> order;
    private final List<Placed> placed;
    private final Timetable timetable;
    private final Extents extents;
    private final Expressions expressions;
    private final Recurrences recurrences;
    private final Map<Node, Integer> shared = new HashMap<>();
    private final Map<Node, Buffer> buffers = new LinkedHashMap<>();
    private final Map<Node, Integer> outputs;
    private final Map<Node, Integer> addends = new HashMap<>();
    /** Why a buffer cannot be, or null. */
    private JacobiException refusal;

    /**
     * @param placed the statements; those that keep what needs no buffer are removed, declarations are added
     * @param outputs the values that live in an output, by its number; more are added
     */
    Keeping(
            List<Node> order,
            List<Placed> placed,
            Timetable timetable,
            Extents extents,
            Expressions expressions,
            Recurrences recurrences,
            Map<Node, Integer> outputs) {
        this.order = order;
        this.placed = placed;
        this.timetable = timetable;
        this.extents = extents;
        this.expressions = expressions;
        this.recurrences = recurrences;
        this.outputs = outputs;
        placed.stream()
                .filter(statement -> !(statement.statement() instanceof Statement.Keep))
                .forEach(this::measure);
        chooseBuffers();
        placed.removeIf(
                statement -> statement.statement() instanceof Statement.Keep keep && !buffers.containsKey(keep.node()));
        placed.forEach(this::measure);
        chooseBuffers();
        accumulateInOutputs();
        declareOutside();
    }

    /**
     * What is kept in buffers.
     *
     * @throws JacobiException where one has no length before the call
     */
    Map<Node, Buffer> buffers() {
        if (refusal != null) {
            throw refusal;
        }
        return buffers;
    }

    private void measure(Placed statement) {
        for (Node need : statement.needs()) {
            if (timetable.result(need) != null) {
                shared.merge(need, timetable.shared(need, statement.path(), statement.time()), Math::min);
            }
        }
    }

    private void chooseBuffers() {
        buffers.clear();
        refusal = null;
        for (Node node : order) {
            Timetable.Result result = timetable.result(node);
            if (node.is(Op.STATE)) {
                chooseRows(recurrences.carried().get(node));
            }
            if (result == null || node.is(Op.STATE) || node.is(Op.SCAN)) {
                continue;
            }
            List<Node> indices = new ArrayList<>(keptAxes(node, result));
            List<Node> lengths = new ArrayList<>(
                    indices.stream().map(axis -> length(axis.arg(1))).toList());
            if (node.type() == Type.ARRAY) {
                indices.addAll(
                        node.is(Op.SCATTER)
                                ? Scatter.of(node).contributions().get(0).indices()
                                : node.boundAxes());
                Loops.extents(node).forEach(extent -> lengths.add(length(extent)));
            }
            if (node.type() == Type.ARRAY || !indices.isEmpty()) {
                buffers.put(node, new Buffer(buffers.size(), indices, lengths));
            }
        }
    }

    /** Rows for the values of a state: for each of them, or for that before and that after a step. A number needs none for two. */
    private void chooseRows(Carried carried) {
        if (carried.isNumber() && !carried.every()) {
            return;
        }
        Node scan = recurrences.scan(carried.node());
        List<Node> indices = new ArrayList<>();
        if (scan != null) {
            // Some read the value before a step rather than the whole.
            int open = timetable.result(scan).open();
            shared.merge(scan, shared.getOrDefault(carried.node(), open), Math::min);
            indices.addAll(keptAxes(scan, timetable.result(scan)));
        }
        List<Node> lengths = new ArrayList<>(
                indices.stream().map(axis -> length(axis.arg(1))).toList());
        indices.add(carried.steps());
        lengths.add(carried.every() ? extents.afterSteps(length(carried.steps().arg(1))) : extents.rowsInTurn());
        indices.addAll(carried.state().axes());
        lengths.addAll(Loops.extents(carried.node()));
        buffers.put(carried.node(), new Buffer(buffers.size(), indices, lengths));
    }

    /** How long a buffer must be for an extent. One that has no length may still turn out not to be needed. */
    private Node length(Node extent) {
        try {
            return extents.length(extent);
        } catch (JacobiException e) {
            refusal = e;
            return extent;
        }
    }

    /** What is accumulated in a buffer only to be stored is accumulated in the output itself. */
    private void accumulateInOutputs() {
        Map<Node, Integer> uses = new HashMap<>();
        for (Placed statement : placed) {
            if (!(statement.statement() instanceof Statement.Keep)) {
                statement.needs().forEach(need -> uses.merge(need, 1, Integer::sum));
            }
        }
        findAddends(uses);
        placed.removeIf(statement -> {
            boolean only = statement.statement() instanceof Statement.StoreElement store
                    && uses.getOrDefault(store.value(), 0) == 1
                    && buffers.containsKey(store.value())
                    && buffers.get(store.value()).indices().equals(store.axes());
            if (only) {
                Statement.StoreElement store = (Statement.StoreElement) statement.statement();
                outputs.put(store.value(), store.output());
            }
            return only;
        });
    }

    private void findAddends(Map<Node, Integer> uses) {
        Map<Node, List<Node>> reads = new HashMap<>();
        order.stream()
                .filter(node -> node.is(Op.READ) && node.arg(0).is(Op.SCATTER))
                .forEach(read -> reads.computeIfAbsent(read.arg(0), array -> new ArrayList<>())
                        .add(read));
        for (Placed statement : placed) {
            if (statement.statement() instanceof Statement.StoreElement store) {
                statement.needs().stream()
                        .filter(need -> need.axes().isEmpty()
                                && uses.get(need) == 1
                                && reads.getOrDefault(need, List.of()).size() == 1
                                && isElement(reads.get(need).get(0), store.axes()))
                        .findFirst()
                        .ifPresent(need -> addends.put(need, store.output()));
            }
        }
    }

    /** Whether an element is that at the axes of an array that they run over. */
    private static boolean isElement(Node read, List<Node> axes) {
        return LoopProgram.indices(read).equals(axes) && Loops.runOver(axes, Loops.extents(read.arg(0)));
    }

    /** The values in buffers that would be cheaper to compute again where they are used. */
    Set<Node> cheaperAgain() {
        Set<Node> cheap = new HashSet<>();
        for (Node node : buffers.keySet()) {
            boolean plain = !node.op().bindsAxes()
                    && !node.is(Op.STATE)
                    && !Recurrence.isLastNumber(node)
                    && recurrences.insideOf(node).isEmpty()
                    && !node.is(Op.SELECT)
                    && !outputs.containsKey(node);
            if (plain
                    && node.op().cost() <= CHEAP
                    && node.args().stream().allMatch(arg -> isAtHand(arg, node, cheap))) {
                cheap.add(node);
            }
        }
        return cheap;
    }

    /** Whether an argument of a node is there, or as cheap, wherever the node may be computed again. */
    private boolean isAtHand(Node arg, Node node, Set<Node> cheap) {
        if (Homes.isMention(arg) || cheap.contains(arg)) {
            return true;
        }
        if (expressions.isInlined(arg)) {
            return arg.op().cost() <= CHEAP
                    && arg.args().stream().allMatch(part -> Homes.isMention(part) || buffers.containsKey(part));
        }
        return buffers.containsKey(arg) || !node.axes().isEmpty() && arg.axes().isEmpty();
    }

    /** The values that live in an output, by its number. */
    Map<Node, Integer> outputs() {
        return outputs;
    }

    /** The SCATTERs to which an output only adds more, by its number: they may be added up in the output itself, at most one in each. */
    Map<Node, Integer> addends() {
        return addends;
    }

    /** The axes whose loops run again between the making of a value and a use. */
    private List<Node> keptAxes(Node node, Timetable.Result result) {
        int from = Math.min(shared.getOrDefault(node, result.open()), result.open());
        List<Node> own = node.axes();
        List<Node> kept = new ArrayList<>();
        for (int i = from; i < result.path().size(); i++) {
            if (result.path().get(i) instanceof Loop loop && own.contains(loop.axis())) {
                kept.add(loop.axis());
            }
        }
        return kept;
    }

    /** A variable that is made in one run of a branch and used in another is declared outside. */
    private void declareOutside() {
        List<Placed> more = new ArrayList<>();
        for (Node node : order) {
            Timetable.Result result = timetable.result(node);
            if (result != null && !buffers.containsKey(node) && node.type() != Type.ARRAY) {
                int from = shared.getOrDefault(node, result.open());
                if (from < result.open()) {
                    more.add(new Placed(
                            new Statement.Declare(node),
                            result.path().subList(0, from),
                            Arrays.copyOf(result.time(), from + 1),
                            List.of()));
                }
            }
        }
        placed.addAll(0, more);
    }

    /**
     * How late the values that are kept from one run of an outermost loop to a later one may be made: in the run that uses them first,
     * where all uses are in that loop. What is only stored is stored whenever it is made.
     */
    Map<Node, Integer> later() {
        Map<Node, Integer> latest = new HashMap<>();
        for (int i = placed.size() - 1; i >= 0; i--) {
            Placed user = placed.get(i);
            if (user.statement() instanceof Statement.Keep) {
                continue;
            }
            int time = latest.getOrDefault(target(user.statement()), user.time()[0]);
            for (Node need : user.needs()) {
                Timetable.Result result = timetable.result(need);
                boolean follows = user.statement() instanceof Statement.StoreElement
                        && result != null
                        && result.time()[0] == user.time()[0];
                if (result != null && !result.path().isEmpty() && !follows) {
                    boolean together = result.open() > 0 && Timetable.common(result.path(), user.path()) > 0;
                    latest.merge(need, together ? time : result.time()[0], Math::min);
                }
            }
        }
        latest.entrySet().removeIf(entry -> {
            Timetable.Result result = timetable.result(entry.getKey());
            return entry.getValue() <= result.time()[0] || !(result.path().get(0) instanceof Loop);
        });
        return latest;
    }

    /** The value that a statement is part of making, or null. */
    private static Node target(Statement statement) {
        if (statement instanceof Statement.Let let) {
            return let.node();
        }
        if (statement instanceof Statement.Assign assign) {
            return assign.target();
        }
        return statement instanceof Statement.Accumulate accumulate ? accumulate.binder() : null;
    }
}
