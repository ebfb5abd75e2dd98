package dev.jacobi.cli;

import java.util.Locale;

/** How mistakes are written. */
enum ErrorFormat {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
