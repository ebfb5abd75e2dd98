package dev.jacobi.emit;

import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.program.LoopProgram;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which indices are surely inside at a place in the code: by their ranges, or since they were checked where their loops began. */
final class KnownInside {
    private final Map<LoopProgram.Index, Set<Node>> checked;
    private final Set<Node> openAxes;

    /** @param openAxes the axes of the loops round the place, which change as the code goes on */
    KnownInside(Map<LoopProgram.Index, Set<Node>> checked, Set<Node> openAxes) {
        this.checked = checked;
        this.openAxes = openAxes;
    }

    /** Whether a condition says no more than that indices are inside which have been checked to be. Recurses over one condition only. */
    boolean isSure(Node condition) {
        if (condition.is(Op.AND)) {
            return isSure(condition.arg(0)) && isSure(condition.arg(1));
        }
        boolean below = condition.is(Op.LT);
        Node number = below ? condition.arg(0) : condition.is(Op.LE) ? condition.arg(1) : condition;
        if (!number.is(Op.TO_REAL)) {
            return false;
        }
        Node limit = condition.arg(below ? 1 : 0);
        return checked.keySet().stream()
                .filter(check -> check.index() == number.arg(0) && isChecked(check.index(), check.extent()))
                .anyMatch(check -> below ? isNumber(limit, check.extent()) : limit.isConstant(0));
    }

    private static boolean isNumber(Node number, Node integer) {
        return number.is(Op.TO_REAL) && number.arg(0) == integer
                || integer.is(Op.INTEGER) && number.isConstant(integer.integer());
    }

    /** Whether what is read is surely there. */
    boolean isElement(Node read) {
        return areInside(LoopProgram.indices(read), Loops.extents(read.arg(0)));
    }

    boolean areInside(List<Node> indices, List<Node> extents) {
        for (int d = 0; d < indices.size(); d++) {
            if (!isInside(indices.get(d), extents.get(d))) {
                return false;
            }
        }
        return true;
    }

    boolean isInside(Node index, Node extent) {
        return isChecked(index, extent) || Bounds.within(index, extent);
    }

    /** Whether an index has been checked to be below an extent, or below one that is at least that. */
    boolean isChecked(Node index, Node extent) {
        Set<Node> loops = checked.get(new LoopProgram.Index(index, extent));
        if (loops == null && extent.is(Op.IMAX)) {
            return isChecked(index, extent.arg(0)) || isChecked(index, extent.arg(1));
        }
        return loops != null && loops.stream().allMatch(axis -> Bounds.hasStepsWith(openAxes, axis));
    }
}
