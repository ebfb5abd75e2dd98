package dev.jacobi.cli;

import java.util.Locale;

/** How a command writes formulas. */
enum FormulaFormat {
    TEXT,
    LATEX,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
