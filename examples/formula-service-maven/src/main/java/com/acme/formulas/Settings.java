package com.acme.formulas;

import java.time.Duration;

/**
 * What the service spends on its users at most.
 *
 * @param workers how many formulas are worked on at a time
 * @param waiting how many more may wait for their turn; whoever comes then is sent away
 * @param deadline how long one may wait and be worked on
 * @param cached how many compiled formulas are kept
 * @param body how many bytes a request may have
 */
public record Settings(int workers, int waiting, Duration deadline, int cached, int body) {
    /** For one machine that does nothing else. */
    public static Settings defaults() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new Settings(Math.max(2, processors), 4 * processors, Duration.ofSeconds(2), 500, 64 << 10);
    }
}
