package dev.jacobi.fuzz;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads texts on a thread with a stack of 256 KB, and leaves it behind where it hangs. */
final class Watch {
    private static final long SECONDS_OF_A_HANG = 60;
    private static final int STACK = 256 << 10;

    private ExecutorService worker = start();

    private static ExecutorService start() {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(null, work, "fuzz", STACK);
            thread.setDaemon(true);
            return thread;
        });
    }

    Optional<String> defect(Reader reader, String text) {
        try {
            return worker.submit(() -> reader.defect(text)).get(SECONDS_OF_A_HANG, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            worker = start();
            return Optional.of("hangs");
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Which kind of defect it is: shrinking must not go from one to another. */
    static String kind(String defect) {
        return defect.split("[:\\n]", 2)[0];
    }
}
