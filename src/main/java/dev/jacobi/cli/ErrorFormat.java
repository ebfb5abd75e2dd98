package dev.jacobi.cli;

/** How mistakes are written. */
enum ErrorFormat {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
