package dev.jacobi.runtime;

/** A few workspaces that threads share, so that evaluations allocate nothing; a thread that finds none makes one more. */
public final class Workspaces {
    private static final double[] EMPTY = {};

    private final Slots<double[]> slots = new Slots<>();

    /** A workspace of at least this length. One that is too short is dropped. */
    public double[] take(int size) {
        if (size == 0) {
            return EMPTY;
        }
        for (double[] found = slots.take(); found != null; found = slots.take()) {
            if (found.length >= size) {
                return found;
            }
        }
        return new double[size];
    }

    /** Keeps a workspace for the next taker, unless all slots are full. */
    public void giveBack(double[] workspace) {
        if (workspace.length > 0) {
            slots.give(workspace);
        }
    }
}
