package dev.jacobi.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** A few workspaces that threads share, so that evaluations allocate nothing; a thread that finds none makes one more. */
public final class Workspaces {
    private static final int SLOTS = 16;
    private static final double[] EMPTY = {};

    private final AtomicReferenceArray<double[]> slots = new AtomicReferenceArray<>(SLOTS);

    /** A workspace of at least this length. One that is too short is dropped. */
    public double[] take(int size) {
        if (size == 0) {
            return EMPTY;
        }
        int start = start();
        for (int i = 0; i < SLOTS; i++) {
            double[] found = slots.getAndSet((start + i) % SLOTS, null);
            if (found != null && found.length >= size) {
                return found;
            }
        }
        return new double[size];
    }

    /** Keeps a workspace for the next taker, unless all slots are full. */
    public void giveBack(double[] workspace) {
        if (workspace.length == 0) {
            return;
        }
        int start = start();
        for (int i = 0; i < SLOTS; i++) {
            if (slots.compareAndSet((start + i) % SLOTS, null, workspace)) {
                return;
            }
        }
    }

    private static int start() {
        return (int) (Thread.currentThread().getId() % SLOTS);
    }
}
