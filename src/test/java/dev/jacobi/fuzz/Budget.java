package dev.jacobi.fuzz;

import java.time.Duration;
import java.util.SplittableRandom;

/** The time of a fuzzer, and what it came to, printed every minute. */
public final class Budget {
    /** The property that says for how many minutes a fuzzer runs; without it none does. */
    public static final String MINUTES = "fuzz.minutes";

    private final String what;
    private final long seed;
    private final long start = System.nanoTime();
    private final Duration time = Duration.ofMinutes(Long.getLong(MINUTES));
    private long tries;
    private long minutesPrinted;

    private Budget(String what, long seed) {
        this.what = what;
        this.seed = seed;
    }

    /** A new seed each time, or the one that {@code -Djacobi.seed} says. */
    public static Budget start(String what) {
        Budget budget = new Budget(what, Long.getLong("jacobi.seed", new SplittableRandom().nextLong() >>> 20));
        System.out.println("fuzzing " + what + " for " + budget.time.toMinutes() + " minutes from seed " + budget.seed);
        return budget;
    }

    public long seed() {
        return seed;
    }

    public boolean lasts() {
        return spent().compareTo(time) < 0;
    }

    private Duration spent() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Counts another input. */
    public void tried() {
        tries++;
        if (spent().toMinutes() > minutesPrinted) {
            minutesPrinted = spent().toMinutes();
            System.out.println(minutesPrinted + " minutes: " + tries + " " + what);
        }
    }

    /** Prints a finding when it is made, and returns it. */
    public String finding(String report) {
        System.out.println("FINDING " + report);
        return report;
    }

    public void end(int findings) {
        System.out.println(spent().toMinutes() + " minutes: " + tries + " " + what + ", " + findings + " findings");
    }
}
