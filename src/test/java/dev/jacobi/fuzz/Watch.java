package dev.jacobi.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads texts on a thread with a stack of 256 KB, and leaves it behind where it hangs. */
final class Watch {
    /** Of the processor, since on a busy machine any text takes long; or many times as long without it. */
    private static final Duration HANG = Duration.ofSeconds(60);

    private static final int BLOCKED = 20;
    private static final int STACK = 256 << 10;
    private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();

    private Thread thread;
    private ExecutorService worker = start();

    private ExecutorService start() {
        return Executors.newSingleThreadExecutor(work -> {
            thread = new Thread(null, work, "fuzz", STACK);
            thread.setDaemon(true);
            return thread;
        });
    }

    Optional<String> defect(Reader reader, String text) {
        Future<Optional<String>> reading = worker.submit(() -> reader.defect(text));
        long before = TIMES.getThreadCpuTime(thread.getId());
        try {
            for (long second = 0; second < BLOCKED * HANG.toSeconds() && used(before) < HANG.toNanos(); second++) {
                try {
                    return reading.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    continue;
                }
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        worker = start();
        return Optional.of("hangs");
    }

    private long used(long before) {
        return TIMES.getThreadCpuTime(thread.getId()) - before;
    }

    /** Which kind of defect it is: shrinking must not go from one to another. */
    static String kind(String defect) {
        return defect.split("[:\\n]", 2)[0];
    }
}
