package dev.jacobi.program;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.program.Construct.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where it is checked that elements are inside their arrays and integers have a value: just where the source needs them. */
final class Checks {
    private final Homes homes;
    private final Demands demands;
    private final Expressions expressions;
    private final Timetable timetable;
    private final List<Placed> checks = new ArrayList<>();
    /** Indices that are checked, and the loops inside all of which they are sure to have been. */
    private final Map<LoopProgram.Index, Set<Node>> checked = new HashMap<>();

    private final Set<Written> written = new HashSet<>();

    /** What makes two checks of an integer the same. */
    private record Written(Node integer, Node extent, Set<Node> loops, List<Side> sides, Set<Node> asked) {}

    /**
     * The loops of a check.
     *
     * @param run those that run round it
     * @param asked those of which it is only asked whether they run at all
     */
    private record Extent(Set<Node> run, Set<Node> asked) {
        /** What a range depends on runs as a loop. */
        static Extent of(Set<Node> own, Set<Node> needed) {
            Set<Node> run = new LinkedHashSet<>(own);
            Set<Node> asked = new LinkedHashSet<>(needed);
            asked.removeAll(run);
            asked.stream().filter(axis -> !isOfSizes(axis)).toList().forEach(axis -> run.addAll(axis.axes()));
            asked.removeIf(axis -> Bounds.hasSteps(axis) || Bounds.hasStepsWith(run, axis));
            return new Extent(run, asked);
        }

        private static boolean isOfSizes(Node axis) {
            return axis.args().stream().allMatch(Bounds::isOfSizes);
        }
    }

    Checks(Homes homes, Demands demands, Expressions expressions, Timetable timetable) {
        this.homes = homes;
        this.demands = demands;
        this.expressions = expressions;
        this.timetable = timetable;
    }

    /** The checks of some nodes; they run before what else runs at their time and place: an index mentions nothing that is made then. */
    List<Placed> of(List<Node> order) {
        order.stream().filter(Demands::isRead).forEach(this::noteChecked);
        for (Node node : order) {
            demands.ofPartial(node).forEach(demand -> checkInteger(node, demand));
            check(node);
        }
        return checks;
    }

    private void noteChecked(Node read) {
        List<Node> extents = Loops.extents(read.arg(0));
        for (int d = 0; d < extents.size(); d++) {
            Set<Node> loops = demands.checkedBefore(read.arg(d + 1), extents.get(d));
            if (loops != null) {
                checked.put(new LoopProgram.Index(read.arg(d + 1), extents.get(d)), loops);
            }
        }
    }

    /** Whether what is read surely is there, since its indices were checked before the program. */
    private boolean isCheckedBefore(Node read) {
        List<Node> extents = Loops.extents(read.arg(0));
        Set<Node> around = new HashSet<>(read.axes());
        for (int d = 0; d < extents.size(); d++) {
            Node index = read.arg(d + 1);
            if (!Bounds.within(index, extents.get(d)) && !isCheckedBefore(index, extents.get(d), around)) {
                return false;
            }
        }
        return true;
    }

    /** Whether an index that is needed in these loops was checked before the program. */
    private boolean isCheckedBefore(Node index, Node extent, Set<Node> needed) {
        Set<Node> loops = demands.checkedBefore(index, extent);
        return loops != null && loops.stream().allMatch(axis -> Bounds.hasStepsWith(needed, axis));
    }

    /** The indices that are checked, and the loops inside all of which they are sure to have been. */
    Map<LoopProgram.Index, Set<Node>> checked() {
        return checked;
    }

    /** Whether a read that may be outside its array stands in just the branches in which the source needs it. */
    boolean isStrict(Node read) {
        List<Demand> needed = demands.of(read);
        return read.is(Op.READ)
                && needed.size() == 1
                && needed.get(0).sides().equals(homes.sides(read))
                && read.axes().containsAll(needed.get(0).axes());
    }

    /**
     * Checks that an element is there, in each of the branches in which the source needs it: of an array that is the same in all loops each
     * index in the loops that it alone mentions. Where it is needed in any case, the reading needs no check.
     */
    private void check(Node read) {
        List<Demand> needed = demands.of(read);
        if (needed.isEmpty()) {
            return;
        }
        boolean always = needed.stream().allMatch(demand -> demand.sides().isEmpty());
        boolean state = read.is(Op.READ) && read.arg(0).is(Op.STATE);
        boolean byIndices = state || read.arg(0).axes().isEmpty();
        if (isCheckedBefore(read) || isStrict(read) && !(always && byIndices)) {
            return;
        }
        for (Demand demand : needed) {
            if (byIndices) {
                checkIndices(read, demand);
                continue;
            }
            Set<Node> axes = new LinkedHashSet<>(read.axes());
            axes.addAll(demand.axes());
            axes.addAll(demand.asked());
            place(new Statement.Check(read), homes.path(axes, demand.sides(), about(read, demand)), read.args());
        }
    }

    /** What a check is made from. */
    private static List<Node> about(Node checked, Demand demand) {
        List<Node> about = new ArrayList<>(List.of(checked));
        demand.sides().forEach(side -> about.add(side.condition()));
        return about;
    }

    private void checkIndices(Node read, Demand demand) {
        List<Node> extents = Loops.extents(read.arg(0));
        for (int d = 0; d < extents.size(); d++) {
            checkIndex(read, read.arg(d + 1), extents.get(d), demand);
        }
    }

    private void checkIndex(Node read, Node index, Node extent, Demand demand) {
        Set<Node> needed = new LinkedHashSet<>(demand.axes());
        needed.addAll(read.axes());
        if (Bounds.within(index, extent) || isCheckedBefore(index, extent, needed)) {
            return;
        }
        Set<Node> own = new LinkedHashSet<>(index.axes());
        own.addAll(demand.asked());
        Extent place = Extent.of(own, needed);
        if (demand.sides().isEmpty()) {
            Set<Node> inside = new HashSet<>(place.run);
            inside.addAll(place.asked);
            checked.merge(new LoopProgram.Index(index, extent), inside, Checks::fewer);
        }
        if (written.add(new Written(index, extent, place.run, demand.sides(), place.asked))) {
            Statement check = new Statement.CheckIndex(read.arg(0), index, extent, List.copyOf(place.asked));
            List<Construct> path = homes.path(place.run, demand.sides(), about(index, demand));
            place(check, path, List.of(index, extent));
        }
    }

    private static Set<Node> fewer(Set<Node> a, Set<Node> b) {
        return a.size() <= b.size() ? a : b;
    }

    private void checkInteger(Node integer, Demand demand) {
        Set<Node> own = new LinkedHashSet<>(integer.axes());
        own.addAll(demand.asked());
        Extent place = Extent.of(own, demand.axes());
        if (written.add(new Written(integer, null, place.run, demand.sides(), place.asked))) {
            Statement check = new Statement.CheckInteger(integer, List.copyOf(place.asked));
            place(check, homes.path(place.run, demand.sides(), about(integer, demand)), List.of(integer));
        }
    }

    private void place(Statement check, List<Construct> path, List<Node> mentioned) {
        List<Node> needs = expressions.needs(path, mentioned);
        checks.add(new Placed(check, path, timetable.earliest(path, needs), needs));
    }
}
