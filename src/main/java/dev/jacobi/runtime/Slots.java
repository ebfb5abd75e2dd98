package dev.jacobi.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** A few places in which threads leave what others may take. Lock-free; what finds no place is dropped. */
public final class Slots<T> {
    private static final int COUNT = 16;

    private final AtomicReferenceArray<T> slots = new AtomicReferenceArray<>(COUNT);

    /** One of what is there, or null. */
    public T take() {
        int start = start();
        for (int i = 0; i < COUNT; i++) {
            T found = slots.getAndSet((start + i) % COUNT, null);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Keeps something for the next taker, unless all places are full. */
    public void give(T thing) {
        int start = start();
        for (int i = 0; i < COUNT; i++) {
            if (slots.compareAndSet((start + i) % COUNT, null, thing)) {
                return;
            }
        }
    }

    private static int start() {
        return (int) (Thread.currentThread().getId() % COUNT);
    }
}
