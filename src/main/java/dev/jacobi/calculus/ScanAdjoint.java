package dev.jacobi.calculus;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * The adjoint of a SCAN, in four parts that are added up, so that none is an array of zeros with a few entries: each part holds what
 * certain reads pass on, in the shape that they see. What is null is absent.
 *
 * @param fixed of one element of the first dimension: the last, or the one that belongs to a step
 * @param before of the values before each step, without the last: its first dimension is the steps
 * @param after of the values after each step, without the first: its first dimension is the steps
 * @param any of all values
 */
record ScanAdjoint(Dual fixed, Dual before, Dual after, Dual any) {
    static final ScanAdjoint NOTHING = new ScanAdjoint(null, null, null, null);

    boolean isNothing() {
        return equals(NOTHING);
    }

    /** This and the adjoint of the whole array. */
    ScanAdjoint plusWhole(Graph g, Dual whole) {
        return new ScanAdjoint(fixed, before, after, whole == null ? any : new LoopDuals(g).addArrays(any, whole));
    }

    /**
     * This and what a READ of the SCAN passes on.
     *
     * @param loops the axes that it passes a sum on over
     * @param atStep whether all reads have one first index, that of a step
     */
    ScanAdjoint plus(Graph g, Node read, Dual adjoint, List<Node> loops, boolean atStep) {
        LoopDuals duals = new LoopDuals(g);
        Node scan = read.arg(0);
        Node index = read.arg(1);
        Node steps = scan.arg(0).arg(1);
        List<Node> own = new ArrayList<>(loops);
        List<Node> indices = new ArrayList<>(LoopDuals.indices(read));
        List<Node> extents = new ArrayList<>(Loops.extents(scan));
        if (atStep || index == steps) {
            own.removeAll(index.axes());
            indices.remove(0);
            extents.remove(0);
            Dual more = duals.ofArray(scan.axes(), extents, indices, adjoint, own);
            return new ScanAdjoint(duals.addArrays(fixed, more), before, after, any);
        }
        boolean shifted = index.is(Op.IADD) && index.arg(0).isInteger(1) && isWhole(index.arg(1), steps)
                || index.is(Op.IADD) && index.arg(1).isInteger(1) && isWhole(index.arg(0), steps);
        if (shifted || isWhole(index, steps)) {
            indices.set(0, shifted ? index.arg(index.arg(0).isInteger(1) ? 1 : 0) : index);
            extents.set(0, steps);
            Dual more = duals.ofArray(scan.axes(), extents, indices, adjoint, own);
            return shifted
                    ? new ScanAdjoint(fixed, before, duals.addArrays(after, more), any)
                    : new ScanAdjoint(fixed, duals.addArrays(before, more), after, any);
        }
        Dual more = duals.ofArray(scan.axes(), extents, indices, adjoint, own);
        return new ScanAdjoint(fixed, before, after, duals.addArrays(any, more));
    }

    private static boolean isWhole(Node index, Node steps) {
        return index.is(Op.AXIS) && index.arg(0).isInteger(0) && index.arg(1) == steps;
    }
}
