package com.acme.formulas;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Threads that work for users: so many, with so many waiting, and each only for so long. */
final class Workers implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private final Duration deadline;

    Workers(int number, int waiting, Duration deadline) {
        this.deadline = deadline;
        this.threads =
                new ThreadPoolExecutor(number, number, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), work -> {
                    Thread thread = new Thread(work, "formula");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Has something worked out.
     *
     * <p>What is not there in time is interrupted and given up. A calculation that does not notice the interrupt keeps its worker until
     * it ends, which the limits on formulas bring about soon; nobody else waits longer for that than until the deadline.
     *
     * @throws Refusal where all workers have work and nobody more may wait, or time is up
     */
    <T> T call(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        try {
            threads.execute(task);
            return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            throw new Refusal(503, "BUSY", "too many formulas are waiting, try again in a moment");
        } catch (TimeoutException e) {
            task.cancel(true);
            threads.remove(task);
            throw new Refusal(503, "TIME", "the formula takes longer than " + deadline.toMillis() + " ms");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new Refusal(503, "BUSY", "the service is about to end");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
