package dev.jacobi;

import dev.jacobi.graph.FunctionGraph;
import java.util.List;

/** A formula to work with in symbols: immutable and thread-safe. */
public final class Formula {
    private Formula() {}

    /** Reads an expression or a function. */
    public static Formula parse(String text) {
        throw new IllegalStateException("not yet");
    }

    public Formula differentiate(String variable) {
        throw new IllegalStateException("not yet");
    }

    /** The form that a person would write: real arithmetic, grade TEXT. */
    public Formula simplify() {
        throw new IllegalStateException("not yet");
    }

    public Formula substitute(String variable, Formula replacement) {
        throw new IllegalStateException("not yet");
    }

    public List<String> variables() {
        throw new IllegalStateException("not yet");
    }

    public String toLatex() {
        throw new IllegalStateException("not yet");
    }

    public CompiledFunction compile() {
        throw new IllegalStateException("not yet");
    }

    /** The formula as a graph over its variables. */
    FunctionGraph toFunction() {
        throw new IllegalStateException("not yet");
    }
}
