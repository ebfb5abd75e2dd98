package dev.jacobi.optim;

import dev.jacobi.BatchEvaluator;
import dev.jacobi.CompiledFunction;
import java.util.Random;

/**
 * Passes over the rows of bound data in batches, each pass in an order of its own, which the seed and the number of the pass tell: so
 * any step's batch can be found again. For one thread.
 */
final class Batches {
    /** The golden ratio's bits, so that the seeds of passes have nothing to do with one another. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Plan plan;
    private final BatchEvaluator full;
    private final BatchEvaluator rest;
    private final Random random = new Random();
    private final int[] order;
    private long pass = -1;

    /**
     * What the user says.
     *
     * @param size the name of the size that counts rows
     * @param rows how many a batch has; the last of a pass has what is left
     */
    record Plan(String size, int rows, long seed) {
        String text(int all) {
            return rows + " of " + all + " rows by " + size + ", seed " + seed;
        }
    }

    Batches(CompiledFunction loss, Plan plan) {
        this.plan = plan;
        this.full = loss.batch(plan.size, plan.rows);
        int left = full.total() % plan.rows;
        this.rest = left == 0 ? null : loss.batch(plan.size, left);
        this.order = new int[full.total()];
    }

    /** How many rows there are in all. */
    int rows() {
        return order.length;
    }

    /** How many batches a pass has. */
    int perPass() {
        return order.length / plan.rows + (rest == null ? 0 : 1);
    }

    /** The loss and its gradient over the batch of the step after so many. */
    double gradient(long done, double[] w, double[] g) {
        shuffle(done / perPass());
        int from = (int) (done % perPass()) * plan.rows;
        BatchEvaluator batch = from + plan.rows <= order.length ? full : rest;
        batch.select(order, from);
        return batch.gradient(w, g);
    }

    /** Puts all rows into the order of a pass (Fisher and Yates). Random's numbers are specified, so the same everywhere. */
    private void shuffle(long wanted) {
        if (pass == wanted) {
            return;
        }
        pass = wanted;
        random.setSeed(plan.seed + SPREAD * wanted);
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }
}
